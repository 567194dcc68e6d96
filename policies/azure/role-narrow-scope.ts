import { textOf } from "../../plan/inputs.js";
import { mcsb, nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

/** Ids of built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const PRIVILEGED: ReadonlyMap<string, string> = new Map([
  ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner"],
  ["b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"],
  ["18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator"],
  ["f58310d9-a9f6-439a-9e8d-f62e7b41a168", "Role Based Access Control Administrator"],
]);

/** A subscription, a management group or the whole tenant. */
const WIDE = /^(\/|\/subscriptions\/[^/]+|\/providers\/microsoft\.management\/managementgroups\/[^/]+)\/?$/i;

export const roleNarrowScope = rule({
  name: "azure-role-narrow-scope",
  description: "Nobody gets Owner, Contributor or the right to assign roles on a whole subscription or more.",
  cloud: "azure",
  severity: "critical",
  level: "mandatory",
  controls: [mcsb("PA-7"), mcsb("PA-1"), owaspLlm(6), nistAiRmf("MEASURE 2.7")],
  remediation: "Assign a role of the service, such as Storage Blob Data Reader, on the resource or its group.",
  url: "https://learn.microsoft.com/azure/role-based-access-control/best-practices",
  scope: "resource",
  checks: {
    "azure-native:authorization:RoleAssignment": ({ inputs }) => {
      // The role first: most are harmless at any scope, and a scope that this deployment makes is not known yet.
      const role = PRIVILEGED.get(textOf(inputs.roleDefinitionId)?.split("/").pop()?.toLowerCase() ?? "");
      if (role === undefined || !WIDE.test(textOf(inputs.scope) ?? "")) return [];
      // With a condition who may assign roles may assign some of them only.
      const delegated = "condition" in inputs && role !== "Owner" && role !== "Contributor";
      return delegated ? [] : [`${role} on a whole subscription or more`];
    },
  },
});
