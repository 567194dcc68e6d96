import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isClosed, isFirewalled } from "./network-access.js";

export const registryRestrictedNetwork = rule({
  name: "azure-registry-restricted-network",
  description: "A container registry takes requests from named networks only.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [
    azurePolicy("0fdf0491-d080-4575-b627-ad0e843cba0f"),
    azurePolicy("e8eef0a8-67cf-4eb4-9386-14b0e78733d4"),
    mcsb("NS-2"),
    owaspLlm(3),
  ],
  remediation:
    "Set publicNetworkAccess to Disabled, or networkRuleSet.defaultAction to Deny; both need sku.name Premium.",
  url: "https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints",
  scope: "resource",
  checks: {
    "azure-native:containerregistry:Registry": ({ inputs }) =>
      isClosed(inputs) || isFirewalled(inputs.networkRuleSet)
        ? []
        : ["neither is publicNetworkAccess Disabled nor does networkRuleSet deny by default"],
  },
});
