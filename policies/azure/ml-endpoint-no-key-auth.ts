import { objectOf } from "../../plan/inputs.js";
import { mcsb, nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const mlEndpointNoKeyAuth = rule({
  name: "azure-ml-endpoint-no-key-auth",
  description: "An Azure Machine Learning endpoint takes tokens that expire, not keys.",
  cloud: "azure",
  severity: "high",
  level: "mandatory",
  controls: [mcsb("IM-1"), owaspLlm(10), nistAiRmf("MEASURE 2.7")],
  remediation: "Set properties.authMode to AADToken; of a serverless endpoint to AAD.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-authenticate-online-endpoint",
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:OnlineEndpoint": takesTokensOnly,
    "azure-native:machinelearningservices:BatchEndpoint": takesTokensOnly,
    "azure-native:machinelearningservices:ServerlessEndpoint": takesTokensOnly,
  },
});

function takesTokensOnly({ inputs }: Resource): string[] {
  return isOneOf(objectOf(inputs.properties).authMode, "AADToken", "AMLToken", "AAD")
    ? []
    : ["properties.authMode is not AADToken"];
}
