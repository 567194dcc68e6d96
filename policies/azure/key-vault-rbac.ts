import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";

export const keyVaultRbac = rule({
  name: "azure-key-vault-rbac",
  description: "Roles say who uses a key vault, not access policies of its own.",
  cloud: "azure",
  severity: "medium",
  level: "mandatory",
  controls: [azurePolicy("12d4fa5e-1f9f-4c21-97a9-b99b3c6611b5"), mcsb("DP-8"), mcsb("PA-7")],
  remediation: "Set properties.enableRbacAuthorization to true and assign roles such as Key Vault Secrets User.",
  url: "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
  scope: "resource",
  checks: {
    "azure-native:keyvault:Vault": ({ inputs }) =>
      objectOf(inputs.properties).enableRbacAuthorization === true
        ? []
        : ["properties.enableRbacAuthorization is not true, and false is the default"],
  },
});
