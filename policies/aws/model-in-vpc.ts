import { nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { CLOUD_CONTROL } from "./cloud-control.js";
import { carriesComponents, ENDPOINT_CONFIGURATION, endpointConfiguration } from "./endpoint-configuration.js";

export const modelInVpc = rule({
  name: "aws-model-in-vpc",
  description: "Containers of a SageMaker model, or of an inference component, are in a network of the account.",
  cloud: "aws",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(2), nistAiRmf("MEASURE 2.7")],
  remediation:
    "Set vpcConfig to private subnets and a security group without ingress; for inference components, VpcConfig of an " +
    "endpoint configuration of Cloud Control.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html",
  scope: "resource",
  checks: {
    "aws:sagemaker/model:Model": ({ inputs }) =>
      "vpcConfig" in inputs ? [] : ["no vpcConfig: its containers are in a network of SageMaker's own"],
    [ENDPOINT_CONFIGURATION]: components,
    [CLOUD_CONTROL]: components,
  },
});

/** What a model says of the network does not hold for inference components; the provider's own resource says nothing. */
function components(resource: Resource): readonly string[] {
  const configuration = endpointConfiguration(resource) ?? {};
  return carriesComponents(configuration) && !("vpcConfig" in configuration)
    ? ["no vpcConfig: its inference components are in a network of SageMaker's own"]
    : [];
}
