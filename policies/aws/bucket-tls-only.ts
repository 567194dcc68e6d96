import { listOf, objectOf } from "../../plan/inputs.js";
import { opened } from "../../plan/property-path.js";
import { fsbp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

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
  checks: {
    "aws:s3/bucket:Bucket": function* (bucket, _, stack) {
      const policies = stack.referring(bucket, "aws:s3/bucketPolicy:BucketPolicy");
      if (!policies.some(({ inputs }) => deniesPlainHttp(inputs.policy)))
        yield policies.length === 0
          ? "no BucketPolicy denies requests without TLS"
          : "its BucketPolicy does not deny s3:* where aws:SecureTransport is false";
    },
  },
});

function deniesPlainHttp(policy: unknown): boolean {
  const { Statement } = objectOf(opened(policy));
  return listOf(Statement).some(
    ({ Effect, Condition }) =>
      Effect === "Deny" && String(objectOf(objectOf(Condition).Bool)["aws:SecureTransport"]) === "false",
  );
}
