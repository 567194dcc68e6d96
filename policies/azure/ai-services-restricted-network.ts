import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { isClosed, isFirewalled } from "./network-access.js";

export const aiServicesRestrictedNetwork = rule({
  name: "azure-ai-services-restricted-network",
  description: "A Foundry, Azure OpenAI or other AI Services account takes requests from named networks only.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [
    azurePolicy("037eea7a-bd0a-46c5-9a66-03aea78705d3"),
    azurePolicy("d6759c02-b87f-42b7-892e-71b3f471d782"),
    mcsb("NS-2"),
    owaspLlm(10),
    nistAiRmf("MEASURE 2.7"),
  ],
  remediation: "Set properties.publicNetworkAccess to Disabled, or properties.networkAcls.defaultAction to Deny.",
  url: "https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks",
  scope: "resource",
  checks: {
    "azure-native:cognitiveservices:Account": ({ inputs }) => {
      const properties = objectOf(inputs.properties);
      return isClosed(properties) || isFirewalled(properties.networkAcls)
        ? []
        : ["neither is properties.publicNetworkAccess Disabled nor does properties.networkAcls deny by default"];
    },
  },
});
