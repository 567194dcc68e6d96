import { cisGcp, orgPolicy } from "../control.js";
import { rule } from "../rule.js";

export const bucketUniformAccess = rule({
  name: "gcp-bucket-uniform-access",
  description: "Who reads a bucket is said by IAM alone, not by lists at its objects.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [cisGcp("5.2"), orgPolicy("storage.uniformBucketLevelAccess")],
  remediation: "Set uniformBucketLevelAccess to true.",
  url: "https://docs.cloud.google.com/storage/docs/uniform-bucket-level-access",
  scope: "resource",
  checks: {
    "gcp:storage/bucket:Bucket": ({ inputs }) =>
      inputs.uniformBucketLevelAccess === true ? [] : ["uniformBucketLevelAccess is not true, and off is the default"],
  },
});
