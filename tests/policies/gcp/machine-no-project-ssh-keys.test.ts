import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { machineNoProjectSshKeys } from "../../../policies/gcp/machine-no-project-ssh-keys.js";
import { describeRule, expectVerdict } from "../support.js";

const open =
  "metadata turns neither enable-oslogin nor block-project-ssh-keys on, and the project's SSH keys are let in by default";
const derived = [
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
];

describe.each([
  "gcp:compute/instance:Instance",
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
])("%s", (type) => {
  describeRule(machineNoProjectSshKeys, type, {
    compliant: { inputs: { metadata: { "block-project-ssh-keys": "true" } } },
    broken: { inputs: { metadata: { "block-project-ssh-keys": "false" } }, breaks: open },
    absent: { inputs: {}, breaks: open },
    unknown: { inputs: { metadata: UNKNOWN }, undecided: "metadata" },
  });
});

describe.each(derived)("%s", (type) => {
  describeRule(machineNoProjectSshKeys, type, {
    compliant: { inputs: { metadata: { "block-project-ssh-keys": "true" } } },
    broken: { inputs: { metadata: {} }, breaks: open },
    absent: { inputs: {}, passes: true },
    unknown: { inputs: { metadata: UNKNOWN }, undecided: "metadata" },
  });
});

describeRule(machineNoProjectSshKeys, "gcp:workbench/instance:Instance", {
  compliant: { inputs: { gceSetup: { metadata: { "block-project-ssh-keys": "true" } } } },
  broken: { inputs: { gceSetup: { metadata: {} } }, breaks: `gceSetup.${open}` },
  absent: { inputs: {}, breaks: `gceSetup.${open}` },
  unknown: { inputs: { gceSetup: UNKNOWN }, undecided: "gceSetup" },
});

test("OS Login lets no keys of the metadata in", () =>
  expectVerdict(machineNoProjectSshKeys, "gcp:compute/instance:Instance", {
    inputs: { metadata: { "enable-oslogin": "TRUE" } },
    passes: true,
  }));
