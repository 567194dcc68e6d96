import { type Inputs, listOf } from "../../plan/inputs.js";
import { cisGcp, orgPolicy } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { alike } from "./alike.js";
import { DERIVED_MACHINES, MACHINES, QUEUED_TPU, queuedTpusOf, TPU_VM, tpuNetworksOf } from "./machine.js";

export const machineNoExternalIp = rule({
  name: "gcp-machine-no-external-ip",
  description: "A machine has no external address.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [cisGcp("4.9"), orgPolicy("compute.vmExternalIpAccess")],
  remediation:
    "Leave accessConfigs and ipv6AccessConfigs out, set enableExternalIps of a TPU's network to false, and go out through Cloud NAT.",
  url: "https://docs.cloud.google.com/compute/docs/ip-addresses",
  scope: "resource",
  checks: {
    ...alike([...MACHINES, ...DERIVED_MACHINES], ({ inputs }: Resource) =>
      ofEach(listOf(inputs.networkInterfaces), function* (nic, index) {
        for (const key of ["accessConfigs", "ipv6AccessConfigs"])
          if (listOf(nic[key]).length > 0) yield `networkInterfaces[${index}].${key} gives it an external address`;
      }),
    ),
    [TPU_VM]: ({ inputs }) => openTpu(inputs),
    [QUEUED_TPU]: ({ inputs }) => ofEach(queuedTpusOf(inputs), openTpu),
  },
});

function openTpu(node: Inputs): string[] {
  return tpuNetworksOf(node).some(({ enableExternalIps }) => enableExternalIps !== false)
    ? ["enableExternalIps of a TPU's network is not false"]
    : [];
}
