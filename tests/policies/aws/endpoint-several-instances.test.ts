import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { endpointSeveralInstances } from "../../../policies/aws/endpoint-several-instances.js";
import { describeRule, expectVerdict } from "../support.js";

const CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";

describeRule(endpointSeveralInstances, CONFIGURATION, {
  compliant: { inputs: { productionVariants: [{ initialInstanceCount: 2 }] }, environment: "prod" },
  broken: {
    inputs: { productionVariants: [{ initialInstanceCount: 2 }, { initialInstanceCount: 1 }] },
    environment: "prod",
    breaks: "productionVariants[1].initialInstanceCount is 1",
  },
  absent: {
    inputs: { productionVariants: [{}] },
    environment: "prod",
    breaks: "productionVariants[0].initialInstanceCount is 1",
  },
  unknown: {
    inputs: { productionVariants: [{ initialInstanceCount: UNKNOWN }] },
    environment: "prod",
    undecided: "productionVariants[0].initialInstanceCount",
  },
});

describe("one machine is enough", () => {
  test("outside prod", () =>
    expectVerdict(endpointSeveralInstances, CONFIGURATION, {
      inputs: { productionVariants: [{ initialInstanceCount: 1 }] },
      silent: true,
    }));

  test("where SageMaker starts machines for inference components", () =>
    expectVerdict(endpointSeveralInstances, CONFIGURATION, {
      inputs: { productionVariants: [{ initialInstanceCount: 1, managedInstanceScaling: { status: "ENABLED" } }] },
      environment: "prod",
      passes: true,
    }));

  test("not where such scaling is off", () =>
    expectVerdict(endpointSeveralInstances, CONFIGURATION, {
      inputs: { productionVariants: [{ initialInstanceCount: 1, managedInstanceScaling: { status: "DISABLED" } }] },
      environment: "prod",
      breaks: "productionVariants[0].initialInstanceCount is 1",
    }));

  test("where a variant is serverless", () =>
    expectVerdict(endpointSeveralInstances, CONFIGURATION, {
      inputs: { productionVariants: [{ serverlessConfig: { maxConcurrency: 5, memorySizeInMb: 2048 } }] },
      environment: "prod",
      passes: true,
    }));
});

test("Cloud Control's configurations are looked at", () =>
  expectVerdict(endpointSeveralInstances, CLOUD_CONTROL, {
    inputs: {
      typeName: "AWS::SageMaker::EndpointConfig",
      desiredState: '{"ProductionVariants":[{"ModelName":"m","InitialInstanceCount":1}]}',
    },
    environment: "prod",
    breaks: "productionVariants[0].initialInstanceCount is 1",
  }));
