import type { Inputs } from "../../plan/inputs.js";
import { cisGcp, orgPolicy } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { alike } from "./alike.js";
import { DERIVED_MACHINES, isOn, MACHINES, NOTEBOOK, setupOf } from "./machine.js";

const KEY = "serial-port-enable";

export const machineSerialPortOff = rule({
  name: "gcp-machine-serial-port-off",
  description: "Nobody connects to a machine's serial port, which no firewall guards.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [cisGcp("4.5"), orgPolicy("compute.disableSerialPortAccess")],
  remediation: 'Set serial-port-enable to "false" in the metadata, or leave it out.',
  url: "https://docs.cloud.google.com/compute/docs/troubleshooting/troubleshooting-using-serial-console",
  scope: "resource",
  checks: {
    ...alike(
      [...MACHINES, ...DERIVED_MACHINES, "gcp:compute/projectMetadata:ProjectMetadata"],
      ({ inputs }: Resource) => open(inputs, "metadata"),
    ),
    [NOTEBOOK]: ({ inputs }) => open(setupOf(inputs), "gceSetup.metadata"),
    "gcp:compute/projectMetadataItem:ProjectMetadataItem": ({ inputs }) =>
      inputs.key === KEY ? open({ metadata: { [KEY]: inputs.value } }, "the project's metadata") : [],
  },
});

function open(machine: Inputs, where: string): string[] {
  return isOn(machine, KEY) ? [`${where} ${KEY} is on`] : [];
}
