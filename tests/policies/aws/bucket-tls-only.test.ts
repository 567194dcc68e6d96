import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketTlsOnly } from "../../../policies/aws/bucket-tls-only.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const BUCKET = "aws:s3/bucket:Bucket";
const ABSENT = "no BucketPolicy denies requests without TLS";
const BROKEN = "its BucketPolicy does not deny s3:* to everybody where aws:SecureTransport is false";

const policy = (text: unknown, refers: Neighbour["refers"] = { bucket: "it" }): Neighbour => ({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  name: "policy",
  inputs: { policy: text },
  refers,
});
const insecure = { Bool: { "aws:SecureTransport": "false" } };
const statement = (changes: object = {}) =>
  JSON.stringify({
    Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: insecure, ...changes }],
  });

describeRule(bucketTlsOnly, BUCKET, {
  compliant: { inputs: {}, around: [policy(statement())] },
  broken: { inputs: {}, around: [policy(statement({ Effect: "Allow" }))], breaks: BROKEN },
  absent: { inputs: {}, breaks: ABSENT },
  unknown: { inputs: {}, around: [policy(UNKNOWN)], undecided: "policy" },
});

test("buckets of the older token are looked at", () =>
  expectVerdict(bucketTlsOnly, "aws:s3/bucketV2:BucketV2", { inputs: {}, breaks: ABSENT }));

describe("a denial that is as good", () => {
  test.each([
    ["is to * of AWS", { Principal: { AWS: "*" } }],
    ["is of all actions", { Action: ["*"] }],
    ["is of some actions and all", { Action: ["s3:GetObject", "s3:*"] }],
    ["has a boolean", { Condition: { Bool: { "aws:SecureTransport": false } } }],
  ])("%s", (_, changes) =>
    expectVerdict(bucketTlsOnly, BUCKET, { inputs: {}, around: [policy(statement(changes))], passes: true }),
  );

  test("stands in the bucket itself", () =>
    expectVerdict(bucketTlsOnly, BUCKET, { inputs: { policy: statement() }, passes: true }));

  test("stands beside other statements", () =>
    expectVerdict(bucketTlsOnly, BUCKET, {
      inputs: {},
      around: [policy({ Statement: [{ Effect: "Allow" }, ...JSON.parse(statement()).Statement] })],
      passes: true,
    }));

  test("stands in one of two policies", () =>
    expectVerdict(bucketTlsOnly, BUCKET, {
      inputs: { policy: statement({ Effect: "Allow" }) },
      around: [policy(statement())],
      passes: true,
    }));

  test("is an object", () =>
    expectVerdict(bucketTlsOnly, BUCKET, { inputs: {}, around: [policy(JSON.parse(statement()))], passes: true }));
});

describe("a denial that leaves a way", () => {
  test.each([
    ["is to one account", { Principal: { AWS: "arn:aws:iam::123456789012:root" } }],
    ["is of some actions", { Action: "s3:GetObject" }],
    ["has no condition", { Condition: {} }],
    ["is of requests with TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["has a second condition", { Condition: { ...insecure, IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }],
    [
      "has a second condition of the same kind",
      { Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "true" } } },
    ],
  ])("%s", (_, changes) =>
    expectVerdict(bucketTlsOnly, BUCKET, { inputs: {}, around: [policy(statement(changes))], breaks: BROKEN }),
  );
});

test("a policy that is no JSON denies nothing", () =>
  expectVerdict(bucketTlsOnly, BUCKET, { inputs: {}, around: [policy("no JSON")], breaks: BROKEN }));

test("the policy of another bucket that names this one denies nothing of it", () =>
  expectVerdict(bucketTlsOnly, BUCKET, {
    inputs: {},
    around: [{ type: BUCKET, name: "logs" }, policy(statement(), { bucket: "logs", policy: "it" })],
    breaks: ABSENT,
  }));
