import { azurePolicy, mcsb, nistAiRmf } from "../control.js";
import { rule } from "../rule.js";
import { isInternal } from "./container-apps-environment.js";

export const containerAppsEnvironmentInternal = rule({
  name: "azure-container-apps-environment-internal",
  description: "A Container Apps environment has an address in a virtual network only.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("d074ddf8-01a5-4b5e-a2b8-964aed452c0a"), mcsb("NS-2"), nistAiRmf("MEASURE 2.7")],
  remediation:
    "Set vnetConfiguration.internal to true with an infrastructureSubnetId, or publicNetworkAccess to Disabled.",
  url: "https://learn.microsoft.com/azure/container-apps/networking",
  scope: "resource",
  checks: {
    "azure-native:app:ManagedEnvironment": ({ inputs }) =>
      isInternal(inputs)
        ? []
        : ["neither is vnetConfiguration.internal true nor publicNetworkAccess Disabled: its address is public"],
  },
});
