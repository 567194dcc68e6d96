import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { notebookKmsEncrypted } from "../../../policies/aws/notebook-kms-encrypted.js";
import { describeRule, expectVerdict } from "../support.js";

const NOTEBOOK = "aws:sagemaker/notebookInstance:NotebookInstance";
const DOMAIN = "aws:sagemaker/domain:Domain";

describeRule(notebookKmsEncrypted, NOTEBOOK, {
  compliant: { inputs: { kmsKeyId: "key" }, environment: "prod" },
  broken: {
    inputs: { instanceType: "ml.t3.medium" },
    environment: "prod",
    breaks: "no kmsKeyId: a key of AWS's encrypts its disk",
  },
  absent: { inputs: {}, environment: "prod", breaks: "no kmsKeyId: a key of AWS's encrypts its disk" },
  unknown: { inputs: { kmsKeyId: UNKNOWN }, environment: "prod", passes: true },
});

describeRule(notebookKmsEncrypted, DOMAIN, {
  compliant: { inputs: { kmsKeyId: "key" }, environment: "prod" },
  broken: {
    inputs: { authMode: "IAM" },
    environment: "prod",
    breaks: "no kmsKeyId: a key of AWS's encrypts home directories",
  },
  absent: { inputs: {}, environment: "prod", breaks: "no kmsKeyId: a key of AWS's encrypts home directories" },
  unknown: { inputs: { kmsKeyId: UNKNOWN }, environment: "prod", passes: true },
});

test.each([NOTEBOOK, DOMAIN])("%s takes AWS's keys outside prod", (type) =>
  expectVerdict(notebookKmsEncrypted, type, { inputs: {}, environment: "dev", silent: true }),
);
