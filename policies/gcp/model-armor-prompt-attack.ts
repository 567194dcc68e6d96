import { objectOf } from "../../plan/inputs.js";
import { owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { alike } from "./alike.js";

export const modelArmorPromptAttack = rule({
  name: "gcp-model-armor-prompt-attack",
  description: "Model Armor looks for prompt injection and jailbreaks.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(1)],
  remediation: "Set filterConfig.piAndJailbreakFilterSettings.filterEnforcement to ENABLED.",
  url: "https://docs.cloud.google.com/model-armor/manage-templates",
  scope: "resource",
  checks: alike(
    ["gcp:modelarmor/template:Template", "gcp:modelarmor/floorsetting:Floorsetting"],
    ({ inputs }: Resource) =>
      objectOf(objectOf(inputs.filterConfig).piAndJailbreakFilterSettings).filterEnforcement === "ENABLED"
        ? []
        : ["filterConfig.piAndJailbreakFilterSettings.filterEnforcement is not ENABLED, and off is the default"],
  ),
});
