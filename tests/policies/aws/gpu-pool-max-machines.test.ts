import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { gpuPoolMaxMachines } from "../../../policies/aws/gpu-pool-max-machines.js";
import { describeRule, expectVerdict } from "../support.js";

const GROUP = "aws:autoscaling/group:Group";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const gpus = { mixedInstancesPolicy: { launchTemplate: { overrides: [{ instanceType: "g6.xlarge" }] } } };

describeRule(gpuPoolMaxMachines, GROUP, {
  compliant: { inputs: { ...gpus, maxSize: 16 } },
  broken: { inputs: { ...gpus, maxSize: 17 }, breaks: "maxSize is 17, and 16 is the limit" },
  absent: { inputs: gpus, breaks: "maxSize is left out" },
  unknown: { inputs: { ...gpus, maxSize: UNKNOWN }, undecided: "maxSize" },
});

describeRule(gpuPoolMaxMachines, NODES, {
  compliant: { inputs: { instanceTypes: ["g6.xlarge"], scalingConfig: { maxSize: 16 } } },
  broken: {
    inputs: { instanceTypes: ["g6.xlarge"], scalingConfig: { maxSize: 100 } },
    breaks: "scalingConfig.maxSize is 100, and 16 is the limit",
  },
  absent: { inputs: { instanceTypes: ["g6.xlarge"] }, breaks: "scalingConfig.maxSize is left out" },
  unknown: { inputs: { instanceTypes: ["g6.xlarge"], scalingConfig: UNKNOWN }, undecided: "scalingConfig" },
});

test("the limit can be set", () =>
  expectVerdict(gpuPoolMaxMachines, GROUP, {
    inputs: { ...gpus, maxSize: 5 },
    settings: { machines: 4 },
    breaks: "maxSize is 5, and 4 is the limit",
  }));

test.each([
  [GROUP, { maxSize: 100 }],
  [NODES, { instanceTypes: ["m7i.xlarge"], scalingConfig: { maxSize: 100 } }],
])("%s without accelerators has no limit", (type, inputs) =>
  expectVerdict(gpuPoolMaxMachines, type, { inputs, passes: true }),
);
