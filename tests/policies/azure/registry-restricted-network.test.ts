import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { registryRestrictedNetwork } from "../../../policies/azure/registry-restricted-network.js";
import { describeRule, expectVerdict } from "../support.js";

const REGISTRY = "azure-native:containerregistry:Registry";
const open = "neither is publicNetworkAccess Disabled nor does networkRuleSet deny by default";

describeRule(registryRestrictedNetwork, REGISTRY, {
  compliant: { inputs: { publicNetworkAccess: "Disabled" } },
  broken: { inputs: { publicNetworkAccess: "Enabled", networkRuleSet: { defaultAction: "Allow" } }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: { inputs: { publicNetworkAccess: UNKNOWN }, undecided: "publicNetworkAccess" },
});

test("a firewall that names networks will do", () =>
  expectVerdict(registryRestrictedNetwork, REGISTRY, {
    inputs: { networkRuleSet: { defaultAction: "Deny" } },
    passes: true,
  }));
