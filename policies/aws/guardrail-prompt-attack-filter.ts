import { listOf, objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const guardrailPromptAttackFilter = rule({
  name: "aws-guardrail-prompt-attack-filter",
  description: "A Bedrock guardrail blocks prompt attacks at high strength.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(1), owaspLlm(7), nistAiRmf("MEASURE 2.7")],
  remediation:
    "Add to contentPolicyConfig.filtersConfigs one of type PROMPT_ATTACK with inputStrength HIGH and outputStrength NONE.",
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-prompt-attack.html",
  scope: "resource",
  checks: {
    "aws:bedrock/guardrail:Guardrail": function* ({ inputs }) {
      const filters = listOf(objectOf(inputs.contentPolicyConfig).filtersConfigs);
      const filter = filters.find(({ type }) => type === "PROMPT_ATTACK");
      if (filter === undefined) yield "no filter is of type PROMPT_ATTACK";
      else if (filter.inputStrength !== "HIGH") yield "inputStrength of its filter PROMPT_ATTACK is not HIGH";
      else if (filter.inputEnabled === false || filter.inputAction === "NONE")
        yield "its filter PROMPT_ATTACK only looks: inputEnabled is false, or inputAction NONE";
    },
  },
});
