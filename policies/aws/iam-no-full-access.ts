import { fsbp, nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";

/** Policies that AWS keeps and that allow all of a service, or of the account; job functions have a path before the name. */
const FULL_ACCESS =
  /^arn:[^:]+:iam::aws:policy\/([^/]+\/)*([\w-]*FullAccess[\w-]*|AdministratorAccess[\w-]*|PowerUserAccess)$/;

export const iamNoFullAccess = rule({
  name: "aws-iam-no-full-access",
  description: "No role, user or group has a policy of AWS's that allows all of a service or of the account.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("IAM.1"), fsbp("IAM.21"), owaspLlm(6), nistAiRmf("MEASURE 2.7")],
  remediation: "Attach a policy of your own with the actions and resources that are needed.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  scope: "resource",
  checks: {
    "aws:iam/policyAttachment:PolicyAttachment": ({ inputs }) => fullAccess("policyArn", inputs.policyArn),
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ({ inputs }) => fullAccess("policyArn", inputs.policyArn),
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": ({ inputs }) => fullAccess("policyArn", inputs.policyArn),
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": ({ inputs }) => fullAccess("policyArn", inputs.policyArn),
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": ({ inputs }) =>
      fullAccesses("policyArns", inputs.policyArns),
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": ({ inputs }) =>
      fullAccesses("policyArns", inputs.policyArns),
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": ({ inputs }) =>
      fullAccesses("policyArns", inputs.policyArns),
    "aws:iam/role:Role": ({ inputs }) => fullAccesses("managedPolicyArns", inputs.managedPolicyArns),
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": ({ inputs }) =>
      fullAccess("managedPolicyArn", inputs.managedPolicyArn),
  },
});

function fullAccess(path: string, arn: unknown): readonly string[] {
  if (typeof arn !== "string" || !FULL_ACCESS.test(arn)) return [];
  return [`${path} is ${arn.slice(arn.lastIndexOf("/") + 1)}`];
}

function fullAccesses(path: string, arns: unknown): Iterable<string> {
  return Array.isArray(arns) ? ofEach(arns, (arn, index) => fullAccess(`${path}[${index}]`, arn)) : [];
}
