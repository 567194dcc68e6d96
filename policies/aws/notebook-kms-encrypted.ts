import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const notebookKmsEncrypted = rule({
  name: "aws-notebook-kms-encrypted",
  description: "In prod, disks of notebooks and home directories of Studio are encrypted by a key of the account.",
  cloud: "aws",
  environment: "prod",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(2), nistAiRmf("MEASURE 2.10")],
  remediation: "Set kmsKeyId to a KMS key of the account.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
  scope: "resource",
  checks: {
    "aws:sagemaker/notebookInstance:NotebookInstance": ({ inputs }) =>
      "kmsKeyId" in inputs ? [] : ["no kmsKeyId: a key of AWS's encrypts its disk"],
    "aws:sagemaker/domain:Domain": ({ inputs }) =>
      "kmsKeyId" in inputs ? [] : ["no kmsKeyId: a key of AWS's encrypts home directories"],
  },
});
