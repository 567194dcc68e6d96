import * as keyvault from "@pulumi/azure-native/keyvault/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../../shared/names.js";
import { createPrivateEndpoint, type PrivateEndpointTransform, type PrivateLink } from "../private-endpoint.js";

interface WorkspaceKeyVaultArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly privateLink: PrivateLink;
  readonly tenantId: pulumi.Input<string>;
  /** Whether it stays for 90 days after its deletion, and nobody can purge it; this cannot be undone. Else for 7 days. */
  readonly keep: boolean;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform:
    | { readonly vault?: Partial<keyvault.VaultArgs>; readonly endpoints?: PrivateEndpointTransform }
    | undefined;
}

/**
 * The vault that a workspace keeps the secrets of its connections in: roles alone say who reads them, through a private
 * endpoint or as a service that Azure trusts. `zones` is there once it is found by its name.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/concept-workspace#associated-resources
 */
export function createWorkspaceKeyVault(
  name: string,
  args: WorkspaceKeyVaultArgs,
  parent: pulumi.CustomResourceOptions,
): { readonly vault: keyvault.Vault; readonly zones: pulumi.Resource } {
  const { resourceGroupName, location, privateLink, tenantId, keep, tags, transform } = args;
  const vault = new keyvault.Vault(
    physicalName("keyVault", [name, "vault"], 8),
    {
      resourceGroupName,
      location,
      properties: {
        tenantId,
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: keep ? 90 : 7,
        // Azure takes true or nothing.
        enablePurgeProtection: keep ? true : undefined,
        publicNetworkAccess: "Disabled",
        networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
      },
      tags,
      ...transform?.vault,
    },
    parent,
  );
  const { zones } = createPrivateEndpoint(
    `${name}-vault`,
    {
      resourceGroupName,
      location,
      privateLink,
      targetId: vault.id,
      groupId: "vault",
      domains: ["vault"],
      tags,
      transform: transform?.endpoints,
    },
    parent,
  );
  return { vault, zones };
}
