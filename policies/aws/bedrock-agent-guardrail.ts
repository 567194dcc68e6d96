import { listOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";

export const bedrockAgentGuardrail = rule({
  name: "aws-bedrock-agent-guardrail",
  description: "A Bedrock agent has a guardrail, in prod one version of it that does not change.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(1), owaspLlm(6), nistAiRmf("MEASURE 2.7")],
  remediation: "Set guardrailConfigurations to the id of a Guardrail and the version of a GuardrailVersion.",
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-guardrail.html",
  scope: "resource",
  checks: {
    "aws:bedrock/agentAgent:AgentAgent": function* ({ inputs, environment }) {
      const guardrails = listOf(inputs.guardrailConfigurations);
      if (guardrails.length === 0) yield "no guardrailConfigurations";
      if (environment !== "prod") return;
      yield* ofEach(guardrails, ({ guardrailVersion }, index) =>
        guardrailVersion === "DRAFT"
          ? [`guardrailConfigurations[${index}].guardrailVersion is DRAFT, which changes with the guardrail`]
          : [],
      );
    },
  },
});
