import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { storageRestrictedNetwork } from "../../../policies/azure/storage-restricted-network.js";
import { describeRule, expectVerdict } from "../support.js";

const ACCOUNT = "azure-native:storage:StorageAccount";
const open = "neither is publicNetworkAccess Disabled nor does networkRuleSet deny by default";
const firewall = (defaultAction: string, range: string) => ({
  networkRuleSet: { defaultAction, ipRules: [{ iPAddressOrRange: range }] },
});

describeRule(storageRestrictedNetwork, ACCOUNT, {
  compliant: { inputs: { publicNetworkAccess: "Disabled" } },
  broken: { inputs: { publicNetworkAccess: "Enabled" }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: { inputs: { publicNetworkAccess: UNKNOWN }, undecided: "publicNetworkAccess" },
});

test("a firewall that names networks will do", () =>
  expectVerdict(storageRestrictedNetwork, ACCOUNT, { inputs: firewall("Deny", "203.0.113.7"), passes: true }));

test("a firewall that names everybody is none", () =>
  expectVerdict(storageRestrictedNetwork, ACCOUNT, { inputs: firewall("Deny", "0.0.0.0/0"), breaks: open }));

test("a firewall that allows who is not named is none", () =>
  expectVerdict(storageRestrictedNetwork, ACCOUNT, { inputs: firewall("Allow", "203.0.113.7"), breaks: open }));
