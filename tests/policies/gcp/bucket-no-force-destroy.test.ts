import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketNoForceDestroy } from "../../../policies/gcp/bucket-no-force-destroy.js";
import { describeRule, expectVerdict } from "../support.js";

const BUCKET = "gcp:storage/bucket:Bucket";
const environment = "prod";

describeRule(bucketNoForceDestroy, BUCKET, {
  compliant: { environment, inputs: { forceDestroy: false } },
  broken: { environment, inputs: { forceDestroy: true }, breaks: "forceDestroy is true" },
  absent: { environment, inputs: {}, passes: true },
  unknown: { environment, inputs: { forceDestroy: UNKNOWN }, undecided: "forceDestroy" },
});

test("outside prod a bucket may go with its objects", () =>
  expectVerdict(bucketNoForceDestroy, BUCKET, { inputs: { forceDestroy: true }, silent: true }));

test("a stack that is torn down lets its buckets go", () =>
  expectVerdict(bucketNoForceDestroy, BUCKET, {
    environment,
    config: { "ai-stack:teardown": "true" },
    inputs: { forceDestroy: true },
    silent: true,
  }));
