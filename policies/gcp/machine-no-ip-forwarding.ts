import { type Inputs, listOf } from "../../plan/inputs.js";
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

export const machineNoIpForwarding = rule({
  name: "gcp-machine-no-ip-forwarding",
  description: "A machine sends packets from its own addresses alone.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [cisGcp("4.6"), orgPolicy("compute.vmCanIpForward")],
  remediation: "Set canIpForward (enableIpForwarding of a notebook) to false, or leave it out.",
  url: "https://docs.cloud.google.com/vpc/docs/using-routes#canipforward",
  scope: "resource",
  checks: {
    ...alike([...MACHINES, ...DERIVED_MACHINES], ({ inputs }: Resource) =>
      inputs.canIpForward === true && !hasRdma(inputs) ? ["canIpForward is true"] : [],
    ),
    [NOTEBOOK]: ({ inputs }) =>
      setupOf(inputs).enableIpForwarding === true ? ["gceSetup.enableIpForwarding is true"] : [],
    [TPU_VM]: ({ inputs }) => forwardingTpu(inputs),
    [QUEUED_TPU]: ({ inputs }) => ofEach(queuedTpusOf(inputs), forwardingTpu),
  },
});

/** A machine with RDMA network cards, one for each GPU and each in a network of its own, may route between them. */
function hasRdma({ networkInterfaces }: Inputs): boolean {
  return listOf(networkInterfaces).some(({ nicType }) => nicType === "MRDMA" || nicType === "IRDMA");
}

function forwardingTpu(node: Inputs): string[] {
  return tpuNetworksOf(node).some(({ canIpForward }) => canIpForward === true)
    ? ["canIpForward of a TPU's network is true"]
    : [];
}
