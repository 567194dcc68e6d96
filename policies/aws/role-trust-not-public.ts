import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { letsInEverybody, statementsOf } from "./policy-statements.js";

export const roleTrustNotPublic = rule({
  name: "aws-role-trust-not-public",
  description: "A role is not to be assumed by everybody.",
  cloud: "aws",
  severity: "critical",
  level: "mandatory",
  controls: [owaspLlm(6), nistAiRmf("MEASURE 2.7")],
  remediation: "Name the services, accounts or roles in Principal, or hold everybody to an organization in Condition.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  scope: "resource",
  checks: {
    "aws:iam/role:Role": ({ inputs }) =>
      ofEach(statementsOf(inputs.assumeRolePolicy), (statement, index) =>
        letsInEverybody(statement)
          ? [`assumeRolePolicy lets everybody assume the role, in its Statement[${index}]`]
          : [],
      ),
  },
});
