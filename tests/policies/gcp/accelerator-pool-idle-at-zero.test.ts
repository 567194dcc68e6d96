import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { acceleratorPoolIdleAtZero } from "../../../policies/gcp/accelerator-pool-idle-at-zero.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
const NODE_POOL = "gcp:container/nodePool:NodePool";
const template = (inputs: object, type = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate"): Neighbour => ({
  type,
  name: "template",
  inputs: { ...inputs },
});
const autoscaler = (policy: unknown, type = "gcp:compute/regionAutoscaler:RegionAutoscaler"): Neighbour => ({
  type,
  name: "scaler",
  inputs: { autoscalingPolicy: policy },
  refers: { target: "it" },
});
const L4 = template({ machineType: "g2-standard-4" });
const refers = { versions: "template" };
const gpuNodes = { guestAccelerators: [{ type: "nvidia-l4", count: 1 }] };

describe.each([GROUP, "gcp:compute/instanceGroupManager:InstanceGroupManager"])("%s", (type) => {
  describeRule(acceleratorPoolIdleAtZero, type, {
    compliant: { inputs: { targetSize: 0 }, refers, around: [L4] },
    broken: {
      inputs: { targetSize: 2 },
      refers,
      around: [L4],
      breaks: "targetSize is 2, so machines with accelerators always run",
    },
    absent: { inputs: {}, refers, around: [L4], passes: true },
    unknown: { inputs: { targetSize: UNKNOWN }, refers, around: [L4], undecided: "targetSize" },
  });
});

describeRule(acceleratorPoolIdleAtZero, NODE_POOL, {
  compliant: { inputs: { nodeConfig: gpuNodes, autoscaling: { minNodeCount: 0, maxNodeCount: 4 } } },
  broken: {
    inputs: { nodeConfig: gpuNodes, autoscaling: { minNodeCount: 1, maxNodeCount: 4 } },
    breaks: "autoscaling.minNodeCount is 1, so machines with accelerators always run",
  },
  absent: {
    inputs: { nodeConfig: gpuNodes },
    breaks: "initialNodeCount is 1, so machines with accelerators always run",
  },
  unknown: { inputs: { nodeConfig: UNKNOWN }, undecided: "nodeConfig" },
});

describe(acceleratorPoolIdleAtZero.name, () => {
  test("an autoscaler says how many machines a group keeps", () =>
    expectVerdict(acceleratorPoolIdleAtZero, GROUP, {
      inputs: { targetSize: 0 },
      refers,
      around: [L4, autoscaler({ minReplicas: 1, maxReplicas: 4 })],
      breaks: "minReplicas of scaler is 1, so machines with accelerators always run",
    }));

  test("a group that its autoscaler shrinks may start with machines", () =>
    expectVerdict(acceleratorPoolIdleAtZero, GROUP, {
      inputs: { targetSize: 2 },
      refers,
      around: [L4, autoscaler({ minReplicas: 0, maxReplicas: 4 })],
      passes: true,
    }));

  test("an autoscaler that names no minimum goes to zero", () =>
    expectVerdict(acceleratorPoolIdleAtZero, GROUP, {
      inputs: {},
      refers,
      around: [L4, autoscaler({ maxReplicas: 4 })],
      passes: true,
    }));

  test("a zone's group has a zone's template and autoscaler", () =>
    expectVerdict(acceleratorPoolIdleAtZero, "gcp:compute/instanceGroupManager:InstanceGroupManager", {
      inputs: {},
      refers,
      around: [
        template({ machineType: "a2-highgpu-1g" }, "gcp:compute/instanceTemplate:InstanceTemplate"),
        autoscaler({ minReplicas: 2 }, "gcp:compute/autoscaler:Autoscaler"),
      ],
      breaks: "minReplicas of scaler is 2, so machines with accelerators always run",
    }));

  test("says when it does not know the autoscaler yet", () =>
    expectVerdict(acceleratorPoolIdleAtZero, GROUP, {
      inputs: {},
      refers,
      around: [L4, autoscaler(UNKNOWN)],
      undecided: "autoscalingPolicy",
    }));

  test.each(["ct6e-standard-4t", "tpu7x-standard-4t"])("machines of type %s have TPUs", (machineType) =>
    expectVerdict(acceleratorPoolIdleAtZero, GROUP, {
      inputs: { targetSize: 1 },
      refers,
      around: [template({ machineType })],
      breaks: "targetSize is 1, so machines with accelerators always run",
    }),
  );

  test.each(["e2-standard-4", "direct6e-standard-4"])(
    "machines of type %s, without accelerators, may be kept",
    (machineType) => {
      expectVerdict(acceleratorPoolIdleAtZero, GROUP, {
        inputs: { targetSize: 2 },
        refers,
        around: [template({ machineType })],
        passes: true,
      });
      expectVerdict(acceleratorPoolIdleAtZero, NODE_POOL, {
        inputs: { nodeConfig: { machineType }, nodeCount: 3 },
        passes: true,
      });
    },
  );

  test("a group with a template of another stack is not looked into", () =>
    expectVerdict(acceleratorPoolIdleAtZero, GROUP, { inputs: { targetSize: 2 }, passes: true }));

  test("prod may keep machines", () => {
    expectVerdict(acceleratorPoolIdleAtZero, GROUP, {
      environment: "prod",
      inputs: { targetSize: 2 },
      refers,
      around: [L4],
      silent: true,
    });
    expectVerdict(acceleratorPoolIdleAtZero, NODE_POOL, {
      environment: "prod",
      inputs: { nodeConfig: gpuNodes, nodeCount: 2 },
      silent: true,
    });
  });

  test("nodes may be counted in total", () =>
    expectVerdict(acceleratorPoolIdleAtZero, NODE_POOL, {
      inputs: { nodeConfig: gpuNodes, autoscaling: { totalMinNodeCount: 2, totalMaxNodeCount: 4 } },
      breaks: "autoscaling.totalMinNodeCount is 2, so machines with accelerators always run",
    }));

  test("a pool of nodes without autoscaling keeps its nodes", () => {
    expectVerdict(acceleratorPoolIdleAtZero, NODE_POOL, {
      inputs: { nodeConfig: gpuNodes, nodeCount: 3, initialNodeCount: 1 },
      breaks: "nodeCount is 3, so machines with accelerators always run",
    });
    expectVerdict(acceleratorPoolIdleAtZero, NODE_POOL, {
      inputs: { nodeConfig: gpuNodes, initialNodeCount: 2 },
      breaks: "initialNodeCount is 2, so machines with accelerators always run",
    });
  });

  test("a pool of no nodes keeps none", () =>
    expectVerdict(acceleratorPoolIdleAtZero, NODE_POOL, {
      inputs: { nodeConfig: gpuNodes, nodeCount: 0 },
      passes: true,
    }));

  test("autoscaling that names no minimum goes to zero", () =>
    expectVerdict(acceleratorPoolIdleAtZero, NODE_POOL, {
      inputs: { nodeConfig: gpuNodes, autoscaling: { maxNodeCount: 4 } },
      passes: true,
    }));
});
