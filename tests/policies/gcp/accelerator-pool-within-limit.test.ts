import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { acceleratorPoolWithinLimit } from "../../../policies/gcp/accelerator-pool-within-limit.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
const NODE_POOL = "gcp:container/nodePool:NodePool";
const L4: Neighbour = {
  type: "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  name: "template",
  inputs: { machineType: "g2-standard-4" },
};
const autoscaler = (autoscalingPolicy: object): Neighbour => ({
  type: "gcp:compute/regionAutoscaler:RegionAutoscaler",
  name: "scaler",
  inputs: { autoscalingPolicy },
  refers: { target: "it" },
});
const refers = { versions: "template" };
const nodeConfig = { machineType: "a2-highgpu-1g" };

describe.each([GROUP, "gcp:compute/instanceGroupManager:InstanceGroupManager"])("%s", (type) => {
  describeRule(acceleratorPoolWithinLimit, type, {
    compliant: { inputs: { targetSize: 8 }, refers, around: [L4] },
    broken: {
      inputs: { targetSize: 9 },
      refers,
      around: [L4],
      breaks: "targetSize is 9 machines, the limit is 8",
    },
    absent: { inputs: {}, refers, around: [L4], passes: true },
    unknown: { inputs: { targetSize: UNKNOWN }, refers, around: [L4], undecided: "targetSize" },
  });
});

describeRule(acceleratorPoolWithinLimit, NODE_POOL, {
  compliant: { inputs: { nodeConfig, autoscaling: { maxNodeCount: 8 } } },
  broken: {
    inputs: { nodeConfig, autoscaling: { maxNodeCount: 9 } },
    breaks: "autoscaling.maxNodeCount is 9 machines, the limit is 8",
  },
  absent: {
    inputs: { nodeConfig, autoscaling: {} },
    breaks: "autoscaling.maxNodeCount is not set, so nothing limits the pool",
  },
  unknown: { inputs: { nodeConfig, autoscaling: UNKNOWN }, undecided: "autoscaling" },
});

describe(acceleratorPoolWithinLimit.name, () => {
  test("an autoscaler says how far a group grows", () =>
    expectVerdict(acceleratorPoolWithinLimit, GROUP, {
      inputs: {},
      refers,
      around: [L4, autoscaler({ minReplicas: 0, maxReplicas: 9 })],
      breaks: "maxReplicas of scaler is 9 machines, the limit is 8",
    }));

  test("an autoscaler without a maximum limits nothing", () =>
    expectVerdict(acceleratorPoolWithinLimit, GROUP, {
      inputs: {},
      refers,
      around: [L4, autoscaler({ minReplicas: 0 })],
      breaks: "maxReplicas of scaler is not set, so nothing limits the pool",
    }));

  test("the limit can be set", () => {
    const settings = { machines: 2 };
    expectVerdict(acceleratorPoolWithinLimit, GROUP, {
      inputs: { targetSize: 3 },
      refers,
      around: [L4],
      settings,
      breaks: "targetSize is 3 machines, the limit is 2",
    });
    expectVerdict(acceleratorPoolWithinLimit, NODE_POOL, {
      inputs: { nodeConfig, autoscaling: { totalMaxNodeCount: 3 } },
      settings,
      breaks: "autoscaling.totalMaxNodeCount is 3 machines, the limit is 2",
    });
  });

  test("a group without accelerators may be larger", () =>
    expectVerdict(acceleratorPoolWithinLimit, GROUP, { inputs: { targetSize: 50 }, passes: true }));
});
