import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { machineSecureBoot } from "../../../policies/gcp/machine-secure-boot.js";
import { describeRule, expectVerdict } from "../support.js";

const INSTANCE = "gcp:compute/instance:Instance";
const NOTEBOOK = "gcp:workbench/instance:Instance";
const TEMPLATE = "gcp:colab/runtimeTemplate:RuntimeTemplate";
const insecure = "shieldedInstanceConfig.enableSecureBoot is not true, and off is the default";
const machine = (enableSecureBoot: unknown) => ({ inputs: { shieldedInstanceConfig: { enableSecureBoot } } });

describe.each([
  INSTANCE,
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  "gcp:tpu/v2Vm:V2Vm",
])("%s", (type) => {
  describeRule(machineSecureBoot, type, {
    compliant: machine(true),
    broken: { ...machine(false), breaks: insecure },
    absent: { inputs: {}, breaks: insecure },
    unknown: { ...machine(UNKNOWN), undecided: "shieldedInstanceConfig.enableSecureBoot" },
  });
});

describe.each([
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
])("%s", (type) => {
  describeRule(machineSecureBoot, type, {
    compliant: machine(true),
    broken: { ...machine(false), breaks: insecure },
    absent: { inputs: {}, passes: true },
    unknown: { ...machine(UNKNOWN), undecided: "shieldedInstanceConfig.enableSecureBoot" },
  });

  test("a machine with GPUs may boot what is not signed", () =>
    expectVerdict(machineSecureBoot, type, {
      inputs: { machineType: "g2-standard-4", shieldedInstanceConfig: {} },
      passes: true,
    }));
});

describeRule(machineSecureBoot, NOTEBOOK, {
  compliant: { inputs: { gceSetup: { shieldedInstanceConfig: { enableSecureBoot: true } } } },
  broken: {
    inputs: { gceSetup: { shieldedInstanceConfig: { enableSecureBoot: false } } },
    breaks: `gceSetup.${insecure}`,
  },
  absent: { inputs: {}, breaks: `gceSetup.${insecure}` },
  unknown: { inputs: { gceSetup: UNKNOWN }, undecided: "gceSetup" },
});

describeRule(machineSecureBoot, TEMPLATE, {
  compliant: { inputs: { shieldedVmConfig: { enableSecureBoot: true } } },
  broken: {
    inputs: { shieldedVmConfig: { enableSecureBoot: false } },
    breaks: "shieldedVmConfig.enableSecureBoot is not true, and off is the default",
  },
  absent: { inputs: {}, breaks: "shieldedVmConfig.enableSecureBoot is not true, and off is the default" },
  unknown: {
    inputs: { shieldedVmConfig: { enableSecureBoot: UNKNOWN } },
    undecided: "shieldedVmConfig.enableSecureBoot",
  },
});

describe(machineSecureBoot.name, () => {
  test.each([
    ["attached GPUs", INSTANCE, { machineType: "n1-standard-8", guestAccelerators: [{ type: "nvidia-t4", count: 1 }] }],
    ["GPUs of an unknown number", INSTANCE, { guestAccelerators: [{ type: "nvidia-t4" }] }],
    ["GPUs of its type", INSTANCE, { machineType: "a3-highgpu-8g" }],
    ["GPUs of its type, as a path", INSTANCE, { machineType: "projects/p/zones/z/machineTypes/a4x-highgpu-4g" }],
    ["GPUs in a notebook", NOTEBOOK, { gceSetup: { acceleratorConfigs: [{ type: "NVIDIA_TESLA_T4" }] } }],
    ["GPUs of a notebook's type", NOTEBOOK, { gceSetup: { machineType: "g2-standard-4" } }],
    ["GPUs in a Colab runtime", TEMPLATE, { machineSpec: { acceleratorType: "NVIDIA_L4" } }],
    ["GPUs of a Colab runtime's type", TEMPLATE, { machineSpec: { machineType: "a2-highgpu-1g" } }],
  ])("a machine with %s may boot what is not signed", (_, type, inputs) =>
    expectVerdict(machineSecureBoot, type, { inputs, passes: true }),
  );

  test.each([
    ["no GPUs attached", { guestAccelerators: [{ type: "nvidia-t4", count: 0 }] }],
    ["a type of the family C4A", { machineType: "c4a-standard-4" }],
    ["a type that ends as one of the family A2", { machineType: "za2-highgpu-1g" }],
    ["a path with a zone of Asia", { machineType: "projects/p/zones/asia1-a/machineTypes/e2-standard-4" }],
  ])("a machine with %s may not", (_, inputs) =>
    expectVerdict(machineSecureBoot, INSTANCE, { inputs, breaks: insecure }),
  );
});
