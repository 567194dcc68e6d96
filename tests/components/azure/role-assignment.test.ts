import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { assignRole } from "../../../components/azure/role-assignment.js";
import { deploy } from "../../support/mocks.js";

const SCOPE =
  "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/ml/providers/Microsoft.Storage/storageAccounts/ml";
const PRINCIPAL = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
const assignment = (name: string) => `azure-native:authorization:RoleAssignment::${name}`;

class Part extends pulumi.ComponentResource {
  constructor() {
    super("test:index:Part", "part");
  }
}

const assign = (name: string, more: Partial<Parameters<typeof assignRole>[1]> = {}) =>
  assignRole(name, { principalId: PRINCIPAL, role: "AcrPull", scope: SCOPE, ...more }, { parent: new Part() });

test("a managed identity gets a built-in role by its id, on one object", async () => {
  const { inputs } = await deploy(() => assign("pull"));
  expect(inputs[assignment("pull")]).toEqual({
    roleAssignmentName: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    principalId: PRINCIPAL,
    principalType: "ServicePrincipal",
    roleDefinitionId:
      "/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d",
    scope: SCOPE,
  });
});

test("the assignment's name follows from scope, principal and role, whatever the case of the id", async () => {
  const { inputs } = await deploy(() => [
    assign("one"),
    assign("same", { scope: SCOPE.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions") }),
    assign("other-scope", { scope: `${SCOPE}2` }),
    assign("other-role", { role: "StorageBlobDataReader" }),
    assign("other-principal", { principalId: "bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee" }),
  ]);
  const nameOf = (name: string) => inputs[assignment(name)]?.roleAssignmentName;
  expect(nameOf("same")).toBe(nameOf("one"));
  const names = ["one", "other-scope", "other-role", "other-principal"].map(nameOf);
  expect(new Set(names).size).toBe(4);
});

test("a person may get one, and is looked up as one", async () => {
  const { inputs } = await deploy(() => assign("ana", { principalType: "User" }));
  expect(inputs[assignment("ana")]?.principalType).toBe("User");
});

test("is tried again while the directory does not know the identity", async () => {
  const { resources } = await deploy(() => assign("pull"));
  expect(resources[assignment("pull")]?.errorHooks).toEqual(["azure-directory-propagation"]);
});
