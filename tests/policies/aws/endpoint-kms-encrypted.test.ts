import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { endpointKmsEncrypted } from "../../../policies/aws/endpoint-kms-encrypted.js";
import { describeRule, expectVerdict } from "../support.js";

const CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const BROKEN = "no KMS key: a key of AWS's encrypts the disks of its machines";

const on = (...instanceTypes: readonly string[]) => ({
  productionVariants: instanceTypes.map((instanceType) => ({ instanceType })),
});

describeRule(endpointKmsEncrypted, CONFIGURATION, {
  compliant: { inputs: { ...on("ml.inf2.xlarge"), kmsKeyArn: "arn:aws:kms:us-east-1:1:key/1" }, environment: "prod" },
  broken: { inputs: on("ml.inf2.xlarge"), environment: "prod", breaks: BROKEN },
  absent: { inputs: {}, environment: "prod", breaks: BROKEN },
  unknown: { inputs: { ...on("ml.inf2.xlarge"), kmsKeyArn: UNKNOWN }, environment: "prod", passes: true },
});

describeRule(endpointKmsEncrypted, CLOUD_CONTROL, {
  compliant: {
    inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: '{"KmsKeyId":"key"}' },
    environment: "prod",
  },
  broken: {
    inputs: {
      typeName: "AWS::SageMaker::EndpointConfig",
      desiredState: '{"ProductionVariants":[{"InstanceType":"ml.inf2.xlarge"}]}',
    },
    environment: "prod",
    breaks: BROKEN,
  },
  absent: { inputs: { typeName: "AWS::SageMaker::EndpointConfig" }, environment: "prod", breaks: BROKEN },
  unknown: {
    inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: UNKNOWN },
    environment: "prod",
    undecided: "desiredState",
  },
});

describe("no key is asked for", () => {
  test("where one machine has local NVMe disks: SageMaker refuses it", () =>
    expectVerdict(endpointKmsEncrypted, CONFIGURATION, {
      inputs: on("ml.inf2.xlarge", "ml.g6e.xlarge"),
      environment: "prod",
      passes: true,
    }));

  test("where the machine of a shadow variant has them", () =>
    expectVerdict(endpointKmsEncrypted, CONFIGURATION, {
      inputs: { ...on("ml.inf2.xlarge"), shadowProductionVariants: [{ instanceType: "ml.p5.48xlarge" }] },
      environment: "prod",
      passes: true,
    }));

  test("outside prod", () =>
    expectVerdict(endpointKmsEncrypted, CONFIGURATION, { inputs: on("ml.inf2.xlarge"), silent: true }));

  test("of other resources of Cloud Control", () =>
    expectVerdict(endpointKmsEncrypted, CLOUD_CONTROL, {
      inputs: { typeName: "AWS::SageMaker::Cluster", desiredState: "{}" },
      environment: "prod",
      passes: true,
    }));
});

test("a serverless variant takes a key", () =>
  expectVerdict(endpointKmsEncrypted, CONFIGURATION, {
    inputs: { productionVariants: [{ serverlessConfig: { maxConcurrency: 5, memorySizeInMb: 2048 } }] },
    environment: "prod",
    breaks: BROKEN,
  }));

test("an instance type that is unknown is not decided", () =>
  expectVerdict(endpointKmsEncrypted, CONFIGURATION, {
    inputs: on(UNKNOWN),
    environment: "prod",
    undecided: "productionVariants[0].instanceType",
  }));
