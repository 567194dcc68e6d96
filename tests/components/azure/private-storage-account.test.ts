import { expect, test } from "vitest";
import type { DeletionLock } from "../../../components/azure/deletion-lock.js";
import type { EncryptionKey } from "../../../components/azure/key-vault-key.js";
import {
  PrivateStorageAccount,
  type PrivateStorageAccountArgs,
} from "../../../components/azure/private-storage-account.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:azure:PrivateStorageAccount::data"; // spelled out: a changed token replaces users' state
const ACCOUNT = "azure-native:storage:StorageAccount::data";
const BLOB_SERVICE = "azure-native:storage:BlobServiceProperties::data-blob-service";
const LIFECYCLE = "azure-native:storage:ManagementPolicy::data-lifecycle";
const BLOB_ENDPOINT = "azure-native:network:PrivateEndpoint::data-blob";
const BLOB_ZONES = "azure-native:network:PrivateDnsZoneGroup::data-blob-zones";
const FILE_ENDPOINT = "azure-native:network:PrivateEndpoint::data-file";
const FILE_ZONES = "azure-native:network:PrivateDnsZoneGroup::data-file-zones";
const LOCK = "azure-native:authorization:ManagementLockByScope::data-lock";

const zone = (domain: string) => `/group/privateDnsZones/${domain}`;
const args: PrivateStorageAccountArgs = {
  resourceGroupName: "group",
  location: "swedencentral",
  privateLink: {
    subnetId: "/network/subnets/private-endpoints",
    zoneIds: {
      blob: zone("blob"),
      file: zone("file"),
      vault: zone("vault"),
      registry: zone("registry"),
      workspace: zone("workspace"),
      notebooks: zone("notebooks"),
    },
  },
};
const key: EncryptionKey = {
  keyVaultId: "/vaults/keys",
  keyVaultUri: "https://keys.vault.azure.net/",
  keyName: "data",
  keyUri: "https://keys.vault.azure.net/keys/data",
  keyUriWithVersion: "https://keys.vault.azure.net/keys/data/1",
  identityId: "/identities/encryption",
  identityClientId: "client",
};
const deployed = (more: Partial<PrivateStorageAccountArgs> = {}) =>
  deploy(() => new PrivateStorageAccount("data", { ...args, ...more }));

test("registers an account, its blob service, life cycle and private endpoints under the component", async () => {
  const { tree } = await deployed();
  expect(tree).toEqual([
    "ai-stack:azure:PrivateStorageAccount data",
    "  azure-native:network:PrivateDnsZoneGroup data-blob-zones",
    "  azure-native:network:PrivateDnsZoneGroup data-file-zones",
    "  azure-native:network:PrivateEndpoint data-blob",
    "  azure-native:network:PrivateEndpoint data-file",
    "  azure-native:storage:BlobServiceProperties data-blob-service",
    "  azure-native:storage:ManagementPolicy data-lifecycle",
    "  azure-native:storage:StorageAccount data",
  ]);
});

test("is documented by its args but zones and key, which its children would wait for", async () => {
  const { inputs } = await deployed({ encryptionKey: key });
  expect(inputs[COMPONENT]).toEqual({ resourceGroupName: "group", location: "swedencentral" });
});

test("takes Entra roles only, over TLS 1.2, from private endpoints and services that Azure trusts", async () => {
  const { inputs } = await deployed();
  expect(inputs[ACCOUNT]).toEqual({
    resourceGroupName: "group",
    location: "swedencentral",
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
  });
});

test("versions blobs, and holds what was deleted for good for 7 days", async () => {
  const { inputs } = await deployed();
  expect(inputs[BLOB_SERVICE]).toEqual({
    resourceGroupName: "group",
    accountName: "<data.name>",
    blobServicesName: "default",
    isVersioningEnabled: true,
    deleteRetentionPolicy: { enabled: true, days: 7 },
    containerDeleteRetentionPolicy: { enabled: true, days: 7 },
  });
});

test("deletes versions of blobs after 30 days", async () => {
  const { inputs } = await deployed();
  expect(inputs[LIFECYCLE]).toEqual({
    resourceGroupName: "group",
    accountName: "<data.name>",
    managementPolicyName: "default",
    policy: {
      rules: [
        {
          name: "old-versions",
          type: "Lifecycle",
          enabled: true,
          definition: {
            filters: { blobTypes: ["blockBlob"] },
            actions: { version: { delete: { daysAfterCreationGreaterThan: 30 } } },
          },
        },
      ],
    },
  });
});

test.each([
  ["blob", BLOB_ENDPOINT, BLOB_ZONES],
  ["file", FILE_ENDPOINT, FILE_ZONES],
])("has an address in the network for %ss, found by its name", async (part, endpoint, zones) => {
  const { inputs } = await deployed();
  expect(inputs[endpoint]).toMatchObject({
    location: "swedencentral",
    subnet: { id: "/network/subnets/private-endpoints" },
    privateLinkServiceConnections: [{ name: part, privateLinkServiceId: "<data.id>", groupIds: [part] }],
  });
  expect(inputs[zones]?.privateDnsZoneConfigs).toEqual([
    { name: part, privateDnsZoneId: `/group/privateDnsZones/${part}` },
  ]);
});

