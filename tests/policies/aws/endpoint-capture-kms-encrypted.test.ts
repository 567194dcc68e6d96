import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { endpointCaptureKmsEncrypted } from "../../../policies/aws/endpoint-capture-kms-encrypted.js";
import { describeRule, expectVerdict } from "../support.js";

const CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const BROKEN = "dataCaptureConfig has no KMS key: a key of S3's encrypts what users ask and are told";

describeRule(endpointCaptureKmsEncrypted, CONFIGURATION, {
  compliant: { inputs: { dataCaptureConfig: { enableCapture: true, kmsKeyId: "key" } }, environment: "prod" },
  broken: { inputs: { dataCaptureConfig: { enableCapture: true } }, environment: "prod", breaks: BROKEN },
  absent: { inputs: {}, environment: "prod", passes: true },
  unknown: { inputs: { dataCaptureConfig: UNKNOWN }, environment: "prod", undecided: "dataCaptureConfig" },
});

describeRule(endpointCaptureKmsEncrypted, CLOUD_CONTROL, {
  compliant: {
    inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: '{"DataCaptureConfig":{"KmsKeyId":"key"}}' },
    environment: "prod",
  },
  broken: {
    inputs: {
      typeName: "AWS::SageMaker::EndpointConfig",
      desiredState: '{"DataCaptureConfig":{"EnableCapture":true}}',
    },
    environment: "prod",
    breaks: BROKEN,
  },
  absent: { inputs: { typeName: "AWS::SageMaker::EndpointConfig" }, environment: "prod", passes: true },
  unknown: {
    inputs: { typeName: "AWS::SageMaker::EndpointConfig", desiredState: UNKNOWN },
    environment: "prod",
    undecided: "desiredState",
  },
});

describe("no key is asked for", () => {
  test("where capture is off", () =>
    expectVerdict(endpointCaptureKmsEncrypted, CONFIGURATION, {
      inputs: { dataCaptureConfig: { enableCapture: false } },
      environment: "prod",
      passes: true,
    }));

  test("outside prod", () =>
    expectVerdict(endpointCaptureKmsEncrypted, CONFIGURATION, {
      inputs: { dataCaptureConfig: { enableCapture: true } },
      silent: true,
    }));
});

test("a key that is yet to be made is one", () =>
  expectVerdict(endpointCaptureKmsEncrypted, CONFIGURATION, {
    inputs: { dataCaptureConfig: { enableCapture: true, kmsKeyId: UNKNOWN } },
    environment: "prod",
    passes: true,
  }));

test("other resources of Cloud Control are none of its business", () =>
  expectVerdict(endpointCaptureKmsEncrypted, CLOUD_CONTROL, {
    inputs: { typeName: "AWS::SageMaker::Cluster", desiredState: UNKNOWN },
    environment: "prod",
    passes: true,
  }));
