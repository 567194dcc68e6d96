import * as app from "@pulumi/azure-native/app/index.js";
import * as storage from "@pulumi/azure-native/storage/index.js";
import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../../shared/names.js";
import { createPrivateEndpoint, type PrivateEndpointTransform, type PrivateLink } from "../private-endpoint.js";

/** Overrides of the children of a model cache. */
export interface ModelCacheTransform {
  readonly cacheAccount?: Partial<storage.StorageAccountArgs>;
  readonly cacheShare?: Partial<storage.FileShareArgs>;
  readonly cacheEndpoint?: PrivateEndpointTransform;
  readonly cacheStorage?: Partial<app.ManagedEnvironmentsStorageArgs>;
}

interface ModelCacheArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly environmentName: pulumi.Input<string>;
  readonly sizeGiB: number;
  readonly privateLink: PrivateLink;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: ModelCacheTransform | undefined;
}

/**
 * An NFS share of Azure Files for an environment's apps. NFS knows no keys, so there is none to keep: who reaches the
 * share's address in the network reads and writes it. The address is private. Returns the storage by which apps mount
 * it, known once its name is found in the network.
 *
 * @see https://learn.microsoft.com/azure/container-apps/storage-mounts
 * @see https://learn.microsoft.com/azure/storage/files/files-nfs-protocol
 */
export function createModelCache(
  name: string,
  args: ModelCacheArgs,
  parent: pulumi.CustomResourceOptions,
): app.ManagedEnvironmentsStorage {
  const { resourceGroupName, location, environmentName, sizeGiB, privateLink, tags, transform } = args;
  const account = new storage.StorageAccount(
    physicalName("storageAccount", [name, "cache"], 8),
    {
      resourceGroupName,
      location,
      kind: "FileStorage", // the only kind with NFS shares
      sku: { name: "PremiumV2_LRS" },
      enableHttpsTrafficOnly: false, // NFS is no HTTPS: with it no share could be mounted
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      allowCrossTenantReplication: false,
      minimumTlsVersion: "TLS1_2",
      publicNetworkAccess: "Disabled",
      networkRuleSet: { defaultAction: "Deny", bypass: "None" },
      tags,
      ...transform?.cacheAccount,
    },
    parent,
  );
  const share = new storage.FileShare(
    `${name}-cache-share`,
    {
      resourceGroupName,
      accountName: account.name,
      shareName: "models",
      enabledProtocols: "NFS",
      shareQuota: sizeGiB,
      ...transform?.cacheShare,
    },
    parent,
  );
  const { zones } = createPrivateEndpoint(
    `${name}-cache-endpoint`,
    {
      resourceGroupName,
      location,
      privateLink,
      targetId: account.id,
      groupId: "file",
      domains: ["file"],
      tags,
      transform: transform?.cacheEndpoint,
    },
    parent,
  );
  return new app.ManagedEnvironmentsStorage(
    `${name}-cache-storage`,
    {
      resourceGroupName,
      environmentName,
      storageName: "models",
      properties: {
        nfsAzureFile: {
          server: pulumi.interpolate`${account.name}.file.core.windows.net`,
          shareName: pulumi.interpolate`/${account.name}/${share.name}`,
          accessMode: "ReadWrite",
        },
      },
      ...transform?.cacheStorage,
    },
    { ...parent, dependsOn: zones },
  );
}
