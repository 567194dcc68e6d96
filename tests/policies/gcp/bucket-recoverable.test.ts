import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketRecoverable } from "../../../policies/gcp/bucket-recoverable.js";
import { describeRule, expectVerdict } from "../support.js";

const BUCKET = "gcp:storage/bucket:Bucket";
const gone = "softDeletePolicy.retentionDurationSeconds is 0, and versioning.enabled is not true";
const softDeletePolicy = { retentionDurationSeconds: 0 };

describeRule(bucketRecoverable, BUCKET, {
  compliant: { inputs: { softDeletePolicy: { retentionDurationSeconds: 604_800 } } },
  broken: { inputs: { softDeletePolicy, versioning: { enabled: false } }, breaks: gone },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { softDeletePolicy, versioning: { enabled: UNKNOWN } }, undecided: "versioning.enabled" },
});

describe(bucketRecoverable.name, () => {
  test("versions make up for what is deleted at once", () =>
    expectVerdict(bucketRecoverable, BUCKET, {
      inputs: { softDeletePolicy, versioning: { enabled: true } },
      passes: true,
    }));

  test("without a word on versions there are none", () =>
    expectVerdict(bucketRecoverable, BUCKET, { inputs: { softDeletePolicy }, breaks: gone }));
});
