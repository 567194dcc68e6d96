import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { machineNoIpForwarding } from "../../../policies/gcp/machine-no-ip-forwarding.js";
import { describeRule, expectVerdict } from "../support.js";

const TPU = "gcp:tpu/v2Vm:V2Vm";
const forwardingTpu = "canIpForward of a TPU's network is true";
const queued = (networkConfig: object) => ({ inputs: { tpu: { nodeSpecs: [{ node: { networkConfig } }] } } });

describe.each([
  "gcp:compute/instance:Instance",
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
])("%s", (type) => {
  describeRule(machineNoIpForwarding, type, {
    compliant: { inputs: { canIpForward: false } },
    broken: {
      inputs: { canIpForward: true, networkInterfaces: [{ nicType: "GVNIC" }] },
      breaks: "canIpForward is true",
    },
    absent: { inputs: {}, passes: true },
    unknown: { inputs: { canIpForward: UNKNOWN }, undecided: "canIpForward" },
  });
});

describeRule(machineNoIpForwarding, "gcp:workbench/instance:Instance", {
  compliant: { inputs: { gceSetup: { enableIpForwarding: false } } },
  broken: { inputs: { gceSetup: { enableIpForwarding: true } }, breaks: "gceSetup.enableIpForwarding is true" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { gceSetup: { enableIpForwarding: UNKNOWN } }, undecided: "gceSetup.enableIpForwarding" },
});

describeRule(machineNoIpForwarding, TPU, {
  compliant: { inputs: { networkConfigs: [{ canIpForward: false }] } },
  broken: { inputs: { networkConfigs: [{}, { canIpForward: true }] }, breaks: forwardingTpu },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { networkConfigs: [{ canIpForward: UNKNOWN }] }, undecided: "networkConfigs[0].canIpForward" },
});

describeRule(machineNoIpForwarding, "gcp:tpu/v2QueuedResource:V2QueuedResource", {
  compliant: queued({ canIpForward: false }),
  broken: { ...queued({ canIpForward: true }), breaks: forwardingTpu },
  absent: { inputs: {}, passes: true },
  unknown: {
    ...queued({ canIpForward: UNKNOWN }),
    undecided: "tpu.nodeSpecs[0].node.networkConfig.canIpForward",
  },
});

describe(machineNoIpForwarding.name, () => {
  test.each(["MRDMA", "IRDMA"])("a machine with a network card of kind %s may forward", (nicType) =>
    expectVerdict(machineNoIpForwarding, "gcp:compute/instance:Instance", {
      inputs: { canIpForward: true, networkInterfaces: [{ nicType: "GVNIC" }, { nicType }] },
      passes: true,
    }),
  );

  test("a TPU with one network that forwards is named", () =>
    expectVerdict(machineNoIpForwarding, TPU, {
      inputs: { networkConfig: { canIpForward: true } },
      breaks: forwardingTpu,
    }));
});
