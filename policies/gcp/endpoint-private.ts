import * as z from "zod";
import { type Inputs, objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const endpointPrivate = rule({
  name: "gcp-endpoint-private",
  description: "A Vertex AI endpoint is private, or has a DNS name of its own that asks every caller who they are.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [nistAiRmf("MEASURE 2.7"), owaspLlm(10)],
  remediation:
    "Set privateServiceConnectConfig.enablePrivateServiceConnect to true, or network, or dedicatedEndpointEnabled to true.",
  url: "https://docs.cloud.google.com/vertex-ai/docs/predictions/choose-endpoint-type",
  settings: z.object({
    dedicated: z
      .boolean()
      .default(true)
      .describe("Whether a DNS name of its own is enough, which the internet reaches. Default: true."),
  }),
  scope: "resource",
  checks: {
    "gcp:vertex/aiEndpoint:AiEndpoint": ({ inputs }, { dedicated }) => open(inputs, "", dedicated),
    "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": ({ inputs }, { dedicated }) =>
      open(objectOf(inputs.endpointConfig), "endpointConfig.", dedicated),
  },
});

function open(endpoint: Inputs, where: string, dedicated: boolean): string[] {
  const connect = objectOf(endpoint.privateServiceConnectConfig).enablePrivateServiceConnect === true;
  if (connect || "network" in endpoint) return [];
  if (!dedicated) return [`the internet reaches it: ${where}privateServiceConnectConfig does not make it private`];
  return endpoint.dedicatedEndpointEnabled === true
    ? []
    : [`${where}privateServiceConnectConfig does not make it private, nor is ${where}dedicatedEndpointEnabled true`];
}
