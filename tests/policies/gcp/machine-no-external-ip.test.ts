import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { machineNoExternalIp } from "../../../policies/gcp/machine-no-external-ip.js";
import { describeRule, expectVerdict } from "../support.js";

const INSTANCE = "gcp:compute/instance:Instance";
const TPU = "gcp:tpu/v2Vm:V2Vm";
const openTpu = "enableExternalIps of a TPU's network is not false";
const queued = (...networkConfigs: object[]) => ({
  inputs: { tpu: { nodeSpecs: networkConfigs.map((networkConfig) => ({ node: { networkConfig } })) } },
});

describe.each([
  INSTANCE,
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
])("%s", (type) => {
  describeRule(machineNoExternalIp, type, {
    compliant: { inputs: { networkInterfaces: [{ accessConfigs: [], ipv6AccessConfigs: [] }] } },
    broken: {
      inputs: { networkInterfaces: [{}, { accessConfigs: [{}] }] },
      breaks: "networkInterfaces[1].accessConfigs gives it an external address",
    },
    absent: { inputs: {}, passes: true },
    unknown: {
      inputs: { networkInterfaces: [{ accessConfigs: UNKNOWN }] },
      undecided: "networkInterfaces[0].accessConfigs",
    },
  });
});

describeRule(machineNoExternalIp, TPU, {
  compliant: { inputs: { networkConfig: { enableExternalIps: false } } },
  broken: { inputs: { networkConfig: { enableExternalIps: true } }, breaks: openTpu },
  absent: { inputs: {}, breaks: openTpu },
  unknown: { inputs: { networkConfig: { enableExternalIps: UNKNOWN } }, undecided: "networkConfig.enableExternalIps" },
});

describeRule(machineNoExternalIp, "gcp:tpu/v2QueuedResource:V2QueuedResource", {
  compliant: queued({ enableExternalIps: false }, { enableExternalIps: false }),
  broken: { ...queued({ enableExternalIps: false }, { enableExternalIps: true }), breaks: openTpu },
  absent: { inputs: {}, passes: true },
  unknown: {
    ...queued({ enableExternalIps: UNKNOWN }),
    undecided: "tpu.nodeSpecs[0].node.networkConfig.enableExternalIps",
  },
});

describe(machineNoExternalIp.name, () => {
  test("an external address of IPv6 is one, too", () =>
    expectVerdict(machineNoExternalIp, INSTANCE, {
      inputs: { networkInterfaces: [{ ipv6AccessConfigs: [{ networkTier: "PREMIUM" }] }] },
      breaks: "networkInterfaces[0].ipv6AccessConfigs gives it an external address",
    }));

  test("each network of a TPU counts", () =>
    expectVerdict(machineNoExternalIp, TPU, {
      inputs: { networkConfigs: [{ enableExternalIps: false }, {}] },
      breaks: openTpu,
    }));
});
