import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const bedrockInvocationLogging = rule({
  name: "aws-bedrock-invocation-logging",
  description: "What models on Bedrock are asked and answer is logged, in prod.",
  cloud: "aws",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [nistAiRmf("MEASURE 2.4"), nistAiRmf("MANAGE 4.1"), owaspLlm(10)],
  remediation:
    "Add one InvocationLoggingConfiguration an account and region, with cloudwatchConfig or s3Config; where another " +
    "stack has it, exempt the agent.",
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html",
  scope: "stack",
  checks: {
    "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration": function* ({ inputs }) {
      const logging = objectOf(inputs.loggingConfig);
      if (!("cloudwatchConfig" in logging || "s3Config" in logging))
        yield "loggingConfig has neither cloudwatchConfig nor s3Config";
      if (logging.textDataDeliveryEnabled === false) yield "loggingConfig.textDataDeliveryEnabled is false";
    },
    "aws:bedrock/agentAgent:AgentAgent": function* (_agent, _settings, stack) {
      const configurations = stack.all(
        "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
      );
      if (configurations.length === 0) yield "no InvocationLoggingConfiguration in this stack logs what it does";
    },
  },
});
