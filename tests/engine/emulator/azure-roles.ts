import { isObject, type Properties, stringsAt } from "../../support/value-paths.js";
import { byId, guid, isForeign, isIn, isSame, type Kind, live, type Making, TENANT } from "./azure-kinds.js";
import type { Contents, Entry } from "./inventory.js";

const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
const ASSIGNMENT = "azure-native:authorization:RoleAssignment";
const VAULT = "azure-native:keyvault:Vault";

/** @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const ROLES = {
  AcrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "Key Vault Administrator": "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
} as const;

type Role = keyof typeof ROLES;

/** A role on something, by its ARM id; several where any of them does. */
export type Need = readonly [roles: readonly Role[], scope: unknown];

/** Who identities are, what they may do, and what may not be deleted. */
export const ACCESS: Readonly<Record<string, Kind>> = {
  [IDENTITY]: {
    id: "<group>/providers/Microsoft.ManagedIdentity/userAssignedIdentities/<resourceName>",
    outputs: () => ({ principalId: guid(), clientId: guid(), tenantId: TENANT }),
  },
  [ASSIGNMENT]: {
    id: "<scope>/providers/Microsoft.Authorization/roleAssignments/<roleAssignmentName>",
    parent: "<scope>",
    outputs: () => ({ createdOn: "2026-11-02T17:00:00Z", updatedOn: "2026-11-02T17:00:00Z" }),
    // RoleAssignmentUpdateNotPermitted: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
    fixed: ["roleDefinitionId", "principalType"],
    refuse: (making) => repeatedRole(making) ?? unknownPrincipal(making),
  },
  "azure-native:authorization:ManagementLockByScope": {
    id: "<scope>/providers/Microsoft.Authorization/locks/<lockName>",
    parent: "<scope>",
  },
};

/** The user-assigned identities of an object, in the list that a program gives or the map that Azure takes. */
export function identitiesOf({ identity }: Properties): string[] {
  const given = isObject(identity) ? identity.userAssignedIdentities : undefined;
  if (isObject(given)) return Object.keys(given);
  return stringsAt({ given }, "given[]");
}

/** Why the identity lacks one of `needs`; an identity or an object of another stack passes. */
export function lacksRole(contents: Contents, identity: unknown, needs: readonly Need[]): string | undefined {
  const principal = byId(contents, identity, [IDENTITY])?.outputs.principalId;
  if (principal === undefined) return undefined;
  for (const [roles, scope] of needs) {
    if (typeof scope !== "string" || isForeign(scope, contents)) continue;
    if (!roles.some((role) => isGranted(contents, principal, role, scope)))
      return `AuthorizationFailed: ${identity} does not have ${roles.join(" or ")} on ${scope}`;
  }
  return undefined;
}

function isGranted(contents: Contents, principal: unknown, role: Role, scope: string): boolean {
  return live(contents, [ASSIGNMENT]).some(
    ({ inputs }) =>
      inputs.principalId === principal &&
      String(inputs.roleDefinitionId).toLowerCase().endsWith(ROLES[role]) &&
      isIn(scope, String(inputs.scope)),
  );
}

/**
 * Why a service cannot encrypt with a key: the vault can lose it, or the identity may not use it.
 *
 * @param key its URI
 * @param identity its ARM id or client id
 * @see https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview
 * @see https://learn.microsoft.com/azure/virtual-machines/disk-encryption#customer-managed-keys
 */
export function cannotEncrypt({ contents }: Making, key: unknown, identity: unknown): string | undefined {
  const vault = live(contents, [VAULT]).find(({ outputs }) =>
    String(key).startsWith(stringsAt(outputs, "properties.vaultUri")[0] ?? "-"),
  );
  if (vault === undefined) return undefined;
  if (!isObject(vault.inputs.properties) || vault.inputs.properties.enablePurgeProtection !== true)
    return `KeyVaultPurgeProtectionRequired: ${vault.id} must have purge protection to encrypt with its keys`;
  const known = live(contents, [IDENTITY]).find(
    ({ id, outputs }) => isSame(id, String(identity)) || outputs.clientId === identity,
  );
  const roles = ["Key Vault Crypto Service Encryption User", "Key Vault Administrator"] as const;
  return lacksRole(contents, known?.id, [[roles, vault.id]])?.replace(/^\w+/, "KeyVaultAccessForbidden");
}

/** An identity has a role on something once: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
function repeatedRole({ id, inputs, contents }: Making): string | undefined {
  const same = (entry: Entry) =>
    ["scope", "principalId", "roleDefinitionId"].every((name) =>
      isSame(String(entry.inputs[name]), String(inputs[name])),
    );
  const other = live(contents, [ASSIGNMENT]).find((entry) => same(entry) && !isSame(entry.id, id));
  return other && `RoleAssignmentExists: The role assignment already exists: ${other.id}`;
}

function unknownPrincipal({ inputs: { principalId, principalType }, contents }: Making): string | undefined {
  if (principalType !== "ServicePrincipal") return undefined;
  const found = live(contents).some(({ outputs }) =>
    [outputs.principalId, ...stringsAt(outputs, "identity.principalId")].includes(principalId),
  );
  return found ? undefined : `PrincipalNotFound: Principal ${principalId} does not exist in the directory`;
}
