import * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as pulumi from "@pulumi/pulumi";
import { v5 as uuid } from "uuid";
import { directoryPropagationHooks } from "./directory-propagation.js";

/**
 * Ids of built-in roles: their names change ("Azure AI User" became "Foundry User"), the ids do not.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const ROLES = {
  AcrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  AzureAiEnterpriseNetworkConnectionApprover: "b556d68e-0be0-4f35-a333-ad7ee1ce17ea",
  AzureMlDataScientist: "f6c7c914-8db3-469d-8ca1-694a8f32e121",
  AzureMlMetricsWriter: "635dd51f-9968-44d3-b7fb-6d9a6bd613ae",
  AzureMlWorkspaceConnectionSecretsReader: "ea01e6af-a1c1-4350-9563-ad00f8c72ec5",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  KeyVaultAdministrator: "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  KeyVaultCryptoServiceEncryptionUser: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  StorageBlobDataContributor: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  StorageBlobDataReader: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  StorageFileDataPrivilegedContributor: "69566ab7-960f-475b-8e7c-b3118f30c6bd",
} as const;

/** A built-in role. */
export type Role = keyof typeof ROLES;

interface RoleAssignmentArgs {
  /** Object id of the identity in Microsoft Entra ID. */
  readonly principalId: pulumi.Input<string>;
  readonly role: Role;
  /** ARM id of what the role is for. */
  readonly scope: pulumi.Input<string>;
  /** What the identity is. @default "ServicePrincipal", which managed identities are */
  readonly principalType?: "ServicePrincipal" | "User";
}

/** Namespace of the assignments' names: any fixed UUID does. */
const NAMESPACE = "8c1f6d0e-6f0b-4f7e-9a53-5a1d2f5b7c11";

/**
 * Gives an identity a role on one object. The assignment's name follows from the three, so that making it again finds it
 * instead of failing on `RoleAssignmentExists`; with the principal's type given, Azure does not look a new identity up
 * in a directory that may not have it yet.
 */
export function assignRole(
  name: string,
  { principalId, role, scope, principalType = "ServicePrincipal" }: RoleAssignmentArgs,
  parent: pulumi.CustomResourceOptions,
): authorization.RoleAssignment {
  const id = ROLES[role];
  return new authorization.RoleAssignment(
    name,
    {
      roleAssignmentName: pulumi
        .all([scope, principalId])
        .apply(([where, who]) => uuid(`${where}|${who}|${id}`.toLowerCase(), NAMESPACE)),
      principalId,
      principalType,
      roleDefinitionId: pulumi.output(scope).apply((where) => `${subscriptionOf(where)}${DEFINITIONS}/${id}`),
      scope,
    },
    { ...parent, hooks: directoryPropagationHooks() },
  );
}

const DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions";

/** `/subscriptions/<id>` of an ARM id. */
function subscriptionOf(id: string): string {
  return /^\/subscriptions\/[^/]+/.exec(id)?.[0] ?? "";
}
