import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketTlsOnly } from "../../../policies/aws/bucket-tls-only.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const policy = (text: unknown): Neighbour => ({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  name: "policy",
  inputs: { policy: text },
  refers: { bucket: "it" },
});
const statement = (effect: string) =>
  JSON.stringify({
    Statement: [
      { Effect: effect, Principal: "*", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ],
  });

describeRule(bucketTlsOnly, "aws:s3/bucket:Bucket", {
  compliant: { inputs: {}, around: [policy(statement("Deny"))] },
  broken: {
    inputs: {},
    around: [policy(statement("Allow"))],
    breaks: "its BucketPolicy does not deny s3:* where aws:SecureTransport is false",
  },
  absent: { inputs: {}, breaks: "no BucketPolicy denies requests without TLS" },
  unknown: { inputs: {}, around: [policy(UNKNOWN)], undecided: "policy" },
});

test("aws-bucket-tls-only takes a policy that is no JSON for one that denies nothing", () => {
  expectVerdict(bucketTlsOnly, "aws:s3/bucket:Bucket", {
    inputs: {},
    around: [policy("{ not JSON")],
    breaks: "its BucketPolicy does not deny s3:* where aws:SecureTransport is false",
  });
});
