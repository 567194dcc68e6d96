import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { iamNoFullAccess } from "../../../policies/aws/iam-no-full-access.js";
import { describeRule, expectVerdict } from "../support.js";

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ROLE = "aws:iam/role:Role";
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

describeRule(iamNoFullAccess, ATTACHMENT, {
  compliant: { inputs: { policyArn: aws("AmazonSSMManagedInstanceCore") } },
  broken: { inputs: { policyArn: aws("AmazonSageMakerFullAccess") }, breaks: "policyArn is AmazonSageMakerFullAccess" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { policyArn: UNKNOWN }, undecided: "policyArn" },
});

describeRule(iamNoFullAccess, ROLE, {
  compliant: { inputs: { managedPolicyArns: [aws("service-role/AWSLambdaBasicExecutionRole")] } },
  broken: {
    inputs: { managedPolicyArns: [aws("ReadOnlyAccess"), aws("AmazonBedrockFullAccess")] },
    breaks: "managedPolicyArns[1] is AmazonBedrockFullAccess",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { managedPolicyArns: [UNKNOWN] }, undecided: "managedPolicyArns[0]" },
});

test.each([
  ["aws:iam/policyAttachment:PolicyAttachment", "policyArn"],
  ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn"],
  ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn"],
  ["aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "managedPolicyArn"],
])("%s is looked at", (type, input) =>
  expectVerdict(iamNoFullAccess, type, {
    inputs: { [input]: aws("AmazonS3FullAccess") },
    breaks: `${input} is AmazonS3FullAccess`,
  }),
);

test.each([
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
])("%s is looked at", (type) =>
  expectVerdict(iamNoFullAccess, type, {
    inputs: { policyArns: [aws("AmazonS3FullAccess")] },
    breaks: "policyArns[0] is AmazonS3FullAccess",
  }),
);

test("a policy that is unknown hides none of the others", () =>
  expectVerdict(iamNoFullAccess, ROLE, {
    inputs: { managedPolicyArns: [UNKNOWN, aws("AmazonBedrockFullAccess")] },
    breaks: "managedPolicyArns[1] is AmazonBedrockFullAccess",
    undecided: "managedPolicyArns[0]",
  }));

describe("it breaks the rule to have", () => {
  test.each([
    ["AdministratorAccess", "AdministratorAccess"],
    ["AdministratorAccess-Amplify", "AdministratorAccess-Amplify"],
    ["PowerUserAccess", "PowerUserAccess"],
    ["AmazonSageMakerCanvasFullAccess", "AmazonSageMakerCanvasFullAccess"],
    ["job-function/AmazonOpenSearchIngestionFullAccess", "AmazonOpenSearchIngestionFullAccess"],
  ])("%s", (path, name) =>
    expectVerdict(iamNoFullAccess, ATTACHMENT, { inputs: { policyArn: aws(path) }, breaks: `policyArn is ${name}` }),
  );

  test("such a policy of another partition", () =>
    expectVerdict(iamNoFullAccess, ATTACHMENT, {
      inputs: { policyArn: "arn:aws-us-gov:iam::aws:policy/AdministratorAccess" },
      breaks: "policyArn is AdministratorAccess",
    }));
});

describe("it does not to have", () => {
  test("a policy of the account, which is looked at itself", () =>
    expectVerdict(iamNoFullAccess, ATTACHMENT, {
      inputs: { policyArn: "arn:aws:iam::123456789012:policy/ReportsFullAccess" },
      passes: true,
    }));

  test("a policy that reads", () =>
    expectVerdict(iamNoFullAccess, ATTACHMENT, { inputs: { policyArn: aws("AmazonS3ReadOnlyAccess") }, passes: true }));
});
