import { UNKNOWN } from "../../../plan/plan.js";
import { networkCustomMode } from "../../../policies/gcp/network-custom-mode.js";
import { describeRule } from "../support.js";

const auto = "autoCreateSubnetworks is not false, and a subnet in every region is the default";
const defaulted = "autoCreateNetwork is not false, and a default network that lets SSH and RDP in is the default";

describeRule(networkCustomMode, "gcp:compute/network:Network", {
  compliant: { inputs: { autoCreateSubnetworks: false } },
  broken: { inputs: { autoCreateSubnetworks: true }, breaks: auto },
  absent: { inputs: {}, breaks: auto },
  unknown: { inputs: { autoCreateSubnetworks: UNKNOWN }, undecided: "autoCreateSubnetworks" },
});

describeRule(networkCustomMode, "gcp:organizations/project:Project", {
  compliant: { inputs: { autoCreateNetwork: false } },
  broken: { inputs: { autoCreateNetwork: true }, breaks: defaulted },
  absent: { inputs: {}, breaks: defaulted },
  unknown: { inputs: { autoCreateNetwork: UNKNOWN }, undecided: "autoCreateNetwork" },
});
