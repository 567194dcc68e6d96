import { type Inputs, listOf, textOf } from "../../plan/inputs.js";
import { cisGcp, orgPolicy } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { alike } from "./alike.js";
import {
  DERIVED_MACHINES,
  MACHINES,
  NOTEBOOK,
  QUEUED_TPU,
  queuedTpusOf,
  setupOf,
  TPU_VM,
  tpuNetworksOf,
} from "./machine.js";

export const machineNoDefaultNetwork = rule({
  name: "gcp-machine-no-default-network",
  description: "A machine is not in the project's default network, which lets SSH and RDP in from anywhere.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [cisGcp("3.1"), orgPolicy("compute.skipDefaultNetworkCreation")],
  remediation: "Set network or subnetwork of each interface to one of your own.",
  url: "https://docs.cloud.google.com/vpc/docs/vpc#default-network",
  scope: "resource",
  checks: {
    ...alike(MACHINES, ({ inputs }: Resource) => inDefault(inputs, "networkInterfaces")),
    ...alike(DERIVED_MACHINES, ({ inputs }: Resource) =>
      "networkInterfaces" in inputs ? inDefault(inputs, "networkInterfaces") : [],
    ),
    [NOTEBOOK]: ({ inputs }) => inDefault(setupOf(inputs), "gceSetup.networkInterfaces"),
    [TPU_VM]: ({ inputs }) => tpuInDefault(inputs),
    [QUEUED_TPU]: ({ inputs }) => ofEach(queuedTpusOf(inputs), tpuInDefault),
  },
});

function inDefault({ networkInterfaces }: Inputs, where: string): Iterable<string> {
  const nics = listOf(networkInterfaces);
  return ofEach(nics.length > 0 ? nics : [{}], function* (nic, index) {
    if (isDefault(nic)) yield `${where}[${index}] is in the default network`;
  });
}

function tpuInDefault(node: Inputs): string[] {
  return tpuNetworksOf(node).some(isDefault) ? ["a TPU is in the default network"] : [];
}

/** A network attachment, too, says which network; an interface that says nothing is in the default one. */
function isDefault(nic: Inputs): boolean {
  if ("subnetwork" in nic || "subnet" in nic || "networkAttachment" in nic) return false;
  return !("network" in nic) || textOf(nic.network)?.split("/").at(-1) === "default";
}
