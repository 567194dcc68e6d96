import { numberOf, objectOf } from "../../plan/inputs.js";
import { orgPolicy, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const bucketRecoverable = rule({
  name: "gcp-bucket-recoverable",
  description: "What was overwritten or deleted in a bucket by mistake can be restored.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [orgPolicy("storage.softDeletePolicySeconds"), owaspLlm(4)],
  remediation: "Set versioning.enabled to true, or softDeletePolicy.retentionDurationSeconds to 604800 or more.",
  url: "https://docs.cloud.google.com/storage/docs/soft-delete",
  scope: "resource",
  checks: {
    // Cloud Storage keeps what was deleted for seven days where nothing is said of it.
    "gcp:storage/bucket:Bucket": ({ inputs }) =>
      objectOf(inputs.versioning).enabled !== true &&
      numberOf(objectOf(inputs.softDeletePolicy).retentionDurationSeconds) === 0
        ? ["softDeletePolicy.retentionDurationSeconds is 0, and versioning.enabled is not true"]
        : [],
  },
});
