import { UNKNOWN } from "../../../plan/plan.js";
import { bucketNoPublicAccess } from "../../../policies/gcp/bucket-no-public-access.js";
import { describeRule } from "../support.js";

const open = "publicAccessPrevention is not enforced, and inherited is Cloud Storage's default";

describeRule(bucketNoPublicAccess, "gcp:storage/bucket:Bucket", {
  compliant: { inputs: { publicAccessPrevention: "enforced" } },
  broken: { inputs: { publicAccessPrevention: "inherited" }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: { inputs: { publicAccessPrevention: UNKNOWN }, undecided: "publicAccessPrevention" },
});
