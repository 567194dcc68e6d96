import { awsHasLocalNvme } from "../../catalog/aws/instance-families.js";
import { listOf, textOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { CLOUD_CONTROL } from "./cloud-control.js";
import { ENDPOINT_CONFIGURATION, endpointConfiguration } from "./endpoint-configuration.js";

export const endpointKmsEncrypted = rule({
  name: "aws-endpoint-kms-encrypted",
  description: "In prod, disks of a SageMaker endpoint are encrypted by a key of the account.",
  cloud: "aws",
  environment: "prod",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(2), nistAiRmf("MEASURE 2.10")],
  remediation: "Set kmsKeyArn to a KMS key of the account.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html",
  scope: "resource",
  checks: { [ENDPOINT_CONFIGURATION]: check, [CLOUD_CONTROL]: check },
});

function check(resource: Resource): readonly string[] {
  const configuration = endpointConfiguration(resource);
  if (configuration === undefined || "kmsKeyArn" in configuration) return [];
  const variants = [...listOf(configuration.productionVariants), ...listOf(configuration.shadowProductionVariants)];
  // SageMaker refuses a key where one machine has local disks: their hardware encrypts them.
  if (variants.some(({ instanceType }) => awsHasLocalNvme(textOf(instanceType) ?? ""))) return [];
  return ["no KMS key: a key of AWS's encrypts the disks of its machines"];
}
