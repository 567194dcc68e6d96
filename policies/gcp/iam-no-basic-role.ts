import { scalarOf } from "../../plan/inputs.js";
import { cisGcp, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { alike } from "./alike.js";
import { grantsOf } from "./iam-grant.js";
import { PROJECT_GRANTS } from "./iam-grant-types.js";

/** Roles on all services at once: the legacy ones and those that take their place. */
const BASIC = ["owner", "editor", "viewer", "admin", "writer", "reader"].map((name) => `roles/${name}`);

export const iamNoBasicRole = rule({
  name: "gcp-iam-no-basic-role",
  description: "Nobody has a basic role on a project, a folder or an organization.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [cisGcp("1.6"), owaspLlm(6)],
  remediation: "Give predefined roles of the services that are used, such as roles/aiplatform.user.",
  url: "https://docs.cloud.google.com/iam/docs/roles-overview",
  scope: "resource",
  checks: alike(PROJECT_GRANTS, ({ inputs }: Resource) =>
    ofEach(grantsOf(inputs), ({ role }) => (BASIC.includes(scalarOf(role)) ? [`it gives the basic role ${role}`] : [])),
  ),
});
