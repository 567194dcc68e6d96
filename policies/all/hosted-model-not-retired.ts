import { nistAiRmf } from "../control.js";
import { rule } from "../rule.js";
import type { Settings } from "../settings.js";
import { checksOfModels, retirementDayOf } from "./models.js";

export const hostedModelNotRetired = rule({
  name: "all-hosted-model-not-retired",
  description: "A model that a cloud hosts is not past its retirement: requests to a retired one fail.",
  cloud: "all",
  severity: "high",
  level: "mandatory",
  controls: [nistAiRmf("MANAGE 3.2"), nistAiRmf("MANAGE 2.4"), nistAiRmf("GOVERN 6.1")],
  remediation: "Name the model that its host recommends instead, and test with it.",
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html",
  scope: "resource",
  checks: checksOfModels<Settings>(
    function* (model, _, today, { type }) {
      const retires = retirementDayOf(model, type);
      if (retires !== undefined && retires < today) yield `${model.at} is ${model.id}, which was retired on ${retires}`;
    },
    { hosted: true },
  ),
});
