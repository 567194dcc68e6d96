import * as z from "zod";
import { numberOf, objectOf, textOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const modelDeploymentCapacityLimited = rule({
  name: "azure-model-deployment-capacity-limited",
  description:
    "A deployment of a hosted model states its capacity, which is the most that it can cost, within the limit.",
  cloud: "azure",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 1.3")],
  remediation: "Set sku.capacity: thousands of tokens a minute, or throughput units of a provisioned deployment.",
  url: "https://learn.microsoft.com/azure/foundry/openai/how-to/quota",
  settings: z.object({
    thousandTokens: z
      .int()
      .positive()
      .optional()
      .describe("Thousands of tokens a minute of a deployment that is paid by the token. Default: no limit."),
    throughputUnits: z
      .int()
      .positive()
      .optional()
      .describe("Throughput units of a provisioned deployment. Default: no limit."),
  }),
  scope: "resource",
  checks: {
    "azure-native:cognitiveservices:Deployment": ({ inputs }, { thousandTokens, throughputUnits }) => {
      const { name, capacity } = objectOf(inputs.sku);
      const stated = numberOf(capacity);
      if (stated === undefined) return ["sku.capacity is left out"];
      const limit = /provisioned/i.test(textOf(name) ?? "") ? throughputUnits : thousandTokens;
      return limit === undefined || stated <= limit ? [] : [`sku.capacity is ${stated}, the limit is ${limit}`];
    },
  },
});
