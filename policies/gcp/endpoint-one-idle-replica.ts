import { type Inputs, numberOf, objectOf } from "../../plan/inputs.js";
import { owaspLlm } from "../control.js";
import { rule } from "../rule.js";

// Zero replicas are a preview of Vertex AI, which these resources do not take: one is the least they have.
export const endpointOneIdleReplica = rule({
  name: "gcp-endpoint-one-idle-replica",
  description:
    "Outside prod a model on Vertex AI keeps one replica, the least without a preview, when there is no work.",
  cloud: "gcp",
  environment: "dev",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10)],
  remediation: "Set dedicatedResources.minReplicaCount to 1; serve on Cloud Run what must idle at zero.",
  url: "https://docs.cloud.google.com/vertex-ai/docs/predictions/autoscaling",
  scope: "resource",
  checks: {
    "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": ({ inputs }) =>
      idling(objectOf(inputs.deployConfig), "deployConfig."),
    "gcp:vertex/aiDeploymentResourcePool:AiDeploymentResourcePool": ({ inputs }) => idling(inputs, ""),
  },
});

function idling({ dedicatedResources }: Inputs, where: string): string[] {
  const least = numberOf(objectOf(dedicatedResources).minReplicaCount) ?? 1;
  return least > 1 ? [`${where}dedicatedResources.minReplicaCount is ${least}, so as many replicas always run`] : [];
}
