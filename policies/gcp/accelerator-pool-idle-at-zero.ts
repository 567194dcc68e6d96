import { owaspLlm } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";
import { groupSize, INSTANCE_GROUPS, NODE_POOL, nodePoolSize, type PoolSize } from "./accelerator-pool.js";
import { alike } from "./alike.js";

export const acceleratorPoolIdleAtZero = rule({
  name: "gcp-accelerator-pool-idle-at-zero",
  description: "Outside prod a pool of machines with GPUs or TPUs keeps no machine when there is no work.",
  cloud: "gcp",
  environment: "dev",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10)],
  remediation: "Set targetSize or minReplicas to 0, or for GKE autoscaling with minNodeCount 0.",
  url: "https://docs.cloud.google.com/compute/docs/autoscaler",
  scope: "stack",
  checks: {
    ...alike(INSTANCE_GROUPS, (group: Resource, _: object, stack: StackView) => idling(groupSize(group, stack))),
    [NODE_POOL]: ({ inputs }) => idling(nodePoolSize(inputs)),
  },
});

function idling(pool: PoolSize | undefined): string[] {
  return pool !== undefined && pool.min > 0
    ? [`${pool.minBy} is ${pool.min}, so machines with accelerators always run`]
    : [];
}
