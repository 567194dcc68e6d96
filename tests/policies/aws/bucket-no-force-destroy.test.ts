import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketNoForceDestroy } from "../../../policies/aws/bucket-no-force-destroy.js";
import { describeRule, expectVerdict } from "../support.js";

const BROKEN = "forceDestroy is true: destroy deletes all objects with the bucket";

describeRule(bucketNoForceDestroy, "aws:s3/bucket:Bucket", {
  compliant: { inputs: { forceDestroy: false }, environment: "prod" },
  broken: { inputs: { forceDestroy: true }, environment: "prod", breaks: BROKEN },
  absent: { inputs: {}, environment: "prod", passes: true },
  unknown: { inputs: { forceDestroy: UNKNOWN }, environment: "prod", undecided: "forceDestroy" },
});

test("buckets outside prod may go with their objects", () =>
  expectVerdict(bucketNoForceDestroy, "aws:s3/bucket:Bucket", { inputs: { forceDestroy: true }, silent: true }));

test("a stack that is torn down lets its buckets go", () =>
  expectVerdict(bucketNoForceDestroy, "aws:s3/bucket:Bucket", {
    environment: "prod",
    config: { "ai-stack:teardown": "true" },
    inputs: { forceDestroy: true },
    silent: true,
  }));

test("buckets of the older token are looked at", () =>
  expectVerdict(bucketNoForceDestroy, "aws:s3/bucketV2:BucketV2", {
    inputs: { forceDestroy: true },
    environment: "prod",
    breaks: BROKEN,
  }));
