import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { iamNoWildcard } from "../../../policies/aws/iam-no-wildcard.js";
import { describeRule, expectVerdict } from "../support.js";

const POLICY = "aws:iam/rolePolicy:RolePolicy";
const BROKEN = "policy allows a wildcard action on a wildcard resource, in its Statement[0]";
const document = (...statements: readonly object[]) => ({
  policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});
const allow = (Action: unknown, Resource: unknown) => ({ Effect: "Allow", Action, Resource });

describeRule(iamNoWildcard, POLICY, {
  compliant: { inputs: document(allow("s3:GetObject", "*"), allow("s3:*", "arn:aws:s3:::models/*")) },
  broken: {
    inputs: document(allow("s3:GetObject", "*"), allow(["logs:PutLogEvents", "sagemaker:*"], ["*"])),
    breaks: "policy allows a wildcard action on a wildcard resource, in its Statement[1]",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { policy: UNKNOWN }, undecided: "policy" },
});

describeRule(iamNoWildcard, "aws:iam/role:Role", {
  compliant: { inputs: { inlinePolicies: [document(allow("s3:GetObject", "*"))] } },
  broken: {
    inputs: { inlinePolicies: [{}, document(allow("*", "*"))] },
    breaks: "inlinePolicies[1].policy allows a wildcard action on a wildcard resource, in its Statement[0]",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { inlinePolicies: [{ policy: UNKNOWN }] }, undecided: "inlinePolicies[0].policy" },
});

test.each(["aws:iam/policy:Policy", "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy"])(
  "%s is looked at",
  (type) => expectVerdict(iamNoWildcard, type, { inputs: document(allow("*", "*")), breaks: BROKEN }),
);

test("the inline policy of a permission set is looked at", () =>
  expectVerdict(iamNoWildcard, "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", {
    inputs: { inlinePolicy: document(allow("*", "*")).policy },
    breaks: "inlinePolicy allows a wildcard action on a wildcard resource, in its Statement[0]",
  }));

describe("a wildcard action is", () => {
  test.each(["*", "*:*", "bedrock:*", "bedrock-agentcore:*", "s3:**"])("%s", (action) =>
    expectVerdict(iamNoWildcard, POLICY, { inputs: document(allow(action, "*")), breaks: BROKEN }),
  );

  test("everything but what NotAction names", () =>
    expectVerdict(iamNoWildcard, POLICY, {
      inputs: document({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
      breaks: BROKEN,
    }));

  test.each(["ec2:Describe*", "s3:GetObject", "kms:*Key"])("not %s", (action) =>
    expectVerdict(iamNoWildcard, POLICY, { inputs: document(allow(action, "*")), passes: true }),
  );
});

describe("a wildcard resource is", () => {
  test.each(["*", "**", "arn:aws:s3:::*", "arn:aws:sagemaker:us-east-1:123456789012:*", "arn:*:*:*:*:*"])(
    "%s",
    (resource) => expectVerdict(iamNoWildcard, POLICY, { inputs: document(allow("s3:*", resource)), breaks: BROKEN }),
  );

  test("one of several", () =>
    expectVerdict(iamNoWildcard, POLICY, {
      inputs: document(allow("s3:*", ["arn:aws:s3:::models/*", "*"])),
      breaks: BROKEN,
    }));

  test("everything but what NotResource names", () =>
    expectVerdict(iamNoWildcard, POLICY, {
      inputs: document({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::secrets/*" }),
      breaks: BROKEN,
    }));

  test.each(["arn:aws:s3:::models/*", "arn:aws:sagemaker:us-east-1:123456789012:endpoint/*"])("not %s", (resource) =>
    expectVerdict(iamNoWildcard, POLICY, { inputs: document(allow("s3:*", resource)), passes: true }),
  );
});

test("a denial of everything is fine", () =>
  expectVerdict(iamNoWildcard, POLICY, {
    inputs: document({ Effect: "Deny", Action: "*", Resource: "*" }),
    passes: true,
  }));

describe("a document may be", () => {
  test("one statement without a list", () =>
    expectVerdict(iamNoWildcard, POLICY, {
      inputs: { policy: JSON.stringify({ Statement: allow("*", "*") }) },
      breaks: BROKEN,
    }));

  test("an object", () =>
    expectVerdict(iamNoWildcard, POLICY, { inputs: { policy: { Statement: [allow("*", "*")] } }, breaks: BROKEN }));

  test("an object of which a resource that matters is unknown, which hides none of the others", () =>
    expectVerdict(iamNoWildcard, POLICY, {
      inputs: { policy: { Statement: [allow("*", "*"), allow("s3:*", UNKNOWN)] } },
      breaks: BROKEN,
      undecided: "policy.Statement[1].Resource",
    }));

  test("an object of which a resource that does not matter is unknown", () =>
    expectVerdict(iamNoWildcard, POLICY, {
      inputs: { policy: { Statement: [allow("s3:GetObject", UNKNOWN)] } },
      passes: true,
    }));

  test("no JSON, which IAM refuses", () =>
    expectVerdict(iamNoWildcard, POLICY, { inputs: { policy: "{" }, passes: true }));
});
