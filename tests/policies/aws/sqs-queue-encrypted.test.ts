import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { sqsQueueEncrypted } from "../../../policies/aws/sqs-queue-encrypted.js";
import { describeRule, expectVerdict } from "../support.js";

const QUEUE = "aws:sqs/queue:Queue";

describeRule(sqsQueueEncrypted, QUEUE, {
  compliant: { inputs: { sqsManagedSseEnabled: true } },
  broken: {
    inputs: { sqsManagedSseEnabled: false },
    breaks: "sqsManagedSseEnabled is false, and no kmsMasterKeyId stands in for it",
  },
  // SQS encrypts new queues by default.
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { sqsManagedSseEnabled: UNKNOWN }, undecided: "sqsManagedSseEnabled" },
});

test("a KMS key stands in for SQS's own", () =>
  expectVerdict(sqsQueueEncrypted, QUEUE, {
    inputs: { sqsManagedSseEnabled: false, kmsMasterKeyId: UNKNOWN },
    passes: true,
  }));
