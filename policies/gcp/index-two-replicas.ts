import { numberOf, objectOf } from "../../plan/inputs.js";
import { nistAiRmf } from "../control.js";
import { rule } from "../rule.js";

export const indexTwoReplicas = rule({
  name: "gcp-index-two-replicas",
  description: "In prod an index has two replicas at least; with one Google promises no uptime.",
  cloud: "gcp",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [nistAiRmf("MEASURE 2.7")],
  remediation: "Set minReplicaCount of dedicatedResources or automaticResources to 2.",
  url: "https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.indexEndpoints#DeployedIndex",
  scope: "resource",
  checks: {
    // Vertex AI deploys two where nothing is said.
    "gcp:vertex/aiIndexEndpointDeployedIndex:AiIndexEndpointDeployedIndex": ({ inputs }) => {
      const kind = "dedicatedResources" in inputs ? "dedicatedResources" : "automaticResources";
      const replicas = numberOf(objectOf(inputs[kind]).minReplicaCount);
      return replicas !== undefined && replicas < 2 ? [`${kind}.minReplicaCount is ${replicas}`] : [];
    },
  },
});
