import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { KeyVaultKey, type KeyVaultKeyArgs } from "../../../components/azure/key-vault-key.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:azure:KeyVaultKey::data"; // spelled out: a changed token replaces users' state
const VAULT = "azure-native:keyvault:Vault::data-vault";
const KEY = "azure-native:keyvault:Key::data";
const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity::data-identity";
const USE = "azure-native:authorization:RoleAssignment::data-use";
const DISKS = "azure-native:compute:DiskEncryptionSet::data-disks";

const args = { resourceGroupName: "group", location: "swedencentral" };
const TENANT = "00000000-0000-0000-0000-000000000001";
const calls = { "azure-native:authorization:getClientConfig": { tenantId: TENANT } };

const deployed = (more?: Partial<KeyVaultKeyArgs>) =>
  deploy(() => new KeyVaultKey("data", { ...args, ...more }), calls);

/** Something that is encrypted. */
class Encrypted extends pulumi.CustomResource {
  constructor(name: string, keyUri: pulumi.Input<string>) {
    super("test:index:Encrypted", name, { keyUri });
  }
}

test("registers a vault, a key, an identity with its role and a disk encryption set under the component", async () => {
  const { tree } = await deployed();
  expect(tree).toEqual([
    "ai-stack:azure:KeyVaultKey data",
    "  azure-native:authorization:RoleAssignment data-use",
    "  azure-native:compute:DiskEncryptionSet data-disks",
    "  azure-native:keyvault:Key data",
    "  azure-native:keyvault:Vault data-vault",
    "  azure-native:managedidentity:UserAssignedIdentity data-identity",
  ]);
});

test("is documented by its args, defaults included", async () => {
  const { inputs } = await deployed();
  expect(inputs[COMPONENT]).toEqual({ ...args, rotationDays: 90, softDeleteDays: 90 });
});

test("keeps the vault to roles and to services that Azure trusts, and from being purged for 90 days", async () => {
  const { inputs } = await deployed();
  expect(inputs[VAULT]).toMatchObject({
    resourceGroupName: "group",
    location: "swedencentral",
    properties: {
      tenantId: TENANT,
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      enablePurgeProtection: true,
      publicNetworkAccess: "Enabled", // with the firewall that follows
      networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
    },
  });
});

