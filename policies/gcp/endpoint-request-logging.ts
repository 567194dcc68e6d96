import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf } from "../control.js";
import { rule } from "../rule.js";

// Prompts are stored with it, so it is advised, not demanded. A Model Garden deployment cannot say it of its endpoint.
export const endpointRequestLogging = rule({
  name: "gcp-endpoint-request-logging",
  description: "In prod a Vertex AI endpoint keeps a sample of requests and answers, from which drift and abuse show.",
  cloud: "gcp",
  environment: "prod",
  severity: "low",
  level: "advisory",
  controls: [nistAiRmf("MEASURE 2.4"), nistAiRmf("MANAGE 4.1")],
  remediation:
    "Set enabled, samplingRate and bigqueryDestination of predictRequestResponseLoggingConfig; give few people the table.",
  url: "https://docs.cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging",
  scope: "resource",
  checks: {
    "gcp:vertex/aiEndpoint:AiEndpoint": ({ inputs }) =>
      objectOf(inputs.predictRequestResponseLoggingConfig).enabled === true
        ? []
        : ["predictRequestResponseLoggingConfig.enabled is not true"],
  },
});
