import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";

export const keyVaultPurgeProtection = rule({
  name: "azure-key-vault-purge-protection",
  description: "A key vault in prod, and the keys in it, cannot be deleted for good before their retention has passed.",
  cloud: "azure",
  environment: "prod",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("0b60c0b2-2dc2-4e1c-b5c9-abbed971de53"), mcsb("DP-8")],
  remediation:
    "Set properties.enablePurgeProtection to true, which cannot be undone, and leave enableSoftDelete at true.",
  url: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
  scope: "resource",
  checks: {
    "azure-native:keyvault:Vault": function* ({ inputs }) {
      const { enablePurgeProtection, enableSoftDelete } = objectOf(inputs.properties);
      if (enablePurgeProtection !== true) yield "properties.enablePurgeProtection is not true";
      if (enableSoftDelete === false) yield "properties.enableSoftDelete is false";
    },
  },
});
