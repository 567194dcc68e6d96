import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, orgPolicy } from "../control.js";
import { rule } from "../rule.js";

export const bucketCmek = rule({
  name: "gcp-bucket-cmek",
  description: "In prod a bucket is encrypted with a key of the team's own in Cloud KMS.",
  cloud: "gcp",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [orgPolicy("gcp.restrictNonCmekServices"), nistAiRmf("MEASURE 2.10")],
  remediation: "Set encryption.defaultKmsKeyName, and let Cloud Storage's service agent use the key.",
  url: "https://docs.cloud.google.com/storage/docs/encryption/customer-managed-keys",
  scope: "resource",
  checks: {
    "gcp:storage/bucket:Bucket": ({ inputs }) =>
      "defaultKmsKeyName" in objectOf(inputs.encryption)
        ? []
        : ["encryption.defaultKmsKeyName is not set, and a key of Google's is the default"],
  },
});
