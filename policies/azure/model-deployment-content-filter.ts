import { objectOf } from "../../plan/inputs.js";
import { azurePolicy, nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const modelDeploymentContentFilter = rule({
  name: "azure-model-deployment-content-filter",
  description: "A deployment of a hosted model in prod names its content filter.",
  cloud: "azure",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [
    azurePolicy("af253d37-136a-42f8-a1fc-30010c083d41"),
    azurePolicy("f3a9c2e0-7b4d-4d8f-9c3a-2e1f6b9a8d4e"),
    owaspLlm(5),
    nistAiRmf("MANAGE 3.2"),
  ],
  remediation: "Set properties.raiPolicyName to the RaiPolicy that the use case was reviewed with.",
  url: "https://learn.microsoft.com/azure/foundry/guardrails/how-to-create-guardrails",
  scope: "resource",
  checks: {
    "azure-native:cognitiveservices:Deployment": ({ inputs }) =>
      "raiPolicyName" in objectOf(inputs.properties)
        ? []
        : ["properties.raiPolicyName is left out: Azure's default filter holds, whatever that is at the time"],
  },
});
