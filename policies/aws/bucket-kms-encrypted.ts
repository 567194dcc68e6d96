import { listOf, objectOf, scalarOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm, securityHub } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";
import { BUCKETS, partsOf } from "./bucket-parts.js";

const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const ENCRYPTION_V2 = "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2";
const LOGGING = ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"] as const;

export const bucketKmsEncrypted = rule({
  name: "aws-bucket-kms-encrypted",
  description: "In prod, an S3 bucket is encrypted by a KMS key, so that reading it takes the key as well.",
  cloud: "aws",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [securityHub("S3.17"), owaspLlm(2), nistAiRmf("MEASURE 2.10")],
  remediation:
    "Add a BucketServerSideEncryptionConfiguration with sseAlgorithm aws:kms, kmsMasterKeyId and bucketKeyEnabled.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  scope: "stack",
  checks: Object.fromEntries(BUCKETS.map((type) => [type, check])),
});

function* check(bucket: Resource, _: unknown, stack: StackView): Generator<string> {
  const parts = partsOf(bucket, stack, ENCRYPTION, ENCRYPTION_V2);
  const inline = objectOf(bucket.inputs.serverSideEncryptionConfiguration).rule;
  const rules = [objectOf(inline), ...parts.flatMap(({ inputs }) => listOf(inputs.rules))];
  if (rules.some(isKms)) return;
  // Server access logs can only be delivered to a bucket with S3's own keys.
  if (LOGGING.some((type) => stack.referring(bucket, type).some((logging) => isTarget(bucket, logging, stack)))) return;
  yield "its encryption is not aws:kms, and S3's own keys are the default";
}

function isKms({ applyServerSideEncryptionByDefault: byDefault }: { readonly [input: string]: unknown }): boolean {
  return scalarOf(objectOf(byDefault).sseAlgorithm).startsWith("aws:kms");
}

function isTarget(bucket: Resource, logging: Resource, stack: StackView): boolean {
  return stack.referred(logging, "targetBucket", ...BUCKETS)?.urn === bucket.urn;
}
