import { priceAutoScalingGroup, priceLaunchTemplate } from "./aws/auto-scaling-group.js";
import { priceFlowLog, priceLogGroup, priceMetricAlarm, priceScalingPolicy, priceTopic } from "./aws/monitoring.js";
import { priceElasticIp, priceNatGateway, priceVpcEndpoint } from "./aws/network.js";
import { chargeOf, rateInWords } from "./aws/rates.js";
import { priceCloudControl, priceEndpoint, priceModel } from "./aws/sagemaker-endpoint.js";
import { priceDomain, priceUserProfile } from "./aws/sagemaker-studio.js";
import { type PriceRule, type Pricing, steady } from "./quote.js";

const free: PriceRule = () => "free";

/**
 * What the resources of AWS cost. What depends on a use that no plan tells, as requests to a key or the traffic of NAT
 * gateways and interface endpoints, is not in the charges, but for the weights of a wake-up.
 *
 * A budget is free without actions: $0.00 a budget-day in the price list of AWS Budgets (labofsahil/aws-pricing-dataset,
 * in force since 2020-10-01).
 */
export const AWS_PRICING: Pricing = {
  "aws:appautoscaling/policy:Policy": priceScalingPolicy,
  "aws:appautoscaling/target:Target": free,
  "aws:autoscaling/group:Group": priceAutoScalingGroup,
  "aws:autoscaling/schedule:Schedule": free,
  "aws:budgets/budget:Budget": free,
  "aws:cloudcontrol/resource:Resource": priceCloudControl,
  "aws:cloudwatch/logGroup:LogGroup": priceLogGroup,
  "aws:cloudwatch/metricAlarm:MetricAlarm": priceMetricAlarm,
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": free,
  "aws:ec2/eip:Eip": priceElasticIp,
  "aws:ec2/flowLog:FlowLog": priceFlowLog,
  "aws:ec2/internetGateway:InternetGateway": free,
  "aws:ec2/launchTemplate:LaunchTemplate": priceLaunchTemplate,
  "aws:ec2/natGateway:NatGateway": priceNatGateway,
  "aws:ec2/placementGroup:PlacementGroup": free,
  "aws:ec2/route:Route": free,
  "aws:ec2/routeTable:RouteTable": free,
  "aws:ec2/routeTableAssociation:RouteTableAssociation": free,
  "aws:ec2/securityGroup:SecurityGroup": free,
  "aws:ec2/subnet:Subnet": free,
  "aws:ec2/vpc:Vpc": free,
  "aws:ec2/vpcEndpoint:VpcEndpoint": priceVpcEndpoint,
  "aws:iam/instanceProfile:InstanceProfile": free,
  "aws:iam/role:Role": free,
  "aws:iam/rolePolicy:RolePolicy": free,
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": free,
  "aws:kms/alias:Alias": free,
  "aws:kms/key:Key": ({ region }) => [chargeOf("key", "kmsKey", region, steady(1))],
  "aws:s3/bucket:Bucket": ({ region }) => ({
    unpriced: `billed by what it holds: ${rateInWords("s3Standard", region)}`,
  }),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": free,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": free,
  "aws:s3/bucketPolicy:BucketPolicy": free,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": free,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": free,
  "aws:s3/bucketVersioning:BucketVersioning": free,
  "aws:sagemaker/domain:Domain": priceDomain,
  "aws:sagemaker/endpoint:Endpoint": priceEndpoint,
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": free,
  "aws:sagemaker/mlflowApp:MlflowApp": () => ({ unpriced: "no source gives the rate of an MLflow app" }),
  "aws:sagemaker/model:Model": priceModel,
  "aws:sagemaker/modelPackageGroup:ModelPackageGroup": free,
  "aws:sagemaker/userProfile:UserProfile": priceUserProfile,
  "aws:sns/topic:Topic": priceTopic,
  "aws:sns/topicPolicy:TopicPolicy": free,
  "aws:sns/topicSubscription:TopicSubscription": free,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": free,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": free,
};
