import { numberOf, objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { AUTO_SCALING_GROUP, COMPUTE_ENVIRONMENT, NODE_GROUP, startsAccelerators } from "./gpu-pools.js";

export const gpuPoolIdleFloorZero = rule({
  name: "aws-gpu-pool-idle-floor-zero",
  description: "Outside prod, a pool of machines with accelerators has none when nobody works.",
  cloud: "aws",
  environment: "dev",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 2.4")],
  remediation:
    "Set minSize, or minVcpus of AWS Batch, to 0, and start machines by a schedule or by the work that waits.",
  url: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
  scope: "stack",
  checks: {
    [AUTO_SCALING_GROUP]: function* (pool, _, stack) {
      if (!startsAccelerators(pool, stack)) return;
      yield* aboveZero("minSize", pool.inputs.minSize);
    },
    [NODE_GROUP]: function* (pool, _, stack) {
      if (!startsAccelerators(pool, stack)) return;
      yield* aboveZero("scalingConfig.minSize", objectOf(pool.inputs.scalingConfig).minSize);
    },
    [COMPUTE_ENVIRONMENT]: function* (pool, _, stack) {
      if (!startsAccelerators(pool, stack)) return;
      yield* aboveZero("computeResources.minVcpus", objectOf(pool.inputs.computeResources).minVcpus);
    },
  },
});

/** Left out, all three are 0. */
function aboveZero(path: string, value: unknown): readonly string[] {
  const floor = numberOf(value) ?? 0;
  return floor > 0 ? [`${path} is ${floor}`] : [];
}
