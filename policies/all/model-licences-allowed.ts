import * as z from "zod";
import { models } from "../../catalog/models.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { checksOfModels } from "./models.js";

/** Licences of the catalog that let a business use the model; some of them with conditions, such as a number of users. */
const COMMERCIAL = [
  "Apache-2.0",
  "MIT",
  "Modified MIT",
  "Gemma",
  "Llama 3.1 Community",
  "Llama 3.2 Community",
  "Llama 3.3 Community",
  "Qwen License",
];

const settings = z.object({
  licences: z
    .array(z.string().min(1))
    .optional()
    .describe(`Licences as the catalog names them. Default: those for commercial use, ${COMMERCIAL.join(", ")}.`),
});

export const modelLicencesAllowed = rule({
  name: "all-model-licences-allowed",
  description: "Open-weights models have a licence of the allow-list.",
  cloud: "all",
  severity: "medium",
  level: "advisory",
  controls: [nistAiRmf("MAP 4.1"), owaspLlm(3)],
  remediation: "Take a model with a licence of the list, or have the licence read and added to licences.",
  url: "https://genai.owasp.org/llmrisk/llm032025-supply-chain/",
  settings,
  scope: "resource",
  checks: checksOfModels<z.output<typeof settings>>(function* ({ id, at }, { licences }) {
    const licence = models.find((model) => model.id.toLowerCase() === id.toLowerCase())?.licence;
    if (licence === undefined) {
      if (licences !== undefined && id.includes("/")) yield `${at} is ${id}, whose licence is not known`;
    } else if (!(licences ?? COMMERCIAL).includes(licence)) yield `${at} is ${id}, whose licence is ${licence}`;
  }),
});
