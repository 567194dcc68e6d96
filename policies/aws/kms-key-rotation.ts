import { nistAiRmf, securityHub } from "../control.js";
import { rule } from "../rule.js";

export const kmsKeyRotation = rule({
  name: "aws-kms-key-rotation",
  description: "A KMS key is rotated every year.",
  cloud: "aws",
  severity: "medium",
  level: "mandatory",
  controls: [securityHub("KMS.4"), nistAiRmf("MEASURE 2.7")],
  remediation: "Set enableKeyRotation to true.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
  scope: "resource",
  checks: {
    "aws:kms/key:Key": ({ inputs }) => {
      if (inputs.enableKeyRotation === true) return [];
      // KMS rotates neither asymmetric and HMAC keys nor those of a key store outside it.
      const { customerMasterKeySpec: spec = "SYMMETRIC_DEFAULT" } = inputs;
      if (spec !== "SYMMETRIC_DEFAULT" || "customKeyStoreId" in inputs) return [];
      return ["enableKeyRotation is not true, and false is the default"];
    },
  },
});
