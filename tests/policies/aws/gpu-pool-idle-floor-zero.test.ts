import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { gpuPoolIdleFloorZero } from "../../../policies/aws/gpu-pool-idle-floor-zero.js";
import { describeRule, expectVerdict, type Neighbour } from "../support.js";

const GROUP = "aws:autoscaling/group:Group";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const BATCH = "aws:batch/computeEnvironment:ComputeEnvironment";

const overriding = (...overrides: readonly object[]) => ({
  mixedInstancesPolicy: { launchTemplate: { overrides } },
});
const gpus = overriding({ instanceType: "g6.xlarge" });

describeRule(gpuPoolIdleFloorZero, GROUP, {
  compliant: { inputs: { ...gpus, minSize: 0 } },
  broken: { inputs: { ...gpus, minSize: 1 }, breaks: "minSize is 1" },
  absent: { inputs: gpus, passes: true },
  unknown: { inputs: { ...gpus, minSize: UNKNOWN }, undecided: "minSize" },
});

describeRule(gpuPoolIdleFloorZero, NODES, {
  compliant: { inputs: { instanceTypes: ["p5.48xlarge"], scalingConfig: { minSize: 0, maxSize: 4 } } },
  broken: {
    inputs: { instanceTypes: ["p5.48xlarge"], scalingConfig: { minSize: 2, maxSize: 4 } },
    breaks: "scalingConfig.minSize is 2",
  },
  absent: { inputs: { scalingConfig: { minSize: 2 } }, passes: true },
  unknown: { inputs: { instanceTypes: UNKNOWN, scalingConfig: { minSize: 2 } }, undecided: "instanceTypes" },
});

describeRule(gpuPoolIdleFloorZero, BATCH, {
  compliant: { inputs: { computeResources: { instanceTypes: ["g5"], minVcpus: 0 } } },
  broken: {
    inputs: { computeResources: { instanceTypes: ["c5", "g5"], minVcpus: 8 } },
    breaks: "computeResources.minVcpus is 8",
  },
  absent: { inputs: { computeResources: { instanceTypes: ["g5"] } }, passes: true },
  unknown: { inputs: { computeResources: UNKNOWN }, undecided: "computeResources" },
});

test.each([
  [GROUP, { ...gpus, minSize: 1 }],
  [NODES, { instanceTypes: ["p5.48xlarge"], scalingConfig: { minSize: 1 } }],
  [BATCH, { computeResources: { instanceTypes: ["g5"], minVcpus: 8 } }],
])("%s may keep machines in prod", (type, inputs) =>
  expectVerdict(gpuPoolIdleFloorZero, type, { inputs, environment: "prod", silent: true }),
);

test.each([
  [NODES, { instanceTypes: ["m7i.xlarge"], scalingConfig: { minSize: 1 } }],
  [BATCH, { computeResources: { instanceTypes: ["optimal"], minVcpus: 8 } }],
  [BATCH, { computeResources: { type: "FARGATE", minVcpus: 8 } }],
])("%s without accelerators may keep machines", (type, inputs) =>
  expectVerdict(gpuPoolIdleFloorZero, type, { inputs, passes: true }),
);

describe("what a group starts", () => {
  const template = (inputs: object): Neighbour => ({
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    name: "template",
    inputs: { ...inputs },
  });
  const byTemplate = { inputs: { minSize: 1 }, refers: { launchTemplate: "template" } };

  test("is in its launch template", () =>
    expectVerdict(gpuPoolIdleFloorZero, GROUP, {
      ...byTemplate,
      around: [template({ instanceType: "trn1.32xlarge" })],
      breaks: "minSize is 1",
    }));

  test("is in the template of its mixed instances policy", () =>
    expectVerdict(gpuPoolIdleFloorZero, GROUP, {
      inputs: { minSize: 1, mixedInstancesPolicy: { launchTemplate: {} } },
      refers: { mixedInstancesPolicy: "template" },
      around: [template({ instanceType: "inf2.xlarge" })],
      breaks: "minSize is 1",
    }));

  test("is in its launch configuration", () =>
    expectVerdict(gpuPoolIdleFloorZero, GROUP, {
      inputs: { minSize: 1 },
      refers: { launchConfiguration: "old" },
      around: [
        {
          type: "aws:ec2/launchConfiguration:LaunchConfiguration",
          name: "old",
          inputs: { instanceType: "g4dn.xlarge" },
        },
      ],
      breaks: "minSize is 1",
    }));

  test("is what it overrides its template with", () =>
    expectVerdict(gpuPoolIdleFloorZero, GROUP, {
      inputs: { minSize: 1, ...overriding({ instanceType: "c7i.large" }) },
      refers: { mixedInstancesPolicy: "template" },
      around: [template({ instanceType: "g6.xlarge" })],
      passes: true,
    }));

  test("is what its template says where it overrides something else", () =>
    expectVerdict(gpuPoolIdleFloorZero, GROUP, {
      inputs: { minSize: 1, ...overriding({ weightedCapacity: "2" }) },
      refers: { mixedInstancesPolicy: "template" },
      around: [template({ instanceType: "g6.xlarge" })],
      breaks: "minSize is 1",
    }));

  test("may be asked for by its accelerators", () =>
    expectVerdict(gpuPoolIdleFloorZero, GROUP, {
      inputs: { minSize: 1, ...overriding({ instanceRequirements: { acceleratorManufacturers: ["nvidia"] } }) },
      breaks: "minSize is 1",
    }));

  test("may be asked for by having none", () =>
    expectVerdict(gpuPoolIdleFloorZero, GROUP, {
      inputs: {
        minSize: 1,
        ...overriding({ instanceRequirements: { acceleratorCount: { max: 0 }, vcpuCount: { min: 4 } } }),
      },
      refers: { mixedInstancesPolicy: "template" },
      around: [template({ instanceType: "g6.xlarge" })],
      passes: true,
    }));

  test("is unknown without a template in the stack, and nothing is said of it", () =>
    expectVerdict(gpuPoolIdleFloorZero, GROUP, {
      inputs: { minSize: 1, launchTemplate: { id: "lt-1" } },
      passes: true,
    }));

  test("is not decided while the type in its template is unknown", () =>
    expectVerdict(gpuPoolIdleFloorZero, GROUP, {
      ...byTemplate,
      around: [template({ instanceType: UNKNOWN })],
      undecided: "instanceType",
    }));
});

test("a node group takes its types from its launch template", () =>
  expectVerdict(gpuPoolIdleFloorZero, NODES, {
    inputs: { scalingConfig: { minSize: 1 } },
    refers: { launchTemplate: "template" },
    around: [
      { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "template", inputs: { instanceType: "g6.xlarge" } },
    ],
    breaks: "scalingConfig.minSize is 1",
  }));
