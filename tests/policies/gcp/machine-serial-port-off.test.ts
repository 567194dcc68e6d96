import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { machineSerialPortOff } from "../../../policies/gcp/machine-serial-port-off.js";
import { describeRule, expectVerdict } from "../support.js";

const ITEM = "gcp:compute/projectMetadataItem:ProjectMetadataItem";
const metadata = (value: unknown) => ({ "serial-port-enable": value });

describe.each([
  "gcp:compute/instance:Instance",
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
  "gcp:compute/projectMetadata:ProjectMetadata",
])("%s", (type) => {
  describeRule(machineSerialPortOff, type, {
    compliant: { inputs: { metadata: metadata("false") } },
    broken: { inputs: { metadata: metadata("true") }, breaks: "metadata serial-port-enable is on" },
    absent: { inputs: {}, passes: true },
    unknown: { inputs: { metadata: metadata(UNKNOWN) }, undecided: "metadata.serial-port-enable" },
  });
});

describeRule(machineSerialPortOff, "gcp:workbench/instance:Instance", {
  compliant: { inputs: { gceSetup: { metadata: metadata("false") } } },
  broken: {
    inputs: { gceSetup: { metadata: metadata("true") } },
    breaks: "gceSetup.metadata serial-port-enable is on",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { gceSetup: { metadata: UNKNOWN } }, undecided: "gceSetup.metadata" },
});

describeRule(machineSerialPortOff, ITEM, {
  compliant: { inputs: { key: "serial-port-enable", value: "FALSE" } },
  broken: {
    inputs: { key: "serial-port-enable", value: "TRUE" },
    breaks: "the project's metadata serial-port-enable is on",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { key: "serial-port-enable", value: UNKNOWN }, undecided: "value" },
});

describe(machineSerialPortOff.name, () => {
  test("another item of the project's metadata may be on", () =>
    expectVerdict(machineSerialPortOff, ITEM, { inputs: { key: "enable-oslogin", value: "TRUE" }, passes: true }));

  test.each(["untrue", "10", ""])("%j does not", (value) =>
    expectVerdict(machineSerialPortOff, "gcp:compute/instance:Instance", {
      inputs: { metadata: metadata(value) },
      passes: true,
    }),
  );

  test.each(["TRUE", "yes", "Y", "1", 1, true])("%j turns it on", (value) =>
    expectVerdict(machineSerialPortOff, "gcp:compute/instance:Instance", {
      inputs: { metadata: metadata(value) },
      breaks: "metadata serial-port-enable is on",
    }),
  );
});
