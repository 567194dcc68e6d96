import * as containerregistry from "@pulumi/azure-native/containerregistry/index.js";
import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../../shared/names.js";
import { directoryPropagationHooks } from "../directory-propagation.js";
import type { EncryptionKey } from "../key-vault-key.js";
import { createPrivateEndpoint, type PrivateEndpointTransform, type PrivateLink } from "../private-endpoint.js";

interface WorkspaceContainerRegistryArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly privateLink: PrivateLink;
  readonly encryptionKey: EncryptionKey | undefined;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform:
    | { readonly registry?: Partial<containerregistry.RegistryArgs>; readonly endpoints?: PrivateEndpointTransform }
    | undefined;
}

/**
 * The registry of a workspace's images: Premium, which private endpoints and keys of one's own take. No admin user,
 * nobody pulls without signing in, and images are not exported to another registry. `zones` is there once it is found
 * by its name.
 *
 * @see https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints
 * @see https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys
 */
export function createWorkspaceContainerRegistry(
  name: string,
  args: WorkspaceContainerRegistryArgs,
  parent: pulumi.CustomResourceOptions,
): { readonly registry: containerregistry.Registry; readonly zones: pulumi.Resource } {
  const { resourceGroupName, location, privateLink, encryptionKey, tags, transform } = args;
  const registry = new containerregistry.Registry(
    physicalName("containerRegistry", [name, "registry"], 8),
    {
      resourceGroupName,
      location,
      sku: { name: "Premium" },
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccess: "Disabled",
      networkRuleSet: { defaultAction: "Deny" },
      networkRuleBypassOptions: "AzureServices",
      policies: { exportPolicy: { status: "disabled" } },
      ...(encryptionKey && encryptionWith(encryptionKey)),
      tags,
      ...transform?.registry,
    },
    { ...parent, hooks: directoryPropagationHooks() },
  );
  const { zones } = createPrivateEndpoint(
    `${name}-registry`,
    {
      resourceGroupName,
      location,
      privateLink,
      targetId: registry.id,
      groupId: "registry",
      domains: ["registry"],
      tags,
      transform: transform?.endpoints,
    },
    parent,
  );
  return { registry, zones };
}

/** Args of a registry that is encrypted with `key`, whichever its version. */
function encryptionWith(key: EncryptionKey): Pick<containerregistry.RegistryArgs, "identity" | "encryption"> {
  return {
    identity: {
      type: "UserAssigned",
      userAssignedIdentities: pulumi.output(key.identityId).apply((id) => ({ [id]: {} })),
    },
    encryption: {
      status: "enabled",
      keyVaultProperties: { identity: key.identityClientId, keyIdentifier: key.keyUri },
    },
  };
}
