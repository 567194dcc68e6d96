import { objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { CLOUD_CONTROL } from "./cloud-control.js";
import { ENDPOINT_CONFIGURATION, endpointConfiguration } from "./endpoint-configuration.js";

export const endpointCaptureKmsEncrypted = rule({
  name: "aws-endpoint-capture-kms-encrypted",
  description: "In prod, captured requests and answers of a SageMaker endpoint are encrypted by a key of the account.",
  cloud: "aws",
  environment: "prod",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(2), nistAiRmf("MEASURE 2.10")],
  remediation: "Set kmsKeyId of dataCaptureConfig to a KMS key of the account.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture.html",
  scope: "resource",
  checks: { [ENDPOINT_CONFIGURATION]: check, [CLOUD_CONTROL]: check },
});

function check(resource: Resource): readonly string[] {
  const configuration = endpointConfiguration(resource) ?? {};
  if (!("dataCaptureConfig" in configuration)) return [];
  const capture = objectOf(configuration.dataCaptureConfig);
  if ("kmsKeyId" in capture || capture.enableCapture === false) return [];
  return ["dataCaptureConfig has no KMS key: a key of S3's encrypts what users ask and are told"];
}
