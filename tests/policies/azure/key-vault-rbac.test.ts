import { UNKNOWN } from "../../../plan/plan.js";
import { keyVaultRbac } from "../../../policies/azure/key-vault-rbac.js";
import { describeRule } from "../support.js";

const off = "properties.enableRbacAuthorization is not true, and false is the default";

describeRule(keyVaultRbac, "azure-native:keyvault:Vault", {
  compliant: { inputs: { properties: { enableRbacAuthorization: true } } },
  broken: { inputs: { properties: { enableRbacAuthorization: false } }, breaks: off },
  absent: { inputs: { properties: {} }, breaks: off },
  unknown: {
    inputs: { properties: { enableRbacAuthorization: UNKNOWN } },
    undecided: "properties.enableRbacAuthorization",
  },
});
