import type * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PrivateStorageAccount } from "../private-storage-account.js";
import { assignRole, type Role } from "../role-assignment.js";

interface WorkspaceIdentityArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  /** ARM id of the resource group. */
  readonly groupId: pulumi.Input<string>;
  readonly storage: PrivateStorageAccount;
  /** ARM ids of what the workspace works with. */
  readonly vaultId: pulumi.Input<string>;
  readonly registryId: pulumi.Input<string>;
  readonly insightsId: pulumi.Input<string>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<managedidentity.UserAssignedIdentityArgs> | undefined;
}

/**
 * The identity that a workspace acts as, with the roles that Microsoft lists for one whose storage takes no keys: it
 * manages the account, vault, registry and Application Insights of the workspace and nothing else, reads and writes
 * what they hold, and sees the private endpoints that Studio reads data through. In the resource group it may approve
 * private endpoints and no more: the workspace, whose network gets one to it, does not exist before.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication#workspace
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-disable-local-auth-storage
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#approval-of-private-endpoints
 */
export function createWorkspaceIdentity(
  name: string,
  args: WorkspaceIdentityArgs,
  parent: pulumi.CustomResourceOptions,
): {
  readonly identity: managedidentity.UserAssignedIdentity;
  readonly grants: authorization.RoleAssignment[];
} {
  const { resourceGroupName, location, groupId, storage, vaultId, registryId, insightsId, tags, transform } = args;
  const identity = new managedidentity.UserAssignedIdentity(
    `${name}-identity`,
    { resourceGroupName, location, tags, ...transform },
    parent,
  );
  const { principalId } = identity;
  const grant = (suffix: string, role: Role, scope: pulumi.Input<string>, options = parent) =>
    assignRole(`${name}-identity-${suffix}`, { principalId, role, scope }, options);
  // Retained: a lock on the account refuses to take a role away, and without the identity it gives nothing.
  const onAccount = { ...parent, retainOnDelete: true };
  return {
    identity,
    grants: [
      grant("storage-manager", "Contributor", storage.accountId, onAccount),
      grant("storage-blobs", "StorageBlobDataContributor", storage.accountId, onAccount),
      grant("storage-files", "StorageFileDataPrivilegedContributor", storage.accountId, onAccount),
      grant("blob-endpoint-reader", "Reader", storage.blobEndpointId),
      grant("file-endpoint-reader", "Reader", storage.fileEndpointId),
      grant("vault-manager", "Contributor", vaultId),
      grant("vault-secrets", "KeyVaultAdministrator", vaultId),
      grant("registry-manager", "Contributor", registryId),
      grant("insights-manager", "Contributor", insightsId),
      grant("endpoint-approver", "AzureAiEnterpriseNetworkConnectionApprover", groupId),
    ],
  };
}
