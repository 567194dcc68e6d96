import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { keyVaultRestrictedNetwork } from "../../../policies/azure/key-vault-restricted-network.js";
import { describeRule, expectVerdict } from "../support.js";

const VAULT = "azure-native:keyvault:Vault";
const open = "neither is properties.publicNetworkAccess Disabled nor does properties.networkAcls deny by default";

describeRule(keyVaultRestrictedNetwork, VAULT, {
  compliant: { inputs: { properties: { publicNetworkAccess: "disabled" } } },
  broken: { inputs: { properties: { publicNetworkAccess: "enabled" } }, breaks: open },
  absent: { inputs: { properties: {} }, breaks: open },
  unknown: { inputs: { properties: { publicNetworkAccess: UNKNOWN } }, undecided: "properties.publicNetworkAccess" },
});

test("a firewall that lets in trusted services alone will do", () =>
  expectVerdict(keyVaultRestrictedNetwork, VAULT, {
    inputs: {
      properties: { publicNetworkAccess: "Enabled", networkAcls: { bypass: "AzureServices", defaultAction: "Deny" } },
    },
    passes: true,
  }));
