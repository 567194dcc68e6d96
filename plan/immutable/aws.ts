import type { ImmutableInputs } from "../diff.js";

/**
 * Inputs of AWS resources that cannot change in place, by Pulumi type, in the names of `@pulumi/aws` 7.48. An empty list
 * says that all can. `block.*` says that the block's coming or going replaces, while what is in it changes in place.
 *
 * Source: `ForceNew`, `RequiresReplace()`, `CustomizeDiff` and `ModifyPlan` in hashicorp/terraform-provider-aws, which
 * `@pulumi/aws` wraps, read on 2026-11-24. Where that marks a block but not what is in it, and the API has no call to
 * change it (`vpcConfig` of a model), the whole block is listed.
 *
 * Of every resource that has a `region`, the provider replaces it when that changes; IAM and Budgets have none.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service
 */
export const AWS: ImmutableInputs = {
  "aws:ec2/vpc:Vpc": ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength", "region"],
  "aws:ec2/subnet:Subnet": [
    "availabilityZone",
    "availabilityZoneId",
    "cidrBlock",
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
    "ipv6IpamPoolId",
    "ipv6Native",
    "ipv6NetmaskLength",
    "outpostArn",
    "region",
    "vpcId",
  ],
  "aws:ec2/routeTable:RouteTable": ["region", "vpcId"],
  "aws:ec2/route:Route": [
    "destinationCidrBlock",
    "destinationIpv6CidrBlock",
    "destinationPrefixListId",
    "region",
    "routeTableId",
  ],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["gatewayId", "region", "subnetId"],
  "aws:ec2/internetGateway:InternetGateway": ["region"],
  "aws:ec2/eip:Eip": ["address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool", "region"],
  "aws:ec2/natGateway:NatGateway": [
    "allocationId",
    "availabilityMode",
    "connectivityType",
    "privateIp",
    "region",
    "secondaryPrivateIpAddressCount",
    "subnetId",
    "vpcId",
  ],
  // `privateDnsEnabled` replaces only where the endpoint is not of type Interface, the one type that has private names.
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    "dnsOptions.privateDnsPreference",
    "dnsOptions.privateDnsSpecifiedDomains",
    "region",
    "resourceConfigurationArn",
    "serviceName",
    "serviceNetworkArn",
    "serviceRegion",
    "vpcEndpointType",
    "vpcId",
  ],
  "aws:ec2/securityGroup:SecurityGroup": ["description", "name", "namePrefix", "region", "vpcId"],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["region", "vpcId"],
  // A rule's source or destination changes in place as long as it stays of one kind (address range, list or group).
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["region", "securityGroupId"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["region", "securityGroupId"],
  // All but the tags.
  "aws:ec2/flowLog:FlowLog": [
    "deliverCrossAccountRole",
    "destinationOptions",
    "eniId",
    "iamRoleArn",
    "logDestination",
    "logDestinationType",
    "logFormat",
    "maxAggregationInterval",
    "region",
    "regionalNatGatewayId",
    "subnetId",
    "trafficType",
    "transitGatewayAttachmentId",
    "transitGatewayId",
    "vpcId",
  ],
  // Anything else makes a new version of the same template.
  "aws:ec2/launchTemplate:LaunchTemplate": ["name", "namePrefix", "region"],
  "aws:ec2/placementGroup:PlacementGroup": ["name", "partitionCount", "region", "spreadLevel", "strategy"],
  "aws:autoscaling/group:Group": ["initialLifecycleHooks", "name", "namePrefix", "region"],
  "aws:autoscaling/schedule:Schedule": ["autoscalingGroupName", "region", "scheduledActionName"],
  "aws:cloudwatch/logGroup:LogGroup": ["logGroupClass", "name", "namePrefix", "region"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name", "region"],
  "aws:iam/role:Role": ["name", "namePrefix", "path"],
  "aws:iam/rolePolicy:RolePolicy": ["name", "namePrefix", "role"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
  "aws:iam/instanceProfile:InstanceProfile": ["name", "namePrefix", "path"],
  "aws:s3/bucket:Bucket": ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled", "region"],
  "aws:s3/bucketVersioning:BucketVersioning": ["bucket", "expectedBucketOwner", "region"],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    "bucket",
    "expectedBucketOwner",
    "region",
  ],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["bucket", "region"],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ["bucket", "region"],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["bucket", "expectedBucketOwner", "region"],
  "aws:s3/bucketPolicy:BucketPolicy": ["bucket", "region"],
  "aws:kms/key:Key": ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "region", "xksKeyId"],
  "aws:kms/alias:Alias": ["name", "namePrefix", "region"],
  "aws:sns/topic:Topic": ["fifoTopic", "name", "namePrefix", "region"],
  "aws:sns/topicPolicy:TopicPolicy": ["arn", "region"],
  "aws:sns/topicSubscription:TopicSubscription": ["endpoint", "protocol", "region", "topic"],
  // The API could change `subnetIds`; the provider replaces: hashicorp/terraform-provider-aws#48778.
  "aws:sagemaker/domain:Domain": [
    "authMode",
    "domainName",
    "domainSettings.securityGroupIds",
    "kmsKeyId",
    "region",
    "retentionPolicy.*",
    "subnetIds",
    "vpcId",
  ],
  "aws:sagemaker/userProfile:UserProfile": [
    "domainId",
    "region",
    "singleSignOnUserIdentifier",
    "singleSignOnUserValue",
    "userProfileName",
  ],
  "aws:sagemaker/modelPackageGroup:ModelPackageGroup": [
    "modelPackageGroupDescription",
    "modelPackageGroupName",
    "region",
  ],
  "aws:sagemaker/mlflowApp:MlflowApp": ["region", "roleArn"],
  // All but the tags.
  "aws:sagemaker/model:Model": [
    "containers",
    "enableNetworkIsolation",
    "executionRoleArn",
    "inferenceExecutionConfig",
    "name",
    "primaryContainer",
    "region",
    "vpcConfig",
  ],
  // All but the tags.
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [
    "asyncInferenceConfig",
    "dataCaptureConfig",
    "executionRoleArn",
    "kmsKeyArn",
    "name",
    "namePrefix",
    "productionVariants",
    "region",
    "shadowProductionVariants",
  ],
  // Another configuration is rolled out in place. The API could add or drop rollback alarms; the provider replaces.
  "aws:sagemaker/endpoint:Endpoint": ["deploymentConfig.autoRollbackConfiguration.*", "name", "region"],
  "aws:appautoscaling/target:Target": ["region", "resourceId", "scalableDimension", "serviceNamespace"],
  "aws:appautoscaling/policy:Policy": ["name", "region", "resourceId", "scalableDimension", "serviceNamespace"],
  "aws:cloudcontrol/resource:Resource": ["region", "typeName"],
  "aws:budgets/budget:Budget": ["accountId", "name", "namePrefix"],
};
