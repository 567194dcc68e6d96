import { scalarOf } from "../../plan/inputs.js";
import { cisGcp, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { alike } from "./alike.js";
import { grantsOf } from "./iam-grant.js";
import { PROJECT_GRANTS } from "./iam-grant-types.js";

const IMPERSONATING = ["roles/iam.serviceAccountUser", "roles/iam.serviceAccountTokenCreator"];

export const iamNoProjectWideImpersonation = rule({
  name: "gcp-iam-no-project-wide-impersonation",
  description: "Nobody may act as every service account of a project.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [cisGcp("1.7"), owaspLlm(6)],
  remediation: "Give the role on the one service account, with serviceaccount.IAMMember.",
  url: "https://docs.cloud.google.com/iam/docs/service-account-permissions",
  scope: "resource",
  checks: alike(PROJECT_GRANTS, ({ inputs }: Resource) =>
    ofEach(grantsOf(inputs), ({ role }) =>
      IMPERSONATING.includes(scalarOf(role)) ? [`it gives ${role} on all service accounts`] : [],
    ),
  ),
});