test("makes a key that wraps other keys and nothing else, rotated every 90 days", async () => {
  const { inputs } = await deployed();
  expect(inputs[KEY]).toEqual({
    resourceGroupName: "group",
    vaultName: "<data-vault.name>",
    keyName: "data",
    properties: {
      kty: "RSA",
      keySize: 3072,
      keyOps: ["wrapKey", "unwrapKey"],
      rotationPolicy: { lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P90D" } }] },
    },
  });
});

test("takes other periods", async () => {
  const { inputs } = await deployed({ rotationDays: 7, softDeleteDays: 7 });
  expect(inputs[KEY]?.properties.rotationPolicy.lifetimeActions[0].trigger).toEqual({ timeAfterCreate: "P7D" });
  expect(inputs[VAULT]?.properties.softDeleteRetentionInDays).toBe(7);
});

test("lets the identity wrap and unwrap with what is in the vault", async () => {
  const { inputs } = await deployed();
  expect(inputs[USE]).toMatchObject({
    principalId: "<data-identity.principalId>",
    principalType: "ServicePrincipal",
    scope: "<data-vault.id>",
    roleDefinitionId: expect.stringMatching(/e147488a-f6f5-4113-8e2d-b22465e65bf6$/),
  });
});

test("encrypts disks with the newest version, as the identity", async () => {
  const { inputs } = await deployed();
  expect(inputs[DISKS]).toEqual({
    resourceGroupName: "group",
    location: "swedencentral",
    encryptionType: "EncryptionAtRestWithCustomerKey",
    identity: { type: "UserAssigned", userAssignedIdentities: ["<data-identity.id>"] },
    activeKey: { sourceVault: { id: "<data-vault.id>" }, keyUrl: "<data.keyUriWithVersion>" },
    rotationToLatestKeyVersionEnabled: true,
  });
});

test("the disk encryption set waits for the role, and for it to be known everywhere", async () => {
  const { resources } = await deployed();
  expect(resources[DISKS]?.dependencies).toContain(USE);
  expect(resources[DISKS]?.errorHooks).toEqual(["azure-directory-propagation"]);
});

test("leaves the key to go with its vault: nobody outside of Azure reaches it to delete it", async () => {
  const { resources } = await deployed();
  expect(resources[KEY]?.deletedWith).toBe(VAULT);
});

test("publishes the key, how services use it, and the disk encryption set", async () => {
  const { outputs } = await deployed();
  expect(outputs[COMPONENT]).toEqual({
    keyVaultId: "<data-vault.id>",
    keyVaultUri: "https://<data-vault.name>.vault.azure.net/",
    keyName: "<data.name>",
    keyUri: "<data.keyUri>",
    keyUriWithVersion: "<data.keyUriWithVersion>",
    identityId: "<data-identity.id>",
    identityClientId: "<data-identity.clientId>",
    diskEncryptionSetId: "<data-disks.id>",
  });
});

test.each(["keyUri", "keyUriWithVersion"] as const)("what takes %s from it waits for the role", async (uri) => {
  const { resources } = await deploy(() => new Encrypted("encrypted", new KeyVaultKey("data", args)[uri]), calls);
  expect(resources["test:index:Encrypted::encrypted"]?.dependencies).toEqual([USE, KEY]);
});

test("tags all but the key, which Azure does not change", async () => {
  const { inputs } = await deployed({ tags: { team: "ml" } });
  for (const tagged of [VAULT, IDENTITY, DISKS]) expect(inputs[tagged]).toMatchObject({ tags: { team: "ml" } });
  expect(inputs[KEY]).not.toHaveProperty("tags");
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployed({
    transform: {
      vault: { location: "westeurope" },
      key: { keyName: "ours" },
      identity: { location: "westeurope" },
      diskEncryptionSet: { rotationToLatestKeyVersionEnabled: false },
    },
  });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs).toMatchObject({
    [VAULT]: { location: "westeurope" },
    [KEY]: { keyName: "ours" },
    [IDENTITY]: { location: "westeurope" },
    [DISKS]: { rotationToLatestKeyVersionEnabled: false, encryptionType: "EncryptionAtRestWithCustomerKey" },
  });
});

test("shortens the vault's name to 16 characters: the random ending of 8 makes it 24, the longest", async () => {
  const { tree } = await deploy(() => new KeyVaultKey("encryption-of-everything", args), calls);
  const vault = tree.find((line) => line.includes(":keyvault:Vault ")) ?? "";
  expect(vault.split(" ").at(-1)).toMatch(/^[a-z][a-z0-9-]{6}-[0-9a-f]{8}$/);
});

test.each<[Partial<KeyVaultKeyArgs>, string]>([
  [{ location: "Sweden Central" }, `'location' must be a region's name such as swedencentral, got "Sweden Central"`],
  [{ rotationDays: 6 }, "'rotationDays' must be a whole number from 7, got 6"],
  [{ softDeleteDays: 6 }, "'softDeleteDays' must be a whole number from 7 to 90, got 6"],
  [{ softDeleteDays: 91 }, "'softDeleteDays' must be a whole number from 7 to 90, got 91"],
])("fails: %o, before anything registers", async (more, message) => {
  const { tree } = await deploy(() => {
    expect(() => new KeyVaultKey("data", { ...args, ...more })).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["my_key", "my.key", "-key", "k".repeat(67), ""])("fails: the name '%s'", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new KeyVaultKey(name, args)).toThrow(
      `'name' must be up to 66 letters, digits and hyphens that begin with a letter or digit, got "${name}"`,
    );
  });
  expect(tree).toEqual([]);
});
