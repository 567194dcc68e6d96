import { cisGcp, orgPolicy } from "../control.js";
import { rule } from "../rule.js";

export const networkCustomMode = rule({
  name: "gcp-network-custom-mode",
  description: "A network has the subnets alone that somebody planned.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [cisGcp("3.1"), orgPolicy("compute.skipDefaultNetworkCreation")],
  remediation: "Set autoCreateSubnetworks of a network, and autoCreateNetwork of a project, to false.",
  url: "https://docs.cloud.google.com/vpc/docs/vpc",
  scope: "resource",
  checks: {
    "gcp:compute/network:Network": ({ inputs }) =>
      inputs.autoCreateSubnetworks === false
        ? []
        : ["autoCreateSubnetworks is not false, and a subnet in every region is the default"],
    "gcp:organizations/project:Project": ({ inputs }) =>
      inputs.autoCreateNetwork === false
        ? []
        : ["autoCreateNetwork is not false, and a default network that lets SSH and RDP in is the default"],
  },
});
