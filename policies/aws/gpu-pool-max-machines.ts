import * as z from "zod";
import { numberOf, objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { AUTO_SCALING_GROUP, NODE_GROUP, startsAccelerators } from "./gpu-pools.js";

export const gpuPoolMaxMachines = rule({
  name: "aws-gpu-pool-max-machines",
  description: "A pool of machines with accelerators grows no further than the limit.",
  cloud: "aws",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 1.3")],
  remediation: "Lower maxSize, or ask for a higher limit of machines.",
  url: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
  settings: z.object({
    machines: z.number().int().positive().default(16).describe("Most machines of a pool. Default: 16."),
  }),
  scope: "stack",
  checks: {
    [AUTO_SCALING_GROUP]: function* (pool, { machines }, stack) {
      if (startsAccelerators(pool, stack)) yield* aboveLimit("maxSize", pool.inputs.maxSize, machines);
    },
    [NODE_GROUP]: function* (pool, { machines }, stack) {
      if (startsAccelerators(pool, stack))
        yield* aboveLimit("scalingConfig.maxSize", objectOf(pool.inputs.scalingConfig).maxSize, machines);
    },
  },
});

function aboveLimit(path: string, value: unknown, machines: number): readonly string[] {
  const max = numberOf(value);
  if (max === undefined) return [`${path} is left out`];
  return max > machines ? [`${path} is ${max}, and ${machines} is the limit`] : [];
}
