import { nistAiRmf, owaspLlm } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { GPU_POOLS } from "./gpu-pools.js";

export const gpuPoolIdleFloor = rule({
  name: "azure-gpu-pool-idle-floor",
  description: "Outside prod a pool of GPU machines goes down to none.",
  cloud: "azure",
  environment: "dev",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MEASURE 2.12")],
  remediation: "Set the property to 0; a node pool of a fixed size takes enableAutoScaling: true with minCount: 0.",
  url: "https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-autoscale-overview",
  scope: "stack",
  checks: Object.fromEntries(
    Object.entries(GPU_POOLS).map(([type, poolsOf]) => [
      type,
      (resource: Resource, _: unknown, stack: StackView) =>
        ofEach(poolsOf(resource, stack), ({ minimum }) => {
          const { property, machines = 0 } = minimum();
          return machines === 0 ? [] : [`${property} is ${machines}`];
        }),
    ]),
  ),
});
