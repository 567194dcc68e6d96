import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketKmsEncrypted } from "../../../policies/aws/bucket-kms-encrypted.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const BUCKET = "aws:s3/bucket:Bucket";
const BROKEN = "its encryption is not aws:kms, and S3's own keys are the default";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const rule = (sseAlgorithm: string) => ({ applyServerSideEncryptionByDefault: { sseAlgorithm } });
const encryption = (sseAlgorithm: string, type = ENCRYPTION): Neighbour => ({
  type,
  name: "encryption",
  inputs: { rules: [rule(sseAlgorithm)] },
  refers: { bucket: "it" },
});
const prod = { environment: "prod" } as const;

describeRule(bucketKmsEncrypted, BUCKET, {
  compliant: { inputs: {}, ...prod, around: [encryption("aws:kms")] },
  broken: { inputs: {}, ...prod, around: [encryption("AES256")], breaks: BROKEN },
  absent: { inputs: {}, ...prod, breaks: BROKEN },
  unknown: {
    inputs: {},
    ...prod,
    around: [encryption(UNKNOWN)],
    undecided: "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm",
  },
});

describe("a KMS key encrypts a bucket", () => {
  test("twice over", () =>
    expectVerdict(bucketKmsEncrypted, BUCKET, {
      inputs: {},
      ...prod,
      around: [encryption("aws:kms:dsse")],
      passes: true,
    }));

  test("that says it itself", () =>
    expectVerdict(bucketKmsEncrypted, BUCKET, {
      inputs: { serverSideEncryptionConfiguration: { rule: rule("aws:kms") } },
      ...prod,
      passes: true,
    }));

  test("by the older tokens", () =>
    expectVerdict(bucketKmsEncrypted, "aws:s3/bucketV2:BucketV2", {
      inputs: {},
      ...prod,
      around: [
        encryption(
          "aws:kms",
          "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
        ),
      ],
      passes: true,
    }));
});

describe("S3's own keys are enough", () => {
  test("outside prod", () => expectVerdict(bucketKmsEncrypted, BUCKET, { inputs: {}, silent: true }));

  test.each(["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"])(
    "where access logs are delivered, which takes nothing else (%s)",
    (type) =>
      expectVerdict(bucketKmsEncrypted, BUCKET, {
        inputs: {},
        ...prod,
        around: [{ type, name: "logging", refers: { targetBucket: "it" } }],
        passes: true,
      }),
  );

  test("not where access is logged", () =>
    expectVerdict(bucketKmsEncrypted, BUCKET, {
      inputs: {},
      ...prod,
      around: [{ type: "aws:s3/bucketLogging:BucketLogging", name: "logging", refers: { bucket: "it" } }],
      breaks: BROKEN,
    }));
});
