import { cisGcp, orgPolicy, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const bucketNoPublicAccess = rule({
  name: "gcp-bucket-no-public-access",
  description: "A Cloud Storage bucket cannot be made public.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [orgPolicy("storage.publicAccessPrevention"), cisGcp("5.1"), owaspLlm(2)],
  remediation: "Set publicAccessPrevention to enforced.",
  url: "https://docs.cloud.google.com/storage/docs/public-access-prevention",
  scope: "resource",
  checks: {
    "gcp:storage/bucket:Bucket": ({ inputs }) =>
      inputs.publicAccessPrevention === "enforced"
        ? []
        : ["publicAccessPrevention is not enforced, and inherited is Cloud Storage's default"],
  },
});
