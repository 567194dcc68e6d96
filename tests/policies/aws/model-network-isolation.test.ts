import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { modelNetworkIsolation } from "../../../policies/aws/model-network-isolation.js";
import { describeRule, expectVerdict } from "../support.js";

const MODEL = "aws:sagemaker/model:Model";
const CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const LEFT = "enableNetworkIsolation is not true, and false is SageMaker's default";

describeRule(modelNetworkIsolation, MODEL, {
  compliant: { inputs: { enableNetworkIsolation: true }, environment: "prod" },
  broken: { inputs: { enableNetworkIsolation: false, vpcConfig: {} }, environment: "prod", breaks: LEFT },
  absent: { inputs: {}, environment: "prod", breaks: LEFT },
  unknown: { inputs: { enableNetworkIsolation: UNKNOWN }, undecided: "enableNetworkIsolation" },
});

describe("outside prod, a model without isolation", () => {
  test("may fetch its own weights through a network of the account", () =>
    expectVerdict(modelNetworkIsolation, MODEL, {
      inputs: { primaryContainer: { environment: { HF_MODEL_ID: "Qwen/Qwen3-8B" } }, vpcConfig: UNKNOWN },
      passes: true,
    }));

  test("may not fetch them through SageMaker's own", () =>
    expectVerdict(modelNetworkIsolation, MODEL, {
      inputs: { primaryContainer: { environment: { HF_MODEL_ID: "Qwen/Qwen3-8B" } } },
      breaks: `${LEFT}: only in a network of the account may it fetch its own weights`,
    }));

  test.each([
    ["modelDataUrl", { primaryContainer: { modelDataUrl: UNKNOWN } }],
    ["modelDataSource", { containers: [{}, { modelDataSource: { s3DataSources: [] } }] }],
  ])("has no reason for it with %s", (_, weights) =>
    expectVerdict(modelNetworkIsolation, MODEL, {
      inputs: { ...weights, vpcConfig: {} },
      breaks: `${LEFT}: its weights come from S3, so nothing of it needs the network`,
    }),
  );
});

const state = (desired: object) => ({
  typeName: "AWS::SageMaker::EndpointConfig",
  desiredState: JSON.stringify(desired),
});

describeRule(modelNetworkIsolation, CLOUD_CONTROL, {
  compliant: {
    inputs: state({ ProductionVariants: [{ VariantName: "a" }], EnableNetworkIsolation: true }),
    environment: "prod",
  },
  broken: {
    inputs: state({ ProductionVariants: [{ VariantName: "a" }], EnableNetworkIsolation: false }),
    environment: "prod",
    breaks: `${LEFT}, for its inference components`,
  },
  absent: { inputs: { typeName: "AWS::SageMaker::EndpointConfig" }, environment: "prod", passes: true },
  unknown: {
    inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: UNKNOWN },
    environment: "prod",
    undecided: "desiredState",
  },
});

describe("an endpoint configuration", () => {
  const components = { productionVariants: [{ variantName: "a" }] };

  test("of the provider's own cannot isolate inference components", () =>
    expectVerdict(modelNetworkIsolation, CONFIGURATION, {
      inputs: components,
      environment: "prod",
      breaks: `${LEFT}, for its inference components`,
    }));

  test("need not isolate them outside prod", () =>
    expectVerdict(modelNetworkIsolation, CONFIGURATION, { inputs: components, passes: true }));

  test("whose variants have models leaves isolation to them", () =>
    expectVerdict(modelNetworkIsolation, CONFIGURATION, {
      inputs: { productionVariants: [{ variantName: "a", modelName: UNKNOWN }] },
      environment: "prod",
      passes: true,
    }));
});

test("other resources of Cloud Control are none of its business", () =>
  expectVerdict(modelNetworkIsolation, CLOUD_CONTROL, {
    inputs: { typeName: "AWS::SageMaker::Cluster", desiredState: UNKNOWN },
    environment: "prod",
    passes: true,
  }));
