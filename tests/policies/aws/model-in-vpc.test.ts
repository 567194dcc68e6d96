import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { modelInVpc } from "../../../policies/aws/model-in-vpc.js";
import { describeRule, expectVerdict } from "../support.js";

const CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";

describeRule(modelInVpc, "aws:sagemaker/model:Model", {
  compliant: { inputs: { vpcConfig: { subnets: ["subnet-1"], securityGroupIds: ["sg-1"] } } },
  broken: {
    inputs: { primaryContainer: { image: "vllm:1" } },
    breaks: "no vpcConfig: its containers are in a network of SageMaker's own",
  },
  absent: { inputs: {}, breaks: "no vpcConfig: its containers are in a network of SageMaker's own" },
  unknown: { inputs: { vpcConfig: UNKNOWN }, passes: true },
});

const state = (desired: object) => ({
  typeName: "AWS::SageMaker::EndpointConfig",
  desiredState: JSON.stringify(desired),
});

describeRule(modelInVpc, CLOUD_CONTROL, {
  compliant: { inputs: state({ ProductionVariants: [{ VariantName: "a" }], VpcConfig: { Subnets: ["subnet-1"] } }) },
  broken: {
    inputs: state({ ProductionVariants: [{ VariantName: "a" }] }),
    breaks: "no vpcConfig: its inference components are in a network of SageMaker's own",
  },
  absent: { inputs: { typeName: "AWS::SageMaker::EndpointConfig" }, passes: true },
  unknown: {
    inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: UNKNOWN },
    undecided: "desiredState",
  },
});

describe("an endpoint configuration", () => {
  test("whose variants have models leaves the network to them", () =>
    expectVerdict(modelInVpc, CONFIGURATION, {
      inputs: { productionVariants: [{ variantName: "a", modelName: UNKNOWN }] },
      passes: true,
    }));

  test("of the provider's own cannot give inference components a network", () =>
    expectVerdict(modelInVpc, CONFIGURATION, {
      inputs: { productionVariants: [{ variantName: "a" }] },
      breaks: "no vpcConfig: its inference components are in a network of SageMaker's own",
    }));
});

test("what is null in a desired state is left out", () =>
  expectVerdict(modelInVpc, CLOUD_CONTROL, {
    inputs: state({ ProductionVariants: [{ VariantName: "a", ServerlessConfig: null }] }),
    breaks: "no vpcConfig: its inference components are in a network of SageMaker's own",
  }));

test("other resources of Cloud Control are none of its business", () =>
  expectVerdict(modelInVpc, CLOUD_CONTROL, {
    inputs: { typeName: "AWS::SageMaker::Cluster", desiredState: UNKNOWN },
    passes: true,
  }));
