import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { roleTrustNotPublic } from "../../../policies/aws/role-trust-not-public.js";
import { describeRule, expectVerdict } from "../support.js";

const ROLE = "aws:iam/role:Role";
const BROKEN = "assumeRolePolicy lets everybody assume the role, in its Statement[0]";
const trust = (statement: object) => ({
  assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }] }),
});

describeRule(roleTrustNotPublic, ROLE, {
  compliant: { inputs: trust({ Principal: { Service: "sagemaker.amazonaws.com" } }) },
  broken: { inputs: trust({ Principal: "*" }), breaks: BROKEN },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { assumeRolePolicy: UNKNOWN }, undecided: "assumeRolePolicy" },
});

describe("everybody is", () => {
  test.each([
    ["* of AWS", { AWS: "*" }],
    ["* among others", { AWS: ["arn:aws:iam::123456789012:root", "*"] }],
    ["* beside a service", { Service: "ec2.amazonaws.com", AWS: "*" }],
  ])("%s", (_, Principal) => expectVerdict(roleTrustNotPublic, ROLE, { inputs: trust({ Principal }), breaks: BROKEN }));

  test("whoever NotPrincipal does not name", () =>
    expectVerdict(roleTrustNotPublic, ROLE, {
      inputs: trust({ NotPrincipal: { AWS: "arn:aws:iam::123456789012:root" } }),
      breaks: BROKEN,
    }));

  test("not an account", () =>
    expectVerdict(roleTrustNotPublic, ROLE, {
      inputs: trust({ Principal: { AWS: "arn:aws:iam::123456789012:root" } }),
      passes: true,
    }));
});

describe("a condition holds everybody to somebody", () => {
  test.each([
    { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    { StringLike: { "AWS:PRINCIPALARN": "arn:aws:iam::123456789012:role/*" } },
    { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:role/b"] } },
    { StringEquals: { "aws:PrincipalOrgID": "o-1", "sts:ExternalId": "shared" } },
    { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/r-1/*" } },
    { StringEqualsIgnoreCase: { "aws:SourceAccount": "123456789012" } },
    { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    { Bool: { "aws:SecureTransport": "true" }, ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:1:t" } },
  ])("%j", (Condition) =>
    expectVerdict(roleTrustNotPublic, ROLE, { inputs: trust({ Principal: "*", Condition }), passes: true }),
  );
});

describe("a condition lets everybody in", () => {
  test.each([
    { Bool: { "aws:SecureTransport": "true" } },
    { StringEquals: { "sts:ExternalId": "shared" } },
    { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } },
    { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } },
    { "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": "o-1/r-1/" } },
    { StringLike: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/a", "*"] } },
    { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
  ])("%j", (Condition) =>
    expectVerdict(roleTrustNotPublic, ROLE, { inputs: trust({ Principal: "*", Condition }), breaks: BROKEN }),
  );
});

test("a denial of everybody is fine", () =>
  expectVerdict(roleTrustNotPublic, ROLE, { inputs: trust({ Effect: "Deny", Principal: "*" }), passes: true }));

test("what is unknown of a denial does not matter", () =>
  expectVerdict(roleTrustNotPublic, ROLE, {
    inputs: { assumeRolePolicy: { Statement: [{ Effect: "Deny", Principal: UNKNOWN }] } },
    passes: true,
  }));
