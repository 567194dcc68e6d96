import { type Inputs, objectOf } from "../../plan/inputs.js";
import { cisGcp, orgPolicy } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { alike } from "./alike.js";
import { DERIVED_MACHINES, MACHINES, NOTEBOOK, setupOf } from "./machine.js";

export const machineShielded = rule({
  name: "gcp-machine-shielded",
  description: "A machine measures its boot in a vTPM, and the measurements are monitored.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [cisGcp("4.8"), orgPolicy("compute.requireShieldedVm")],
  remediation: "Set enableVtpm and enableIntegrityMonitoring of shieldedInstanceConfig to true, or leave them out.",
  url: "https://docs.cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  scope: "resource",
  checks: {
    ...alike([...MACHINES, ...DERIVED_MACHINES], ({ inputs }: Resource) => unshielded(inputs, "")),
    [NOTEBOOK]: ({ inputs }) => unshielded(setupOf(inputs), "gceSetup."),
  },
});

/** Compute Engine turns both on where nothing is said of them. */
function* unshielded({ shieldedInstanceConfig }: Inputs, where: string): Generator<string> {
  const config = objectOf(shieldedInstanceConfig);
  for (const key of ["enableVtpm", "enableIntegrityMonitoring"])
    if (config[key] === false) yield `${where}shieldedInstanceConfig.${key} is false`;
}
