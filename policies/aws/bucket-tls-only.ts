import { type Inputs, objectOf, scalarOf } from "../../plan/inputs.js";
import { fsbp, owaspLlm } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";
import { BUCKETS, partsOf } from "./bucket-parts.js";
import { isEverybody, statementsOf, textsOf } from "./policy-statements.js";

export const bucketTlsOnly = rule({
  name: "aws-bucket-tls-only",
  description: "An S3 bucket refuses requests without TLS.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [fsbp("S3.5"), owaspLlm(2)],
  remediation: "Add a BucketPolicy that denies s3:* to everybody where aws:SecureTransport is false.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  scope: "stack",
  checks: Object.fromEntries(BUCKETS.map((type) => [type, check])),
});

function* check(bucket: Resource, _: unknown, stack: StackView): Generator<string> {
  const parts = partsOf(bucket, stack, "aws:s3/bucketPolicy:BucketPolicy");
  const policies = [bucket, ...parts].filter(({ inputs }) => "policy" in inputs);
  if (policies.some(({ inputs }) => statementsOf(inputs.policy).some(deniesPlainHttp))) return;
  yield policies.length === 0
    ? "no BucketPolicy denies requests without TLS"
    : "its BucketPolicy does not deny s3:* to everybody where aws:SecureTransport is false";
}

/** A denial with a second condition denies less. */
function deniesPlainHttp({ Effect, Principal, Action, Condition }: Inputs): boolean {
  const conditions = objectOf(Condition);
  const bool = objectOf(conditions.Bool);
  return (
    Effect === "Deny" &&
    isEverybody(Principal) &&
    textsOf(Action).some((action) => action === "*" || action === "s3:*") &&
    scalarOf(bool["aws:SecureTransport"]) === "false" &&
    Object.keys(conditions).length === 1 &&
    Object.keys(bool).length === 1
  );
}
