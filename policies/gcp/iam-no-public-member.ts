import { cisGcp, orgPolicy, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { alike } from "./alike.js";
import { grantsOf, isPublic, membersOf } from "./iam-grant.js";
import { IAM_GRANTS } from "./iam-grant-types.js";

export const iamNoPublicMember = rule({
  name: "gcp-iam-no-public-member",
  description: "No role is given to everybody.",
  cloud: "gcp",
  severity: "critical",
  level: "mandatory",
  controls: [orgPolicy("iam.allowedPolicyMemberDomains"), cisGcp("5.1"), cisGcp("1.10"), owaspLlm(2)],
  remediation: "Name the users, groups or service accounts instead of allUsers and allAuthenticatedUsers.",
  url: "https://docs.cloud.google.com/iam/docs/principals-overview",
  scope: "resource",
  checks: alike(IAM_GRANTS, ({ inputs }: Resource) =>
    ofEach(grantsOf(inputs), (grant) =>
      ofEach(membersOf(grant), (member) => (isPublic(member) ? [`it gives a role to ${member}`] : [])),
    ),
  ),
});
