import { beforeEach, expect, test } from "vitest";
import type { Properties } from "../../support/value-paths.js";
import { azure } from "./azure.js";
import {
  child,
  contents,
  create,
  DISK_KEYS,
  found,
  grant,
  group,
  identity,
  KEY,
  key,
  lock,
  make,
  mapped,
  network,
  privateEndpoint,
  REGISTRY,
  ROLE,
  ROLES,
  remove,
  reset,
  storage,
  update,
  vault,
  workspace,
} from "./azure-fixture.js";
import type { Entry } from "./inventory.js";

beforeEach(reset);

test("a lock refuses the deletion of what it is on, of what is around and in it, and of private endpoints to it", () => {
  const account = storage("data");
  const server = identity("server");
  const granted = grant(server, ROLES.blobs, account.id);
  const endpoint = privateEndpoint(network().subnet("private", 2), account);
  const held = lock(account.id);
  for (const entry of [account, group, granted, endpoint]) expect(() => remove(entry)).toThrow("ScopeLocked");
  expect(() => remove(server)).not.toThrow();
  remove(held);
  for (const entry of [granted, endpoint, account, group]) expect(() => remove(entry)).not.toThrow();
});

test("refuses a role of a principal that does not exist, and of one that has it already", () => {
  const stranger = { ...group, outputs: { principalId: "99999999-9999-9999-9999-999999999999" } };
  expect(() => grant(stranger, ROLES.blobs, group.id)).toThrow("PrincipalNotFound");
  const server = identity("server");
  grant(server, ROLES.blobs, group.id);
  expect(() => grant(server, ROLES.blobs, group.id)).toThrow("RoleAssignmentExists");
  expect(() => grant(server, ROLES.blobReader, group.id)).not.toThrow();
});

test("a user's role needs no resource here", () => {
  expect(() =>
    create(ROLE, "ana", {
      principalId: "99999999-9999-9999-9999-999999999999",
      principalType: "User",
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${ROLES.blobs}`,
      scope: group.id,
    }),
  ).not.toThrow();
});

test("another role on an assignment is refused: the provider tries it in place", () => {
  const granted = grant(identity("server"), ROLES.blobs, group.id);
  const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${ROLES.pull}`;
  expect(azure.diff(ROLE, granted.inputs, { ...granted.inputs, roleDefinitionId })).toMatchObject([
    { path: "roleDefinitionId", replaces: false },
  ]);
  expect(() => update(granted, { roleDefinitionId })).toThrow("PropertyChangeNotAllowed");
});

test.each<[string, (server: Entry, keys: Entry, made: Entry) => Entry]>([
  [
    "a disk encryption set",
    (server, keys, made) =>
      make(DISK_KEYS, "disks", {
        identity: { type: "UserAssigned", userAssignedIdentities: [server.id] },
        activeKey: { sourceVault: { id: keys.id }, keyUrl: made.outputs.keyUriWithVersion },
      }),
  ],
  [
    "a storage account",
    (server, keys) =>
      storage("data", {
        identity: { type: "UserAssigned", userAssignedIdentities: [server.id] },
        encryption: {
          keySource: "Microsoft.Keyvault",
          encryptionIdentity: { encryptionUserAssignedIdentity: server.id },
          keyVaultProperties: { keyVaultUri: `https://${keys.outputs.name}.vault.azure.net`, keyName: "key" },
        },
      }),
  ],
  [
    "a registry",
    (server, _, made) =>
      make(REGISTRY, "images", {
        sku: { name: "Premium" },
        identity: mapped({ type: "UserAssigned", userAssignedIdentities: [server.id] }),
        encryption: {
          status: "enabled",
          keyVaultProperties: { identity: server.outputs.clientId, keyIdentifier: made.outputs.keyUri },
        },
      }),
  ],
  [
    "a workspace",
    (server, keys, made) =>
      workspace("", {
        encryption: {
          status: "Enabled",
          identity: { userAssignedIdentity: server.id },
          keyVaultProperties: { keyVaultArmId: keys.id, keyIdentifier: made.outputs.keyUriWithVersion },
        },
      }).studio,
  ],
])("%s is encrypted with a key that its identity may use, in a vault that cannot lose it", (_, encrypt) => {
  const server = identity("server");
  const { keys, key: made } = key();
  const before = [...contents.entries];
  expect(() => encrypt(server, keys, made)).toThrow("KeyVaultAccessForbidden");
  contents.entries = before;
  grant(server, ROLES.encryption, keys.id);
  expect(() => encrypt(server, keys, made)).not.toThrow();
});

test("refuses a key in a vault without purge protection", () => {
  const server = identity("server");
  const { keys, key: made } = key(false);
  grant(server, ROLES.encryption, keys.id);
  expect(() =>
    make(DISK_KEYS, "disks", {
      identity: { type: "UserAssigned", userAssignedIdentities: [server.id] },
      activeKey: { sourceVault: { id: keys.id }, keyUrl: made.outputs.keyUriWithVersion },
    }),
  ).toThrow("must have purge protection");
});

test("a role on the resource group is one on all in it", () => {
  const server = identity("server");
  const { keys, key: made } = key();
  grant(server, ROLES.encryption, group.id);
  expect(() =>
    make(DISK_KEYS, "disks", {
      identity: { type: "UserAssigned", userAssignedIdentities: [server.id] },
      activeKey: { sourceVault: { id: keys.id }, keyUrl: made.outputs.keyUriWithVersion },
    }),
  ).not.toThrow();
});

test("a key is made once, and deleted only from where its vault lets in", () => {
  const open = key();
  expect(() => update(open.key, { properties: { kty: "RSA", keySize: 4096 } })).toThrow("PropertyChangeNotAllowed");
  expect(() => remove(open.key)).not.toThrow();
  const keyIn = (holder: Entry) =>
    child(KEY, "key", {
      vaultName: holder.outputs.name,
      keyName: "key",
      properties: { kty: "RSA", keySize: 3072 },
    });
  const closed = vault({ publicNetworkAccess: "Disabled" }, "closed");
  const made = keyIn(closed);
  expect(() => remove(made)).toThrow("ForbiddenByConnection");
  remove(closed);
  expect(found(made.id)).toBeUndefined();
  const guarded = vault({ networkAcls: { bypass: "AzureServices", defaultAction: "Deny" } }, "guarded");
  expect(() => remove(keyIn(guarded))).toThrow("ForbiddenByFirewall");
});

test("a vault's days to restore stay as they were, though the provider tries to change them", () => {
  const made = vault({ softDeleteRetentionInDays: 30 });
  const properties = { ...(made.inputs.properties as Properties), softDeleteRetentionInDays: 90 };
  expect(() => update(made, { properties })).toThrow("properties.softDeleteRetentionInDays");
});
