import { UNKNOWN } from "../../../plan/plan.js";
import { keyVaultKeyRotated } from "../../../policies/azure/key-vault-key-rotated.js";
import { describeRule } from "../support.js";

const key = (...types: string[]) => ({
  properties: { rotationPolicy: { lifetimeActions: types.map((type) => ({ action: { type } })) } },
});

describeRule(keyVaultKeyRotated, "azure-native:keyvault:Key", {
  compliant: { inputs: key("notify", "rotate") },
  broken: { inputs: key("notify"), breaks: "properties.rotationPolicy has no action that rotates it" },
  absent: { inputs: { properties: {} }, breaks: "properties.rotationPolicy has no action that rotates it" },
  unknown: { inputs: key(UNKNOWN), undecided: "properties.rotationPolicy.lifetimeActions[0].action.type" },
});