test("changes the account one step at a time", async () => {
  const { resources } = await deployed();
  expect(resources[LIFECYCLE]?.dependencies).toContain(BLOB_SERVICE);
  expect(resources[BLOB_ENDPOINT]?.dependencies).toContain(LIFECYCLE);
  expect(resources[FILE_ENDPOINT]?.dependencies).toContain(BLOB_ENDPOINT);
});

test("encrypts with Microsoft's keys by default", async () => {
  const { inputs } = await deployed();
  expect(inputs[ACCOUNT]).not.toHaveProperty("encryption");
  expect(inputs[ACCOUNT]).not.toHaveProperty("identity");
});

test("encrypts with the newest version of a given key, as the key's identity", async () => {
  const { inputs } = await deployed({ encryptionKey: key });
  expect(inputs[ACCOUNT]).toMatchObject({
    identity: { type: "UserAssigned", userAssignedIdentities: ["/identities/encryption"] },
    encryption: {
      keySource: "Microsoft.Keyvault",
      encryptionIdentity: { encryptionUserAssignedIdentity: "/identities/encryption" },
      keyVaultProperties: { keyVaultUri: "https://keys.vault.azure.net/", keyName: "data" },
    },
  });
});

test("waits for a role on the key that is not known everywhere yet", async () => {
  const { resources } = await deployed({ encryptionKey: key });
  expect(resources[ACCOUNT]?.errorHooks).toEqual(["azure-directory-propagation"]);
});

test("a deletion lock that is on stays whatever is destroyed, so that Azure refuses to delete the account", async () => {
  const { inputs, resources } = await deployed({ deletionLock: "on" });
  expect(inputs[LOCK]).toMatchObject({ scope: "<data.id>", level: "CanNotDelete" });
  expect(resources[LOCK]?.retainOnDelete).toBe(true);
});

test("a deletion lock that is releasing is the same lock, and goes when it is destroyed", async () => {
  const on = await deployed({ deletionLock: "on" });
  const releasing = await deployed({ deletionLock: "releasing" });
  expect(releasing.inputs[LOCK]).toEqual(on.inputs[LOCK]);
  expect(releasing.resources[LOCK]?.retainOnDelete).toBe(false);
});

test("a lock goes before the private endpoints, which it would hold", async () => {
  const { resources } = await deployed({ deletionLock: "releasing" });
  expect(resources[LOCK]?.dependencies).toEqual(expect.arrayContaining([BLOB_ZONES, FILE_ZONES]));
});

test("publishes what others need of it", async () => {
  const { outputs } = await deployed();
  expect(outputs[COMPONENT]).toEqual({
    accountId: "<data.id>",
    accountName: "<data.name>",
    blobUrl: "https://<data.name>.blob.core.windows.net",
    blobEndpointId: "<data-blob.id>",
    fileEndpointId: "<data-file.id>",
  });
});

test("tags everything that takes tags", async () => {
  const { inputs } = await deployed({ tags: { team: "ml" } });
  for (const tagged of [ACCOUNT, BLOB_ENDPOINT, FILE_ENDPOINT])
    expect(inputs[tagged]).toMatchObject({ tags: { team: "ml" } });
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployed({
    deletionLock: "on",
    transform: {
      account: { sku: { name: "Standard_ZRS" } },
      blobService: { isVersioningEnabled: false },
      lifecycle: { policy: { rules: [] } },
      endpoints: { endpoint: { customNetworkInterfaceName: "ours" } },
      lock: { notes: "ours" },
    },
  });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs).toMatchObject({
    [ACCOUNT]: { sku: { name: "Standard_ZRS" }, kind: "StorageV2" },
    [BLOB_SERVICE]: { isVersioningEnabled: false },
    [LIFECYCLE]: { policy: { rules: [] } },
    [BLOB_ENDPOINT]: { customNetworkInterfaceName: "ours" },
    [FILE_ENDPOINT]: { customNetworkInterfaceName: "ours" },
    [LOCK]: { notes: "ours", level: "CanNotDelete" },
  });
});

test("names the account after the component in lower-case letters and digits, 24 with the random ending of 8", async () => {
  const { tree } = await deploy(() => new PrivateStorageAccount("Platform-data-of-everything", args));
  const account = tree.find((line) => line.includes(":storage:StorageAccount ")) ?? "";
  expect(account.split(" ").at(-1)).toMatch(/^platform[0-9a-f]{8}$/);
});

test.each<[Partial<PrivateStorageAccountArgs>, string]>([
  [{ location: "Sweden" }, `'location' must be a region's name such as swedencentral, got "Sweden"`],
  [{ deletionLock: "off" as DeletionLock }, `'deletionLock' must be one of on, releasing, got "off"`],
])("fails: %o, before anything registers", async (more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new PrivateStorageAccount("data", { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["my_data", "-data", "d".repeat(52), ""])("fails: the name '%s'", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new PrivateStorageAccount(name, args)).toThrow(
      `'name' must be up to 51 letters, digits and hyphens that begin with a letter or digit, got "${name}"`,
    );
  });
  expect(tree).toEqual([]);
});
