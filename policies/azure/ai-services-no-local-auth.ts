import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, mcsb, nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const aiServicesNoLocalAuth = rule({
  name: "azure-ai-services-no-local-auth",
  description: "A Foundry, Azure OpenAI or other AI Services account takes no keys.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [azurePolicy("71ef260a-8f18-47b7-abcb-62d0673d94dc"), mcsb("IM-1"), owaspLlm(10), nistAiRmf("MEASURE 2.7")],
  remediation: "Set properties.disableLocalAuth to true; callers get the role Cognitive Services OpenAI User.",
  url: "https://learn.microsoft.com/azure/ai-services/disable-local-auth",
  scope: "resource",
  checks: {
    "azure-native:cognitiveservices:Account": ({ inputs }) =>
      objectOf(inputs.properties).disableLocalAuth === true
        ? []
        : ["properties.disableLocalAuth is not true, and false is the default"],
  },
});
