import type { ImmutableInputs } from "../diff.js";

/**
 * Of a Cloud Control resource's `desiredState`, by CloudFormation type, the properties that cannot change in place.
 *
 * Source: "Update requires: Replacement" on each type's page in the CloudFormation template reference, 2026-11.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SageMaker.html
 */
export const CLOUDFORMATION: ImmutableInputs = {
  "AWS::SageMaker::EndpointConfig": [
    "AsyncInferenceConfig",
    "DataCaptureConfig",
    "EnableNetworkIsolation",
    "EndpointConfigName",
    "ExecutionRoleArn",
    "ExplainerConfig",
    "KmsKeyId",
    "ProductionVariants",
    "ShadowProductionVariants",
    "VpcConfig",
  ],
  "AWS::SageMaker::InferenceComponent": [],
};
