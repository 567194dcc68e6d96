import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import { fsbp, nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { CLOUD_CONTROL } from "./cloud-control.js";
import { carriesComponents, ENDPOINT_CONFIGURATION, endpointConfiguration } from "./endpoint-configuration.js";

const LEFT = "enableNetworkIsolation is not true, and false is SageMaker's default";

export const modelNetworkIsolation = rule({
  name: "aws-model-network-isolation",
  description: "Containers of a SageMaker model make no network calls; outside prod they may fetch their own weights.",
  cloud: "aws",
  severity: "medium",
  level: "mandatory",
  controls: [fsbp("SageMaker.5"), owaspLlm(3), nistAiRmf("MANAGE 3.2")],
  remediation:
    "Set enableNetworkIsolation to true and give the weights in modelDataSource, from a bucket of the account; for " +
    "inference components, EnableNetworkIsolation of an endpoint configuration of Cloud Control.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
  scope: "resource",
  checks: {
    "aws:sagemaker/model:Model": ({ inputs, environment }) => {
      if (inputs.enableNetworkIsolation === true) return [];
      if (environment === "prod") return [LEFT];
      const containers = [objectOf(inputs.primaryContainer), ...listOf(inputs.containers)];
      if (containers.some(givesWeights))
        return [`${LEFT}: its weights come from S3, so nothing of it needs the network`];
      // A container that fetches its weights from a hub cannot be isolated. What else it reaches is up to its network.
      return "vpcConfig" in inputs ? [] : [`${LEFT}: only in a network of the account may it fetch its own weights`];
    },
    [ENDPOINT_CONFIGURATION]: components,
    [CLOUD_CONTROL]: components,
  },
});

function givesWeights(container: Inputs): boolean {
  return "modelDataUrl" in container || "modelDataSource" in container;
}

/** What a model says does not hold for inference components; the provider's own resource says nothing. */
function components(resource: Resource): readonly string[] {
  if (resource.environment !== "prod") return [];
  const configuration = endpointConfiguration(resource) ?? {};
  return carriesComponents(configuration) && configuration.enableNetworkIsolation !== true
    ? [`${LEFT}, for its inference components`]
    : [];
}
