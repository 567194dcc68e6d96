import { owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const indexEndpointNotPublic = rule({
  name: "gcp-index-endpoint-not-public",
  description: "A Vector Search endpoint is not reached from the internet.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(8)],
  remediation: "Leave publicEndpointEnabled out, and set network or privateServiceConnectConfig.",
  url: "https://docs.cloud.google.com/vertex-ai/docs/vector-search/deploy-index-vpc",
  scope: "resource",
  checks: {
    "gcp:vertex/aiIndexEndpoint:AiIndexEndpoint": ({ inputs }) =>
      inputs.publicEndpointEnabled === true ? ["publicEndpointEnabled is true"] : [],
  },
});
