import type * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as storage from "@pulumi/azure-native/storage/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkMatch } from "../shared/check.js";
import { physicalName } from "../shared/names.js";
import { checkDeletionLock, createDeletionLock, type DeletionLock } from "./deletion-lock.js";
import { directoryPropagationHooks } from "./directory-propagation.js";
import type { EncryptionKey } from "./key-vault-key.js";
import { LOCATION } from "./location.js";
import { createPrivateEndpoint, type PrivateEndpointTransform, type PrivateLink } from "./private-endpoint.js";

export type { DeletionLock } from "./deletion-lock.js";

/** Days for which an overwritten or deleted blob can be restored. */
const OLD_VERSION_DAYS = 30;

/** Days for which blobs and containers that were deleted for good can be restored. */
const SOFT_DELETE_DAYS = 7;

/** Inputs of {@link PrivateStorageAccount}. */
export interface PrivateStorageAccountArgs {
  /** Name of the resource group of everything here. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Region, such as `swedencentral`. */
  readonly location: string;
  /** Where the private endpoints are made. */
  readonly privateLink: PrivateLink;
  /** The key that encrypts blobs and files, in the same region. @default - Microsoft's own keys */
  readonly encryptionKey?: EncryptionKey;
  /**
   * A lock against deletion. Azure then refuses to delete private endpoints to the account and to take roles on it away,
   * too; blobs and files can be deleted as before. @default - none: `destroy` deletes the account with what it holds
   */
  readonly deletionLock?: DeletionLock;
  /** Tags of everything here that takes them. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args; those in the plural apply to each of the children. */
  readonly transform?: {
    readonly account?: Partial<storage.StorageAccountArgs>;
    readonly blobService?: Partial<storage.BlobServicePropertiesArgs>;
    readonly lifecycle?: Partial<storage.ManagementPolicyArgs>;
    readonly endpoints?: PrivateEndpointTransform;
    readonly lock?: Partial<authorization.ManagementLockByScopeArgs>;
  };
}

/**
 * A general-purpose storage account that is reached through private endpoints and by services that Azure trusts, named
 * after the component with a random ending. Access is by Entra roles only: it takes no account key, and no signature
 * that one made. Without a hierarchical namespace, as Azure Machine Learning needs it. Data is held three times in one
 * place of the region.
 *
 * Blobs are versioned; versions that were overwritten or deleted go after 30 days, and can be restored for 7 more.
 *
 * Children: the account, its blob service and life cycle, a private endpoint each for blobs and files with its DNS zone
 * group, and with `deletionLock` the lock.
 *
 * @throws RunError when `name` cannot begin a private endpoint's name, `location` is not a region, or `deletionLock` is
 * none of its values.
 * @see https://learn.microsoft.com/azure/storage/common/storage-private-endpoints
 * @see https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent
 * @see https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview
 */
export class PrivateStorageAccount extends pulumi.ComponentResource {
  readonly accountId: pulumi.Output<string>;
  readonly accountName: pulumi.Output<string>;
  /** `https://<account>.blob.core.windows.net`, without a slash at the end. */
  readonly blobUrl: pulumi.Output<string>;
  /** ARM id of the private endpoint for blobs. */
  readonly blobEndpointId: pulumi.Output<string>;
  /** ARM id of the private endpoint for files. */
  readonly fileEndpointId: pulumi.Output<string>;

  constructor(name: string, args: PrivateStorageAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    // Children wait for all that their component is registered with, and the account does not need the zones.
    const { privateLink, encryptionKey, ...early } = rest;
    const { resourceGroupName, location, deletionLock, tags } = early;
    // Of the 64 characters of a private endpoint's name `-blob` and the random ending take 13.
    checkMatch(
      "name",
      name,
      /^[a-zA-Z0-9][a-zA-Z0-9-]{0,50}$/,
      "up to 51 letters, digits and hyphens that begin with a letter or digit",
    );
    checkMatch("location", location, LOCATION.pattern, LOCATION.shape);
    checkDeletionLock(deletionLock);
    super("ai-stack:azure:PrivateStorageAccount", name, early, opts);
    const parent = { parent: this };

    const account = new storage.StorageAccount(
      physicalName("storageAccount", [name], 8),
      {
        resourceGroupName,
        location,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        allowSharedKeyAccess: false,
        defaultToOAuthAuthentication: true,
        allowBlobPublicAccess: false,
        allowCrossTenantReplication: false,
        enableHttpsTrafficOnly: true,
        minimumTlsVersion: "TLS1_2",
        publicNetworkAccess: "Disabled",
        networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
        ...(encryptionKey && encryptionWith(encryptionKey)),
        tags,
        ...transform?.account,
      },
      { ...parent, hooks: directoryPropagationHooks() },
    );
    const accountName = account.name;
    const blobService = new storage.BlobServiceProperties(
      `${name}-blob-service`,
      {
        resourceGroupName,
        accountName,
        blobServicesName: "default",
        isVersioningEnabled: true,
        deleteRetentionPolicy: { enabled: true, days: SOFT_DELETE_DAYS },
        containerDeleteRetentionPolicy: { enabled: true, days: SOFT_DELETE_DAYS },
        ...transform?.blobService,
      },
      { ...parent, deletedWith: account },
    );
    const lifecycle = new storage.ManagementPolicy(
      `${name}-lifecycle`,
      {
        resourceGroupName,
        accountName,
        managementPolicyName: "default",
        policy: {
          rules: [
            {
              name: "old-versions",
              type: "Lifecycle",
              enabled: true,
              definition: {
                filters: { blobTypes: ["blockBlob"] },
                actions: { version: { delete: { daysAfterCreationGreaterThan: OLD_VERSION_DAYS } } },
              },
            },
          ],
        },
        ...transform?.lifecycle,
      },
      { ...parent, deletedWith: account, dependsOn: blobService },
    );
    // One after the other: Azure refuses two changes of one account at a time (StorageAccountOperationInProgress).
    const endpoint = (part: "blob" | "file", before: pulumi.Resource) =>
      createPrivateEndpoint(
        `${name}-${part}`,
        {
          resourceGroupName,
          location,
          privateLink,
          targetId: account.id,
          groupId: part,
          domains: [part],
          tags,
          transform: transform?.endpoints,
        },
        { ...parent, dependsOn: before },
      );
    const blobs = endpoint("blob", lifecycle);
    const files = endpoint("file", blobs.endpoint);
    if (deletionLock !== undefined)
      createDeletionLock(
        `${name}-lock`,
        { scope: account.id, state: deletionLock, transform: transform?.lock },
        { ...parent, dependsOn: [blobs.zones, files.zones] },
      );

    this.accountId = account.id;
    this.accountName = accountName;
    this.blobUrl = pulumi.interpolate`https://${accountName}.blob.core.windows.net`;
    this.blobEndpointId = blobs.endpoint.id;
    this.fileEndpointId = files.endpoint.id;
    const { accountId, blobUrl, blobEndpointId, fileEndpointId } = this;
    this.registerOutputs({ accountId, accountName, blobUrl, blobEndpointId, fileEndpointId });
  }
}

/** Args of an account whose blobs and files are encrypted with `key`, whichever its version. */
function encryptionWith(key: EncryptionKey): Pick<storage.StorageAccountArgs, "identity" | "encryption"> {
  return {
    identity: { type: "UserAssigned", userAssignedIdentities: [key.identityId] },
    encryption: {
      keySource: "Microsoft.Keyvault",
      encryptionIdentity: { encryptionUserAssignedIdentity: key.identityId },
      keyVaultProperties: { keyVaultUri: key.keyVaultUri, keyName: key.keyName },
    },
  };
}
