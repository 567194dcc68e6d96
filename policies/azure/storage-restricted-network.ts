import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isClosed, isFirewalled } from "./network-access.js";

export const storageRestrictedNetwork = rule({
  name: "azure-storage-restricted-network",
  description: "A storage account takes requests from named networks only.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [
    azurePolicy("b2982f36-99f2-4db5-8eff-283140c09693"),
    azurePolicy("6edd7eda-6dd8-40f7-810d-67160c639cd9"),
    mcsb("NS-2"),
    owaspLlm(2),
  ],
  remediation: "Set publicNetworkAccess to Disabled, or networkRuleSet.defaultAction to Deny.",
  url: "https://learn.microsoft.com/azure/storage/common/storage-network-security",
  scope: "resource",
  checks: {
    "azure-native:storage:StorageAccount": ({ inputs }) =>
      isClosed(inputs) || isFirewalled(inputs.networkRuleSet)
        ? []
        : ["neither is publicNetworkAccess Disabled nor does networkRuleSet deny by default"],
  },
});
