import * as z from "zod";
import { azurePolicy, nistAiRmf, orgPolicy, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { checksOfModels } from "./models.js";

const settings = z.object({
  models: z
    .array(z.string().min(1))
    .optional()
    .describe("Ids of models, * for any text: Qwen/*, anthropic.claude-*, gpt-5*. Default: any model."),
});

export const modelsAllowed = rule({
  name: "all-models-allowed",
  description: "Only models of the allow-list are served or called.",
  cloud: "all",
  severity: "medium",
  level: "mandatory",
  controls: [
    owaspLlm(3),
    orgPolicy("vertexai.allowedModels"),
    azurePolicy("aafe3651-cb78-4f68-9f81-e7e41509110f"),
    nistAiRmf("MANAGE 3.2"),
  ],
  remediation: "Take a model of the list, or have its id added to models.",
  url: "https://genai.owasp.org/llmrisk/llm032025-supply-chain/",
  settings,
  scope: "resource",
  checks: checksOfModels<z.output<typeof settings>>(
    function* ({ id, at }, { models = [] }) {
      if (!models.some((pattern) => matches(pattern, id))) yield `${at} is ${id}, which is not in models`;
    },
    { when: ({ models }) => models !== undefined },
  ),
});

/** Whether an id fits a pattern. Hugging Face and the clouds tell capitals and small letters not apart. */
function matches(pattern: string, id: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(id);
}
