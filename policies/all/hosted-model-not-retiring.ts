import * as z from "zod";
import { nistAiRmf } from "../control.js";
import { rule } from "../rule.js";
import { checksOfModels, retirementDayOf } from "./models.js";

const settings = z.object({
  warnDays: z
    .int()
    .min(1)
    .max(730)
    .default(90)
    .describe("Days before the retirement from which it warns. Default: 90."),
});

export const hostedModelNotRetiring = rule({
  name: "all-hosted-model-not-retiring",
  description: "A model that a cloud hosts is not about to be retired.",
  cloud: "all",
  severity: "medium",
  level: "advisory",
  controls: [nistAiRmf("MANAGE 3.2"), nistAiRmf("MANAGE 4.1"), nistAiRmf("GOVERN 6.1")],
  remediation: "Plan the move to the model that its host recommends instead, and test with it before that day.",
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html",
  settings,
  scope: "resource",
  checks: checksOfModels<z.output<typeof settings>>(
    function* (model, { warnDays }, today, { type }) {
      const retires = retirementDayOf(model, type);
      if (retires === undefined || retires < today) return;
      const days = (Date.parse(retires) - Date.parse(today)) / 86_400_000;
      if (days <= warnDays)
        yield `${model.at} is ${model.id}, which is retired on ${retires}, in ${days} ${days === 1 ? "day" : "days"}`;
    },
    { hosted: true },
  ),
});
