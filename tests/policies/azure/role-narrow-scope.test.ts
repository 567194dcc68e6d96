import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { roleNarrowScope } from "../../../policies/azure/role-narrow-scope.js";
import { describeRule, expectVerdict } from "../support.js";

const ASSIGNMENT = "azure-native:authorization:RoleAssignment";
const SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555";
const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const USER_ACCESS_ADMINISTRATOR = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";
const assignment = (role: string, scope?: string) => ({
  roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
  scope,
});

describeRule(roleNarrowScope, ASSIGNMENT, {
  compliant: { inputs: assignment(OWNER, `${SUBSCRIPTION}/resourceGroups/ml`) },
  broken: { inputs: assignment(OWNER, SUBSCRIPTION), breaks: "Owner on a whole subscription or more" },
  absent: { inputs: assignment(OWNER), passes: true },
  unknown: { inputs: assignment(OWNER, UNKNOWN), undecided: "scope" },
});

test.each([
  ["b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"],
  [USER_ACCESS_ADMINISTRATOR, "User Access Administrator"],
  ["F58310D9-A9F6-439A-9E8D-F62E7B41A168", "Role Based Access Control Administrator"],
])("%s is %s", (id, name) =>
  expectVerdict(roleNarrowScope, ASSIGNMENT, {
    inputs: assignment(id, SUBSCRIPTION),
    breaks: `${name} on a whole subscription or more`,
  }),
);

test.each(["/", `${SUBSCRIPTION}/`, "/providers/Microsoft.Management/managementGroups/all"])("%s is as wide", (scope) =>
  expectVerdict(roleNarrowScope, ASSIGNMENT, {
    inputs: assignment(OWNER, scope),
    breaks: "Owner on a whole subscription or more",
  }),
);

test("a harmless role needs no scope to be known", () =>
  expectVerdict(roleNarrowScope, ASSIGNMENT, { inputs: assignment(READER, UNKNOWN), passes: true }));

test("with a condition who may assign roles may assign some of them only", () =>
  expectVerdict(roleNarrowScope, ASSIGNMENT, {
    inputs: { ...assignment(USER_ACCESS_ADMINISTRATOR, SUBSCRIPTION), condition: UNKNOWN },
    passes: true,
  }));

test.each([
  [OWNER, "Owner"],
  ["b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"],
])("a condition on assigning roles leaves %s the rest", (id, name) =>
  expectVerdict(roleNarrowScope, ASSIGNMENT, {
    inputs: { ...assignment(id, SUBSCRIPTION), condition: "@Resource" },
    breaks: `${name} on a whole subscription or more`,
  }),
);
