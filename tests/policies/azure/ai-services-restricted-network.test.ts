import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { aiServicesRestrictedNetwork } from "../../../policies/azure/ai-services-restricted-network.js";
import { describeRule, expectVerdict } from "../support.js";

const ACCOUNT = "azure-native:cognitiveservices:Account";
const open = "neither is properties.publicNetworkAccess Disabled nor does properties.networkAcls deny by default";

describeRule(aiServicesRestrictedNetwork, ACCOUNT, {
  compliant: { inputs: { properties: { publicNetworkAccess: "Disabled" } } },
  broken: {
    inputs: { properties: { publicNetworkAccess: "Enabled", networkAcls: { defaultAction: "Allow" } } },
    breaks: open,
  },
  absent: { inputs: {}, breaks: open },
  unknown: {
    inputs: { properties: { networkAcls: { defaultAction: UNKNOWN } } },
    undecided: "properties.networkAcls.defaultAction",
  },
});

test("a firewall that names networks will do", () =>
  expectVerdict(aiServicesRestrictedNetwork, ACCOUNT, {
    inputs: { properties: { networkAcls: { defaultAction: "Deny", ipRules: [{ value: "203.0.113.0/24" }] } } },
    passes: true,
  }));

test("a firewall that names everybody is none", () =>
  expectVerdict(aiServicesRestrictedNetwork, ACCOUNT, {
    inputs: {
      properties: {
        networkAcls: { defaultAction: "Deny", ipRules: [{ value: "203.0.113.0/24" }, { value: "0.0.0.0/0" }] },
      },
    },
    breaks: open,
  }));
