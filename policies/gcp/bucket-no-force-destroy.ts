import { nistAiRmf } from "../control.js";
import { rule } from "../rule.js";

export const bucketNoForceDestroy = rule({
  name: "gcp-bucket-no-force-destroy",
  description: "In prod a bucket that holds objects refuses to be deleted.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [nistAiRmf("GOVERN 1.7")],
  remediation: "Set forceDestroy to false, or leave it out.",
  url: "https://www.pulumi.com/registry/packages/gcp/api-docs/storage/bucket/",
  scope: "resource",
  checks: {
    "gcp:storage/bucket:Bucket": ({ inputs, kept }) => {
      if (!kept) return undefined;
      return inputs.forceDestroy === true ? ["forceDestroy is true"] : [];
    },
  },
});
