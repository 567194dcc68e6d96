import * as z from "zod";
import { nistAiRmf, owaspLlm } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule, type SettingsOf } from "../rule.js";
import { ofEach } from "../undecided.js";
import { GPU_POOLS } from "./gpu-pools.js";

const settings = { machines: z.int().positive().default(8).describe("Most machines of a pool. Default: 8.") };

export const gpuPoolMaximum = rule({
  name: "azure-gpu-pool-maximum",
  description: "A pool of GPU machines has a maximum, within the limit.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 1.3")],
  remediation: "Set the property to what the budget allows, or the limit to what this pool needs.",
  url: "https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-autoscale-overview",
  settings: z.object(settings),
  scope: "stack",
  checks: Object.fromEntries(
    Object.entries(GPU_POOLS).map(([type, poolsOf]) => [
      type,
      (resource: Resource, { machines: limit }: SettingsOf<typeof settings>, stack: StackView) =>
        ofEach(poolsOf(resource, stack), ({ maximum }) => {
          const { property, machines } = maximum();
          if (machines === undefined) return [`${property} is left out`];
          return machines <= limit ? [] : [`${property} is ${machines}, the limit is ${limit}`];
        }),
    ]),
  ),
});
