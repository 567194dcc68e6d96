import type { Inputs } from "../../plan/inputs.js";
import { cisGcp, orgPolicy } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { alike } from "./alike.js";
import { DERIVED_MACHINES, isOn, MACHINES, NOTEBOOK, setupOf } from "./machine.js";

export const machineNoProjectSshKeys = rule({
  name: "gcp-machine-no-project-ssh-keys",
  description: "A machine lets nobody in by an SSH key of the whole project.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [cisGcp("4.3"), cisGcp("4.4"), orgPolicy("compute.requireOsLogin")],
  remediation: 'Set enable-oslogin to "TRUE" or block-project-ssh-keys to "true" in the metadata.',
  url: "https://docs.cloud.google.com/compute/docs/connect/restrict-ssh-keys",
  scope: "resource",
  checks: {
    ...alike(MACHINES, ({ inputs }: Resource) => open(inputs, "metadata")),
    ...alike(DERIVED_MACHINES, ({ inputs }: Resource) => ("metadata" in inputs ? open(inputs, "metadata") : [])),
    [NOTEBOOK]: ({ inputs }) => open(setupOf(inputs), "gceSetup.metadata"),
  },
});

/** OS Login switches keys in metadata off, whatever else the machine says of them. */
function open(machine: Inputs, where: string): string[] {
  return isOn(machine, "enable-oslogin") || isOn(machine, "block-project-ssh-keys")
    ? []
    : [
        `${where} turns neither enable-oslogin nor block-project-ssh-keys on, and the project's SSH keys are let in by default`,
      ];
}
