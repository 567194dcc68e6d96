import { UNKNOWN } from "../../../plan/plan.js";
import { aiSearchNoPublicNetwork } from "../../../policies/azure/ai-search-no-public-network.js";
import { describeRule } from "../support.js";

const open = "publicNetworkAccess is not Disabled, and Enabled is the default";

describeRule(aiSearchNoPublicNetwork, "azure-native:search:Service", {
  compliant: { inputs: { publicNetworkAccess: "Disabled" } },
  broken: { inputs: { publicNetworkAccess: "Enabled" }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: { inputs: { publicNetworkAccess: UNKNOWN }, undecided: "publicNetworkAccess" },
});
