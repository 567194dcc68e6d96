import type { SampleStack } from "./sample-stacks.js";

/** What a cloud says, in its own words. */
interface CloudErrors {
  /** Something new is not known everywhere yet. */
  readonly propagation: readonly string[];
  /** There is no quota, or no capacity. */
  readonly capacity: readonly string[];
}

const CLOUD_ERRORS: Readonly<Record<string, CloudErrors>> = {
  aws: {
    propagation: [
      // awslabs/predictive-maintenance-using-machine-learning#3
      "ValidationException: Could not assume role arn:aws:iam::123456789012:role/chat. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.",
      // aws/sagemaker-python-sdk#43
      "ValidationException: SageMaker was unable to assume the role 'arn:aws:iam::123456789012:role/chat'",
    ],
    capacity: [
      // awsdocs/amazon-sagemaker-developer-guide#70
      "ResourceLimitExceeded: The account-level service limit 'ml.g6.xlarge for endpoint usage' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances. Please contact AWS support to request an increase for this limit.",
    ],
  },
  gcp: {
    propagation: [
      // hashicorp/terraform-provider-google#10510
      "googleapi: Error 403: Serverless VPC Access API has not been used in project 962980043765 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/vpcaccess.googleapis.com/overview?project=962980043765 then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.",
      // ollionorg/gcp-landing-zone#59
      "googleapi: Error 403: Permission denied on Cloud KMS key. Please ensure that your Cloud Storage service account has been authorized to use this key., forbidden",
      // sourcegraph/sourcegraph-public-snapshot#59045
      "Error waiting for Creating Service: Error code 13, message: Revision 'sams-00001-8m6' is not ready and cannot serve traffic. Permission denied on secret: projects/acme/secrets/token/versions/latest for Revision service account chat@acme.iam.gserviceaccount.com.",
    ],
    capacity: [
      // googlefonts/fontbakery-dashboard#81
      "ZONE_RESOURCE_POOL_EXHAUSTED: The zone 'projects/acme/zones/us-central1-a' does not have enough resources available to fulfill the request. Try a different zone, or try again later.",
    ],
  },
  azure: {
    propagation: [
      // Azure/ResourceModules#981
      "PrincipalNotFound: Principal 0a1b2c3d4e5f4a6b8c7d0123456789ab does not exist in the directory 9f8e7d6c-5b4a-4392-8170-6f5e4d3c2b1a.",
    ],
    capacity: [
      // Azure-Samples/azuresandbox#70
      "SkuNotAvailable: The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: Standard_B2s' is currently not available in location 'eastus'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.",
      // Azure/karpenter-provider-azure#192
      "OperationNotAllowed: Operation could not be completed as it results in exceeding approved standardDASv5Family Cores quota. Additional details - Deployment Model: Resource Manager, Location: eastus, Current Limit: 100, Current Usage: 96, Additional Required: 64, (Minimum) New Limit Required: 160.",
    ],
  },
};

export function errorsOf(stack: SampleStack): CloudErrors {
  return CLOUD_ERRORS[stack.split("-")[0] as string] as CloudErrors;
}
