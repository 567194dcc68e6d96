import { listOf, numberOf } from "../../plan/inputs.js";
import { fsbp, nistAiRmf } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { CLOUD_CONTROL } from "./cloud-control.js";
import { ENDPOINT_CONFIGURATION, endpointConfiguration, scalesItself } from "./endpoint-configuration.js";

export const endpointSeveralInstances = rule({
  name: "aws-endpoint-several-instances",
  description: "In prod, a SageMaker endpoint starts with more than one machine.",
  cloud: "aws",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [fsbp("SageMaker.4"), nistAiRmf("MEASURE 2.7")],
  remediation:
    "Set initialInstanceCount, and minCapacity of its scaling target, to 2 or more: SageMaker spreads them over zones.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-best-practices.html",
  scope: "resource",
  checks: { [ENDPOINT_CONFIGURATION]: check, [CLOUD_CONTROL]: check },
});

function* check(resource: Resource): Generator<string> {
  const variants = listOf(endpointConfiguration(resource)?.productionVariants);
  yield* ofEach(variants, function* (variant, index) {
    // Serverless has no machines, and with inference components the copies of the model are what counts.
    if ("serverlessConfig" in variant || scalesItself(variant)) return;
    const count = numberOf(variant.initialInstanceCount) ?? 1;
    if (count < 2) yield `productionVariants[${index}].initialInstanceCount is ${count}`;
  });
}
