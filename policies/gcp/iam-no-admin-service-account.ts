import { scalarOf } from "../../plan/inputs.js";
import { cisGcp, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { alike } from "./alike.js";
import { grantsOf, membersOf } from "./iam-grant.js";
import { PROJECT_GRANTS } from "./iam-grant-types.js";

export const iamNoAdminServiceAccount = rule({
  name: "gcp-iam-no-admin-service-account",
  description: "No workload administers a service of the whole project.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [cisGcp("1.6"), owaspLlm(6)],
  remediation: "Give a role that uses the service, or give it on the one resource.",
  url: "https://docs.cloud.google.com/iam/docs/best-practices-service-accounts",
  scope: "resource",
  checks: alike(PROJECT_GRANTS, ({ inputs }: Resource) =>
    ofEach(grantsOf(inputs), function* (grant) {
      if (!/admin$/i.test(scalarOf(grant.role))) return;
      if (membersOf(grant).some(isWorkload)) yield `it gives ${grant.role} to a service account`;
    }),
  ),
});

/** Service agents, which are Google's own, have the roles that their service needs. */
function isWorkload(member: unknown): boolean {
  return /^serviceAccount:(?!service-\d+@)|\/workloadIdentityPools\//.test(scalarOf(member));
}
