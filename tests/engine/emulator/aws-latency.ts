import type { Published, TypeLatency } from "./latency.js";

/** The apply of a VPC with its parts, printed to the second. */
const VPC_LOG = {
  source: "https://github.com/DevopsArtFactory/terraform-provisioning/pull/7",
  asOf: "2024-10-03",
};

/** Qwen3-8B on an ml.g6.2xlarge that has to be started and to pull the image, before images were cached. */
const MODEL_START: Published = {
  class: "model",
  createSec: 525,
  source:
    "https://aws.amazon.com/blogs/machine-learning/introducing-container-caching-in-amazon-sagemaker-ai-for-faster-model-scaling/",
  asOf: "2026-06-16",
};

/** How long AWS works on what the stacks are made of. */
export const AWS_LATENCY: Readonly<Record<string, TypeLatency>> = {
  "aws:appautoscaling/policy:Policy": "setting",
  "aws:appautoscaling/target:Target": "setting",
  // Pools begin without machines, and `up` does not wait for any.
  "aws:autoscaling/group:Group": "network",
  "aws:autoscaling/schedule:Schedule": "setting",
  "aws:budgets/budget:Budget": "setting",
  "aws:cloudcontrol/resource:Resource": ({ typeName }) =>
    // The endpoint's machine runs by then: at most as long as with its start.
    typeName === "AWS::SageMaker::InferenceComponent" ? { ...MODEL_START, atMost: true } : "setting",
  "aws:cloudwatch/logGroup:LogGroup": "setting",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "setting",
  "aws:ec2/defaultRouteTable:DefaultRouteTable": "setting",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "setting",
  "aws:ec2/eip:Eip": { class: "setting", createSec: 1, ...VPC_LOG },
  "aws:ec2/flowLog:FlowLog": "setting",
  "aws:ec2/internetGateway:InternetGateway": { class: "setting", createSec: 1, ...VPC_LOG },
  "aws:ec2/launchTemplate:LaunchTemplate": "setting",
  "aws:ec2/natGateway:NatGateway": {
    class: "service",
    createSec: 187,
    atMost: true, // the acceptance test TestAccVPCNATGateway_ConnectivityType_private: it deletes the gateway, too
    source: "https://github.com/hashicorp/terraform-provider-aws/pull/47349",
    asOf: "2026-04-09",
  },
  "aws:ec2/placementGroup:PlacementGroup": "setting",
  "aws:ec2/route:Route": "setting",
  "aws:ec2/routeTable:RouteTable": { class: "setting", createSec: 1, ...VPC_LOG },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "setting",
  "aws:ec2/securityGroup:SecurityGroup": "setting",
  "aws:ec2/subnet:Subnet": "setting",
  "aws:ec2/vpc:Vpc": { class: "network", createSec: 22, ...VPC_LOG },
  // An interface endpoint puts network interfaces into subnets, one for S3 an entry into route tables.
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ vpcEndpointType }) => (vpcEndpointType === "Interface" ? "service" : "network"),
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": "setting",
  "aws:iam/instanceProfile:InstanceProfile": "setting",
  "aws:iam/role:Role": "setting",
  "aws:iam/rolePolicy:RolePolicy": "setting",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "setting",
  "aws:kms/alias:Alias": "setting",
  "aws:kms/key:Key": "network",
  "aws:s3/bucket:Bucket": "setting",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "network",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "setting",
  "aws:s3/bucketPolicy:BucketPolicy": "setting",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "setting",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "setting",
  "aws:s3/bucketVersioning:BucketVersioning": "setting",
  "aws:sagemaker/domain:Domain": {
    class: "service",
    createSec: 250,
    atMost: true, // the acceptance test Domain/basic: it makes a VPC before and deletes both after
    source: "https://github.com/hashicorp/terraform-provider-aws/pull/41979",
    asOf: "2025-03-25",
  },
  "aws:sagemaker/endpoint:Endpoint": ({ deploymentConfig }) =>
    deploymentConfig === undefined
      ? {
          class: "machine",
          createSec: 107, // an endpoint for inference components, from its creation to its last change, in service
          source: "https://github.com/aws/amazon-sagemaker-examples/issues/3432",
          asOf: "2023-12-20",
        }
      : MODEL_START,
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": "setting",
  "aws:sagemaker/mlflowApp:MlflowApp": {
    class: "service",
    createSec: 144,
    atMost: true, // the acceptance test TestAccSageMakerMlflowApp_basic: it deletes the app, too
    source: "https://github.com/hashicorp/terraform-provider-aws/pull/45565",
    asOf: "2025-12-12",
  },
  "aws:sagemaker/model:Model": "setting",
  "aws:sagemaker/modelPackageGroup:ModelPackageGroup": "setting",
  "aws:sagemaker/userProfile:UserProfile": "network",
  "aws:sns/topic:Topic": "setting",
  "aws:sns/topicPolicy:TopicPolicy": "setting",
  "aws:sns/topicSubscription:TopicSubscription": "setting",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "setting",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "setting",
};
