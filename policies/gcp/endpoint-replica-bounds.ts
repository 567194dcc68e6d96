import { numberOf, objectOf } from "../../plan/inputs.js";
import { owaspLlm } from "../control.js";
import { rule } from "../rule.js";

export const endpointReplicaBounds = rule({
  name: "gcp-endpoint-replica-bounds",
  description: "What Vertex AI serves says how many replicas it can become.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10)],
  remediation:
    "Set minReplicaCount and maxReplicaCount of dedicatedResources, or maxInstances of an agent's deploymentSpec.",
  url: "https://docs.cloud.google.com/vertex-ai/docs/predictions/autoscaling",
  scope: "resource",
  checks: {
    // A maximum that is left out is the minimum.
    "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": ({ inputs }) =>
      numberOf(objectOf(objectOf(inputs.deployConfig).dedicatedResources).minReplicaCount) === undefined
        ? ["deployConfig.dedicatedResources.minReplicaCount is not set, and Model Garden chooses"]
        : [],
    "gcp:vertex/aiDeploymentResourcePool:AiDeploymentResourcePool": ({ inputs }) =>
      numberOf(objectOf(inputs.dedicatedResources).minReplicaCount) === undefined
        ? ["dedicatedResources.minReplicaCount is not set"]
        : [],
    "gcp:vertex/aiReasoningEngine:AiReasoningEngine": ({ inputs }) =>
      numberOf(objectOf(objectOf(inputs.spec).deploymentSpec).maxInstances) === undefined
        ? ["spec.deploymentSpec.maxInstances is not set, and 100 is the default"]
        : [],
  },
});
