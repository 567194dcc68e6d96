import { type Inputs, listOf } from "../../plan/inputs.js";
import { fsbp, nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { statementsOf, textsOf } from "./policy-statements.js";

/** All actions, or all of a service. `ec2:Describe*` is not: what it begins with says what it does. */
const EVERY_ACTION = /^([\w-]+:|\*:)?\*+$/;

/** All resources, or all of a service: an ARN that ends with a wildcard where the resource's name should be. */
const EVERY_RESOURCE = /^(\*+|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*+)$/;

export const iamNoWildcard = rule({
  name: "aws-iam-no-wildcard",
  description: "No policy allows every action of a service on every resource.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("IAM.1"), fsbp("IAM.21"), owaspLlm(6), nistAiRmf("MEASURE 2.7")],
  remediation: "Name the actions, or the resources that all actions are allowed on.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  scope: "resource",
  checks: {
    "aws:iam/policy:Policy": policy,
    "aws:iam/rolePolicy:RolePolicy": policy,
    "aws:iam/userPolicy:UserPolicy": policy,
    "aws:iam/groupPolicy:GroupPolicy": policy,
    "aws:iam/role:Role": ({ inputs }) =>
      ofEach(listOf(inputs.inlinePolicies), (inline, index) =>
        wildcards(`inlinePolicies[${index}].policy`, inline.policy),
      ),
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": ({ inputs }) =>
      wildcards("inlinePolicy", inputs.inlinePolicy),
  },
});

function policy({ inputs }: Resource): Iterable<string> {
  return wildcards("policy", inputs.policy);
}

function wildcards(path: string, document: unknown): Iterable<string> {
  return ofEach(statementsOf(document), (statement, index) =>
    isWildcard(statement)
      ? [`${path} allows a wildcard action on a wildcard resource, in its Statement[${index}]`]
      : [],
  );
}

/** `NotAction` and `NotResource` allow all but what they name. A resource is only read, and known, where it matters. */
function isWildcard(statement: Inputs): boolean {
  return (
    statement.Effect === "Allow" &&
    ("NotAction" in statement || textsOf(statement.Action).some((action) => EVERY_ACTION.test(action))) &&
    ("NotResource" in statement || textsOf(statement.Resource).some((resource) => EVERY_RESOURCE.test(resource)))
  );
}
