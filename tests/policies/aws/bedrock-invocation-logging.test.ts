import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { bedrockInvocationLogging } from "../../../policies/aws/bedrock-invocation-logging.js";
import { describeRule, expectVerdict } from "../support.js";

const LOGGING = "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration";
const AGENT = "aws:bedrock/agentAgent:AgentAgent";
const prod = { environment: "prod" } as const;
const NOWHERE = "loggingConfig has neither cloudwatchConfig nor s3Config";

describeRule(bedrockInvocationLogging, LOGGING, {
  compliant: { inputs: { loggingConfig: { cloudwatchConfig: { logGroupName: "bedrock" } } }, ...prod },
  broken: {
    inputs: { loggingConfig: { s3Config: { bucketName: "logs" }, textDataDeliveryEnabled: false } },
    ...prod,
    breaks: "loggingConfig.textDataDeliveryEnabled is false",
  },
  absent: { inputs: {}, ...prod, breaks: NOWHERE },
  unknown: { inputs: { loggingConfig: UNKNOWN }, ...prod, undecided: "loggingConfig" },
});

describeRule(bedrockInvocationLogging, AGENT, {
  compliant: { inputs: {}, ...prod, around: [{ type: LOGGING, name: "logging" }] },
  broken: { inputs: {}, ...prod, breaks: "no InvocationLoggingConfiguration in this stack logs what it does" },
  absent: { inputs: {}, ...prod, breaks: "no InvocationLoggingConfiguration in this stack logs what it does" },
  unknown: {
    inputs: {},
    ...prod,
    around: [{ type: LOGGING, name: "logging", inputs: { loggingConfig: UNKNOWN } }],
    passes: true,
  },
});

describe("outside prod nothing has to be logged", () => {
  test.each([LOGGING, AGENT])("by %s", (type) =>
    expectVerdict(bedrockInvocationLogging, type, { inputs: {}, silent: true }),
  );
});
