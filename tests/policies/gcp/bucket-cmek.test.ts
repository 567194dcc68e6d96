import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bucketCmek } from "../../../policies/gcp/bucket-cmek.js";
import { describeRule, expectVerdict } from "../support.js";

const BUCKET = "gcp:storage/bucket:Bucket";
const environment = "prod";
const googles = "encryption.defaultKmsKeyName is not set, and a key of Google's is the default";

describeRule(bucketCmek, BUCKET, {
  compliant: { environment, inputs: { encryption: { defaultKmsKeyName: UNKNOWN } } },
  broken: { environment, inputs: { encryption: {} }, breaks: googles },
  absent: { environment, inputs: {}, breaks: googles },
  unknown: { environment, inputs: { encryption: UNKNOWN }, undecided: "encryption" },
});

test("outside prod Google's key is enough", () => expectVerdict(bucketCmek, BUCKET, { inputs: {}, silent: true }));
