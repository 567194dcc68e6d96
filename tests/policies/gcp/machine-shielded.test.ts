import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { machineShielded } from "../../../policies/gcp/machine-shielded.js";
import { describeRule, expectVerdict } from "../support.js";

describe.each([
  "gcp:compute/instance:Instance",
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
])("%s", (type) => {
  describeRule(machineShielded, type, {
    compliant: { inputs: { shieldedInstanceConfig: { enableVtpm: true, enableIntegrityMonitoring: true } } },
    broken: {
      inputs: { shieldedInstanceConfig: { enableVtpm: false, enableIntegrityMonitoring: false } },
      breaks: [
        "shieldedInstanceConfig.enableVtpm is false",
        "shieldedInstanceConfig.enableIntegrityMonitoring is false",
      ],
    },
    absent: { inputs: {}, passes: true },
    unknown: { inputs: { shieldedInstanceConfig: UNKNOWN }, undecided: "shieldedInstanceConfig" },
  });
});

describeRule(machineShielded, "gcp:workbench/instance:Instance", {
  compliant: { inputs: { gceSetup: { shieldedInstanceConfig: { enableVtpm: true } } } },
  broken: {
    inputs: { gceSetup: { shieldedInstanceConfig: { enableVtpm: false } } },
    breaks: "gceSetup.shieldedInstanceConfig.enableVtpm is false",
  },
  absent: { inputs: {}, passes: true },
  unknown: {
    inputs: { gceSetup: { shieldedInstanceConfig: { enableVtpm: UNKNOWN } } },
    undecided: "gceSetup.shieldedInstanceConfig.enableVtpm",
  },
});

test("Secure Boot may be off, as unsigned GPU drivers need it", () =>
  expectVerdict(machineShielded, "gcp:compute/instance:Instance", {
    inputs: { shieldedInstanceConfig: { enableSecureBoot: false } },
    passes: true,
  }));
