import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bedrockKmsEncrypted } from "../../../policies/aws/bedrock-kms-encrypted.js";
import { describeRule, expectVerdict } from "../support.js";

const SOURCE = "aws:bedrock/agentDataSource:AgentDataSource";
const prod = { environment: "prod" } as const;
const SOURCE_BROKEN = "no serverSideEncryptionConfiguration.kmsKeyArn: a key of AWS's encrypts it";
const AGENT_BROKEN = "no customerEncryptionKeyArn: a key of AWS's encrypts it";

describeRule(bedrockKmsEncrypted, "aws:bedrock/agentAgent:AgentAgent", {
  compliant: { inputs: { customerEncryptionKeyArn: "key" }, ...prod },
  broken: { inputs: { agentName: "support" }, ...prod, breaks: AGENT_BROKEN },
  absent: { inputs: {}, ...prod, breaks: AGENT_BROKEN },
  unknown: { inputs: { customerEncryptionKeyArn: UNKNOWN }, ...prod, passes: true },
});

describeRule(bedrockKmsEncrypted, SOURCE, {
  compliant: { inputs: { serverSideEncryptionConfiguration: { kmsKeyArn: UNKNOWN } }, ...prod },
  broken: { inputs: { serverSideEncryptionConfiguration: {} }, ...prod, breaks: SOURCE_BROKEN },
  absent: { inputs: {}, ...prod, breaks: SOURCE_BROKEN },
  unknown: {
    inputs: { serverSideEncryptionConfiguration: UNKNOWN },
    ...prod,
    undecided: "serverSideEncryptionConfiguration",
  },
});

test.each([
  ["aws:bedrock/agentFlow:AgentFlow", "customerEncryptionKeyArn"],
  ["aws:bedrock/agentPrompt:AgentPrompt", "customerEncryptionKeyArn"],
  ["aws:bedrock/customModel:CustomModel", "customModelKmsKeyId"],
  ["aws:bedrock/evaluationJob:EvaluationJob", "customerEncryptionKeyId"],
  ["aws:bedrock/guardrail:Guardrail", "kmsKeyArn"],
])("%s is looked at", (type, input) =>
  expectVerdict(bedrockKmsEncrypted, type, {
    inputs: {},
    ...prod,
    breaks: `no ${input}: a key of AWS's encrypts it`,
  }),
);

test.each(["aws:bedrock/guardrail:Guardrail", SOURCE])("%s takes AWS's keys outside prod", (type) =>
  expectVerdict(bedrockKmsEncrypted, type, { inputs: {}, silent: true }),
);
