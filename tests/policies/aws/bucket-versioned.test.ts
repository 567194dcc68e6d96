import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketVersioned } from "../../../policies/aws/bucket-versioned.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const BUCKET = "aws:s3/bucket:Bucket";
const versioning = (status: string, type = "aws:s3/bucketVersioning:BucketVersioning"): Neighbour => ({
  type,
  name: "versioning",
  inputs: { versioningConfiguration: { status } },
  refers: { bucket: "it" },
});

describeRule(bucketVersioned, BUCKET, {
  compliant: { inputs: {}, around: [versioning("Enabled")] },
  broken: {
    inputs: {},
    around: [versioning("Suspended")],
    breaks: "the status of its BucketVersioning is not Enabled",
  },
  absent: { inputs: {}, breaks: "no BucketVersioning, and S3's default is none" },
  unknown: { inputs: {}, around: [versioning(UNKNOWN)], undecided: "versioningConfiguration.status" },
});

test("a bucket may say it itself", () =>
  expectVerdict(bucketVersioned, BUCKET, { inputs: { versioning: { enabled: true } }, passes: true }));

test("the older tokens are known", () =>
  expectVerdict(bucketVersioned, "aws:s3/bucketV2:BucketV2", {
    inputs: {},
    around: [versioning("Enabled", "aws:s3/bucketVersioningV2:BucketVersioningV2")],
    passes: true,
  }));
