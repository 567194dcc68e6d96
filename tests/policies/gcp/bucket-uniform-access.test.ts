import { UNKNOWN } from "../../../plan/plan.js";
import { bucketUniformAccess } from "../../../policies/gcp/bucket-uniform-access.js";
import { describeRule } from "../support.js";

const lists = "uniformBucketLevelAccess is not true, and off is the default";

describeRule(bucketUniformAccess, "gcp:storage/bucket:Bucket", {
  compliant: { inputs: { uniformBucketLevelAccess: true } },
  broken: { inputs: { uniformBucketLevelAccess: false }, breaks: lists },
  absent: { inputs: {}, breaks: lists },
  unknown: { inputs: { uniformBucketLevelAccess: UNKNOWN }, undecided: "uniformBucketLevelAccess" },
});
