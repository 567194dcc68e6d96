import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb } from "../control.js";
import { rule } from "../rule.js";
import { isClosed, isFirewalled } from "./network-access.js";

export const keyVaultRestrictedNetwork = rule({
  name: "azure-key-vault-restricted-network",
  description: "A key vault takes requests from named networks only.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [
    azurePolicy("55615ac9-af46-4a59-874e-391cc3dfb490"),
    azurePolicy("a6abeaec-4d90-4a02-805f-6b26c4d3fbe9"),
    mcsb("NS-2"),
    mcsb("DP-8"),
  ],
  remediation: "Set properties.publicNetworkAccess to Disabled, or properties.networkAcls.defaultAction to Deny.",
  url: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  scope: "resource",
  checks: {
    "azure-native:keyvault:Vault": ({ inputs }) => {
      const properties = objectOf(inputs.properties);
      return isClosed(properties) || isFirewalled(properties.networkAcls)
        ? []
        : ["neither is properties.publicNetworkAccess Disabled nor does properties.networkAcls deny by default"];
    },
  },
});
