import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { machineNoDefaultNetwork } from "../../../policies/gcp/machine-no-default-network.js";
import { describeRule, expectVerdict } from "../support.js";

const INSTANCE = "gcp:compute/instance:Instance";
const inDefault = "networkInterfaces[0] is in the default network";
const tpuInDefault = "a TPU is in the default network";
const queued = (networkConfig: object) => ({ inputs: { tpu: { nodeSpecs: [{ node: { networkConfig } }] } } });

describe.each([
  INSTANCE,
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
])("%s", (type) => {
  describeRule(machineNoDefaultNetwork, type, {
    compliant: { inputs: { networkInterfaces: [{ network: "training" }] } },
    broken: { inputs: { networkInterfaces: [{ network: "projects/p/global/networks/default" }] }, breaks: inDefault },
    absent: { inputs: {}, breaks: inDefault },
    unknown: { inputs: { networkInterfaces: [{ network: UNKNOWN }] }, undecided: "networkInterfaces[0].network" },
  });
});

describe.each([
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
])("%s", (type) => {
  describeRule(machineNoDefaultNetwork, type, {
    compliant: { inputs: { networkInterfaces: [{ network: "training" }] } },
    broken: { inputs: { networkInterfaces: [{ network: "default" }] }, breaks: inDefault },
    absent: { inputs: {}, passes: true },
    unknown: { inputs: { networkInterfaces: UNKNOWN }, undecided: "networkInterfaces" },
  });
});

describeRule(machineNoDefaultNetwork, "gcp:workbench/instance:Instance", {
  compliant: { inputs: { gceSetup: { networkInterfaces: [{ network: "default", subnet: "training" }] } } },
  broken: {
    inputs: { gceSetup: { networkInterfaces: [{ network: "default" }] } },
    breaks: `gceSetup.${inDefault}`,
  },
  absent: { inputs: {}, breaks: `gceSetup.${inDefault}` },
  unknown: {
    inputs: { gceSetup: { networkInterfaces: [{ network: UNKNOWN }] } },
    undecided: "gceSetup.networkInterfaces[0].network",
  },
});

describeRule(machineNoDefaultNetwork, "gcp:tpu/v2Vm:V2Vm", {
  compliant: { inputs: { networkConfig: { network: "training" } } },
  broken: { inputs: { networkConfigs: [{ network: "training" }, { network: "default" }] }, breaks: tpuInDefault },
  absent: { inputs: {}, breaks: tpuInDefault },
  unknown: { inputs: { networkConfig: { network: UNKNOWN } }, undecided: "networkConfig.network" },
});

describeRule(machineNoDefaultNetwork, "gcp:tpu/v2QueuedResource:V2QueuedResource", {
  compliant: queued({ subnetwork: "training" }),
  broken: { ...queued({}), breaks: tpuInDefault },
  absent: { inputs: {}, passes: true },
  unknown: { ...queued({ network: UNKNOWN }), undecided: "tpu.nodeSpecs[0].node.networkConfig.network" },
});

describe(machineNoDefaultNetwork.name, () => {
  test.each(["subnetwork", "subnet", "networkAttachment"])("a %s that is not known yet says which network", (key) =>
    expectVerdict(machineNoDefaultNetwork, INSTANCE, {
      inputs: { networkInterfaces: [{ [key]: UNKNOWN, network: UNKNOWN }] },
      passes: true,
    }),
  );

  test("names each interface that is in it", () =>
    expectVerdict(machineNoDefaultNetwork, INSTANCE, {
      inputs: { networkInterfaces: [{ subnetwork: "training" }, {}, { network: "default" }] },
      breaks: ["networkInterfaces[1] is in the default network", "networkInterfaces[2] is in the default network"],
    }));
});
