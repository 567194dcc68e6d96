import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { keyVaultPurgeProtection } from "../../../policies/azure/key-vault-purge-protection.js";
import { describeRule, expectVerdict } from "../support.js";

const VAULT = "azure-native:keyvault:Vault";
const off = "properties.enablePurgeProtection is not true";

describeRule(keyVaultPurgeProtection, VAULT, {
  compliant: { inputs: { properties: { enablePurgeProtection: true } }, environment: "prod" },
  broken: { inputs: { properties: { enablePurgeProtection: false } }, environment: "prod", breaks: off },
  absent: { inputs: { properties: {} }, environment: "prod", breaks: off },
  unknown: {
    inputs: { properties: { enablePurgeProtection: UNKNOWN } },
    environment: "prod",
    undecided: "properties.enablePurgeProtection",
  },
});

test("without soft delete there is nothing to protect", () =>
  expectVerdict(keyVaultPurgeProtection, VAULT, {
    inputs: { properties: { enablePurgeProtection: true, enableSoftDelete: false } },
    environment: "prod",
    breaks: "properties.enableSoftDelete is false",
  }));

test("outside prod a vault may go for good", () =>
  expectVerdict(keyVaultPurgeProtection, VAULT, { inputs: { properties: {} }, silent: true }));
