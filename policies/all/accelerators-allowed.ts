import * as z from "zod";
import { acceleratorAliases, accelerators, acceleratorsNamed } from "../../catalog/accelerators.js";
import { textOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { checksAt } from "../places.js";
import { rule, type Violations } from "../rule.js";
import { acceleratorOf, MACHINES } from "./accelerators.js";

const settings = z.object({
  accelerators: z
    .array(z.enum([...accelerators.map(({ name }) => name), ...Object.keys(acceleratorAliases)]))
    .optional()
    .describe("Accelerators as the settings of a stack name them, such as L4 or A100. Default: any."),
});

export const acceleratorsAllowed = rule({
  name: "all-accelerators-allowed",
  description: "Machines have only accelerators of the allow-list.",
  cloud: "all",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 1.3")],
  remediation: "Take a machine with an accelerator of the list, or have the accelerator added to accelerators.",
  url: "https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/",
  settings,
  scope: "resource",
  checks: checksAt<z.output<typeof settings>>(MACHINES, check, ({ accelerators }) => accelerators !== undefined),
});

function* check(value: unknown, at: string, { accelerators: allowed = [] }: z.output<typeof settings>): Violations {
  const machine = textOf(value) ?? "";
  const accelerator = acceleratorOf(machine);
  if (accelerator === undefined) return;
  if (accelerator.known === undefined) yield `${at} is ${machine}, with an accelerator that the catalog does not know`;
  else if (!allowed.flatMap(acceleratorsNamed).some(({ name }) => name === accelerator.known))
    yield `${at} is ${machine}, with ${accelerator.known}, which is not in accelerators`;
}
