import * as z from "zod";
import { owaspLlm } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";
import { groupSize, INSTANCE_GROUPS, NODE_POOL, nodePoolSize, type PoolSize } from "./accelerator-pool.js";
import { alike } from "./alike.js";

export const acceleratorPoolWithinLimit = rule({
  name: "gcp-accelerator-pool-within-limit",
  description: "A pool of machines with GPUs or TPUs grows to a limited number of machines.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10)],
  remediation: "Set a lower maxReplicas, targetSize or maxNodeCount, or raise the limit of this rule.",
  url: "https://docs.cloud.google.com/compute/docs/autoscaler",
  settings: z.object({
    machines: z
      .number()
      .int()
      .positive()
      .default(8)
      .describe("Most machines of one pool; of a GKE pool, those of a zone, unless it counts in total. Default: 8."),
  }),
  scope: "stack",
  checks: {
    ...alike(INSTANCE_GROUPS, (group: Resource, { machines }: { machines: number }, stack: StackView) =>
      above(machines, groupSize(group, stack)),
    ),
    [NODE_POOL]: ({ inputs }, { machines }) => above(machines, nodePoolSize(inputs)),
  },
});

function above(limit: number, pool: PoolSize | undefined): string[] {
  if (pool === undefined || pool.max <= limit) return [];
  return Number.isFinite(pool.max)
    ? [`${pool.maxBy} is ${pool.max} machines, the limit is ${limit}`]
    : [`${pool.maxBy} is not set, so nothing limits the pool`];
}
