import * as z from "zod";
import { STACK_TYPE } from "../../plan/urn.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import type { StackView } from "../resource.js";
import { rule } from "../rule.js";

export const monthlyCostWithinLimit = rule({
  name: "all-monthly-cost-within-limit",
  description: "A stack costs no more a month at full scale than the limit.",
  cloud: "all",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 1.3")],
  remediation: "Lower replicas.max or machines.max, take a smaller accelerator, or ask for a higher limit.",
  url: "https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/",
  settings: z.object({
    monthlyUsd: z.number().positive().optional().describe("US dollars a month at full scale. Default: no limit."),
  }),
  scope: "stack",
  checks: {
    [STACK_TYPE]: (_, { monthlyUsd }, stack) =>
      monthlyUsd === undefined ? undefined : passing(monthlyUsd, stack.fullCost()),
  },
});

function* passing(monthlyUsd: number, { usd, unpriced }: ReturnType<StackView["fullCost"]>): Generator<string> {
  const without =
    unpriced === 0 ? "" : `, without ${unpriced} ${unpriced === 1 ? "resource" : "resources"} of no known price`;
  if (usd > monthlyUsd) yield `full scale costs $${Math.ceil(usd)} a month${without}; the limit is $${monthlyUsd}`;
}
