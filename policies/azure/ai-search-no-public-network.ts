import { azurePolicy, mcsb, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isClosed } from "./network-access.js";

export const aiSearchNoPublicNetwork = rule({
  name: "azure-ai-search-no-public-network",
  description: "An AI Search service is not reachable from the internet.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [
    azurePolicy("ee980b6d-0eca-4501-8d54-f6290fd512c3"),
    azurePolicy("a049bf77-880b-470f-ba6d-9f21c530cf83"),
    mcsb("NS-2"),
    owaspLlm(8),
  ],
  remediation: "Set publicNetworkAccess to Disabled, with sku.name basic or larger and a private endpoint.",
  url: "https://learn.microsoft.com/azure/search/service-create-private-endpoint",
  scope: "resource",
  checks: {
    "azure-native:search:Service": ({ inputs }) =>
      isClosed(inputs) ? [] : ["publicNetworkAccess is not Disabled, and Enabled is the default"],
  },
});
