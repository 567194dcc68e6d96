import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import type { Resource, StackView } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { CLOUD_CONTROL } from "./cloud-control.js";
import { ENDPOINT_CONFIGURATION, endpointConfiguration, scalesItself } from "./endpoint-configuration.js";
import { componentScales, ENDPOINT, INFERENCE_COMPONENT, variantScales } from "./scaling-targets.js";

export const endpointAutoscaling = rule({
  name: "aws-endpoint-autoscaling",
  description: "A SageMaker endpoint scales with its requests, between a least and a most number of replicas.",
  cloud: "aws",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 1.3")],
  remediation: "Add an appautoscaling Target, and a Policy, for each variant or inference component of the endpoint.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html",
  scope: "stack",
  checks: {
    [ENDPOINT]: (endpoint, _, stack) => {
      const components = stack
        .referring(endpoint, CLOUD_CONTROL)
        .filter(({ inputs }) => inputs.typeName === INFERENCE_COMPONENT);
      if (components.length === 0) return unscaledVariants(endpoint, stack);
      return ofEach(components, (component) =>
        componentScales(component, stack) ? [] : [`nothing scales its inference component ${component.name}`],
      );
    },
  },
});

function* unscaledVariants(endpoint: Resource, stack: StackView): Generator<string> {
  const configuration = stack.referred(endpoint, "endpointConfigName", ENDPOINT_CONFIGURATION, CLOUD_CONTROL);
  const variants = listOf(configuration && endpointConfiguration(configuration)?.productionVariants);
  if (variants.length > 1)
    yield* ofEach(variants, (variant, index) =>
      isBounded(variant) || variantScales(endpoint, stack, { name: variant.variantName })
        ? []
        : [`nothing scales productionVariants[${index}] of its configuration`],
    );
  else if (!variants.some(isBounded) && !variantScales(endpoint, stack)) yield "nothing scales it";
}

/** A serverless variant has a most number of requests at once, one with managed scaling a most number of machines. */
function isBounded(variant: Inputs): boolean {
  const bound = objectOf(variant.managedInstanceScaling);
  return "serverlessConfig" in variant || (scalesItself(variant) && "maxInstanceCount" in bound);
}
