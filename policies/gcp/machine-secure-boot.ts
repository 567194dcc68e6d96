import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import { cisGcp, orgPolicy } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { alike } from "./alike.js";
import { DERIVED_MACHINES, hasGpu, MACHINES, NOTEBOOK, setupOf, TPU_VM } from "./machine.js";

// Machines with GPUs are left out: Secure Boot refuses the GPU drivers of most images, which are not signed.
export const machineSecureBoot = rule({
  name: "gcp-machine-secure-boot",
  description: "A machine without GPUs boots what is signed alone.",
  cloud: "gcp",
  severity: "medium",
  level: "advisory",
  controls: [orgPolicy("compute.requireShieldedVm"), cisGcp("4.8")],
  remediation: "Set enableSecureBoot to true in shieldedInstanceConfig (shieldedVmConfig of a Colab runtime template).",
  url: "https://docs.cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  scope: "resource",
  checks: {
    ...alike(MACHINES, ({ inputs }: Resource) => (hasGpu(inputs) ? [] : insecure(inputs, "shieldedInstanceConfig"))),
    ...alike(DERIVED_MACHINES, ({ inputs }: Resource) =>
      hasGpu(inputs) || !("shieldedInstanceConfig" in inputs) ? [] : insecure(inputs, "shieldedInstanceConfig"),
    ),
    [NOTEBOOK]: ({ inputs }) => {
      const setup = setupOf(inputs);
      return listOf(setup.acceleratorConfigs).length > 0 || hasGpu(setup)
        ? []
        : insecure(setup, "shieldedInstanceConfig", "gceSetup.");
    },
    "gcp:colab/runtimeTemplate:RuntimeTemplate": ({ inputs }) => {
      const machine = objectOf(inputs.machineSpec);
      return "acceleratorType" in machine || hasGpu(machine) ? [] : insecure(inputs, "shieldedVmConfig");
    },
    [TPU_VM]: ({ inputs }) => insecure(inputs, "shieldedInstanceConfig"),
  },
});

function insecure(machine: Inputs, config: string, where = ""): string[] {
  return objectOf(machine[config]).enableSecureBoot === true
    ? []
    : [`${where}${config}.enableSecureBoot is not true, and off is the default`];
}
