import * as machinelearning from "@pulumi/azure-native/machinelearningservices/index.js";
import * as pulumi from "@pulumi/pulumi";
import { directoryPropagationHooks } from "../directory-propagation.js";
import type { EncryptionKey } from "../key-vault-key.js";
import type { MachineLearningWorkspaceArgs } from "./machine-learning-workspace-args.js";

interface WorkspaceArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  /** ARM ids of what the workspace works with, and of the identity that it does so as. */
  readonly storageId: pulumi.Input<string>;
  readonly vaultId: pulumi.Input<string>;
  readonly registryId: pulumi.Input<string>;
  readonly insightsId: pulumi.Input<string>;
  readonly identityId: pulumi.Input<string>;
  readonly outbound: Required<MachineLearningWorkspaceArgs>["outbound"];
  /** Name of the cluster that images are built on. */
  readonly imageBuildCompute: pulumi.Input<string> | undefined;
  readonly encryptionKey: EncryptionKey | undefined;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<machinelearning.WorkspaceArgs> | undefined;
}

/** Modes of the managed network. The firewall is there once a rule names a host. */
const NETWORKS = {
  internet: { isolationMode: "AllowInternetOutbound" },
  approved: { isolationMode: "AllowOnlyApprovedOutbound", firewallSku: "Basic" },
} as const;

/** The workspace itself, and its network: endpoints' deployments need one and, unlike instances, do not make it. */
export function createWorkspace(
  name: string,
  args: WorkspaceArgs,
  options: pulumi.CustomResourceOptions,
): machinelearning.Workspace {
  const { resourceGroupName, location, identityId, outbound, encryptionKey, tags, transform } = args;
  return new machinelearning.Workspace(
    name,
    {
      resourceGroupName,
      location,
      kind: "Default",
      sku: { name: "Basic", tier: "Basic" },
      friendlyName: `${pulumi.getProject()} ${pulumi.getStack()} ${name}`,
      storageAccount: args.storageId,
      keyVault: args.vaultId,
      containerRegistry: args.registryId,
      applicationInsights: args.insightsId,
      identity: {
        type: "UserAssigned",
        userAssignedIdentities: encryptionKey ? [identityId, encryptionKey.identityId] : [identityId],
      },
      primaryUserAssignedIdentity: identityId,
      systemDatastoresAuthMode: "Identity",
      publicNetworkAccess: "Disabled",
      v1LegacyMode: false,
      managedNetwork: NETWORKS[outbound],
      provisionNetworkNow: true,
      imageBuildCompute: args.imageBuildCompute,
      ...(encryptionKey && encryptionWith(encryptionKey)),
      tags,
      ...transform,
    },
    {
      ...options,
      hooks: directoryPropagationHooks(),
      // The version that it was made with goes on working: the key's rotation is nothing to the workspace.
      ignoreChanges: encryptionKey ? ["encryption.keyVaultProperties.keyIdentifier"] : [],
      customTimeouts: { create: "120m", update: "120m", delete: "60m" },
    },
  );
}

/** Args of a workspace whose records the service encrypts with `key`. */
function encryptionWith(
  key: EncryptionKey,
): Pick<machinelearning.WorkspaceArgs, "enableServiceSideCMKEncryption" | "encryption"> {
  return {
    enableServiceSideCMKEncryption: true,
    encryption: {
      status: "Enabled",
      identity: { userAssignedIdentity: key.identityId },
      keyVaultProperties: { keyVaultArmId: key.keyVaultId, keyIdentifier: key.keyUriWithVersion },
    },
  };
}
