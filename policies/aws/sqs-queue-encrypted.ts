import { fsbp, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const sqsQueueEncrypted = rule({
  name: "aws-sqs-queue-encrypted",
  description: "An SQS queue is encrypted: requests to a model wait in it.",
  cloud: "aws",
  severity: "medium",
  level: "mandatory",
  controls: [fsbp("SQS.1"), owaspLlm(2)],
  remediation: "Leave sqsManagedSseEnabled out, or set kmsMasterKeyId.",
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
  scope: "resource",
  checks: {
    "aws:sqs/queue:Queue": ({ inputs }) =>
      inputs.sqsManagedSseEnabled === false && !("kmsMasterKeyId" in inputs)
        ? ["sqsManagedSseEnabled is false, and no kmsMasterKeyId stands in for it"]
        : [],
  },
});
