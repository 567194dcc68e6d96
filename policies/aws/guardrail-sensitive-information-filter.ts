import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const guardrailSensitiveInformationFilter = rule({
  name: "aws-guardrail-sensitive-information-filter",
  description: "A Bedrock guardrail blocks or masks sensitive information.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(2), nistAiRmf("MEASURE 2.10")],
  remediation:
    "Add to sensitiveInformationPolicyConfig piiEntitiesConfigs or regexesConfigs with the action BLOCK or ANONYMIZE.",
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-sensitive-filters.html",
  scope: "resource",
  checks: {
    "aws:bedrock/guardrail:Guardrail": function* ({ inputs }) {
      const { piiEntitiesConfigs, regexesConfigs } = objectOf(inputs.sensitiveInformationPolicyConfig);
      const filters = [...listOf(piiEntitiesConfigs), ...listOf(regexesConfigs)];
      if (filters.length === 0) yield "no filter of sensitive information";
      else if (!filters.some(acts)) yield "its filters of sensitive information only look: their action is NONE";
    },
  },
});

/** Without a word on it, a filter looks at both ways and does the same on both. */
function acts({ action, inputAction = action, inputEnabled, outputAction = action, outputEnabled }: Inputs): boolean {
  return (inputEnabled !== false && inputAction !== "NONE") || (outputEnabled !== false && outputAction !== "NONE");
}
