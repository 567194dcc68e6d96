import { type Properties, places, stringsAt } from "../../support/value-paths.js";
import {
  ACCOUNT,
  arn,
  byName,
  hex,
  type Kind,
  kindOf,
  LOG_GROUP,
  type Making,
  named,
  sageMaker,
  serviceLogGroup,
  settingOf,
  stateOf,
} from "./aws-kinds.js";
import { SECURITY_GROUPS, SUBNET, VPC } from "./aws-network.js";
import type { Entry } from "./inventory.js";

const ROLE = "aws:iam/role:Role";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const PLACEMENT_GROUP = "aws:ec2/placementGroup:PlacementGroup";
const GROUP = "aws:autoscaling/group:Group";
const BUCKET = "aws:s3/bucket:Bucket";
const KEY = "aws:kms/key:Key";
const TOPIC = "aws:sns/topic:Topic";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const DOMAIN = "aws:sagemaker/domain:Domain";
const MODEL = "aws:sagemaker/model:Model";
const CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const REGISTRY_CONFIGURATION = "AWS::SageMaker::EndpointConfig";
const ENDPOINT = "aws:sagemaker/endpoint:Endpoint";
const COMPONENT = "AWS::SageMaker::InferenceComponent";
const TARGET = "aws:appautoscaling/target:Target";
const FILE_SYSTEM = "AWS::EFS::FileSystem";

const NAME = { input: "name", prefix: "namePrefix" };
const bucketSetting: Kind = { setting: true, make: settingOf("bucket"), refers: { bucket: { to: [BUCKET] } } };

/** IAM has no region. */
function iam(resource: string) {
  return ({ inputs }: Making) => ({
    id: String(inputs.name),
    arn: arn("iam", "", `${resource}${inputs.path ?? "/"}${inputs.name}`),
    uniqueId: `A${hex(20).toUpperCase()}`,
  });
}

export const SERVICES: Readonly<Record<string, Kind>> = {
  [LOG_GROUP]: {
    named: NAME,
    make: byName("logs", "log-group:"),
    refers: { kmsKeyId: { to: [KEY] } },
    keeps: (entry) => (entry.inputs.skipDestroy === true ? [{ ...entry, kept: "skipDestroy" }] : []),
  },
  [ALARM]: { named: NAME, make: byName("cloudwatch", "alarm:") },
  [ROLE]: { named: NAME, make: iam("role") },
  "aws:iam/rolePolicy:RolePolicy": {
    named: NAME,
    make: ({ inputs }) => ({ id: `${inputs.role}:${inputs.name}` }),
    refers: { role: { to: [ROLE], holds: true } },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    setting: true,
    make: ({ inputs }) => ({ id: `${inputs.role}-${inputs.policyArn}` }),
    refers: { role: { to: [ROLE], holds: true } },
  },
  [PROFILE]: { named: NAME, make: iam("instance-profile"), refers: { role: { to: [ROLE] } } },
  [TEMPLATE]: {
    named: NAME,
    make: ({ region }) => {
      const id = `lt-${hex(17)}`;
      return { id, arn: arn("ec2", region, `launch-template/${id}`), latestVersion: 1, defaultVersion: 1 };
    },
    unique: ({ name }) => String(name),
    updates: { latestVersion: (old) => Number(old) + 1, defaultVersion: (old) => Number(old) + 1 },
    refers: {
      "iamInstanceProfile.arn": { to: [PROFILE] },
      "iamInstanceProfile.name": { to: [PROFILE] },
      "networkInterfaces[].securityGroups[]": { to: SECURITY_GROUPS },
      "vpcSecurityGroupIds[]": { to: SECURITY_GROUPS },
      "blockDeviceMappings[].ebs.kmsKeyId": { to: [KEY] },
      "placement.groupName": { to: [PLACEMENT_GROUP] },
    },
  },
  [PLACEMENT_GROUP]: {
    named: { input: "name" },
    make: byName("ec2", "placement-group/", "name", () => ({ placementGroupId: `pg-${hex(17)}` })),
  },
  [GROUP]: {
    named: NAME,
    make: ({ inputs, region }) => ({
      id: String(inputs.name),
      arn: arn("autoscaling", region, `autoScalingGroup:${crypto.randomUUID()}:autoScalingGroupName/${inputs.name}`),
    }),
    refers: {
      "vpcZoneIdentifiers[]": { to: [SUBNET] },
      "launchTemplate.id": { to: [TEMPLATE] },
      "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId": { to: [TEMPLATE] },
      placementGroup: { to: [PLACEMENT_GROUP] },
    },
  },
  "aws:autoscaling/schedule:Schedule": {
    make: ({ inputs, region }) => ({
      id: String(inputs.scheduledActionName),
      arn: arn("autoscaling", region, `scheduledUpdateGroupAction:${crypto.randomUUID()}`),
    }),
    unique: ({ autoscalingGroupName, scheduledActionName }) => `${autoscalingGroupName} ${scheduledActionName}`,
    refers: { autoscalingGroupName: { to: [GROUP] } },
  },
  [BUCKET]: {
    named: { input: "bucket", prefix: "bucketPrefix" },
    make: ({ inputs: { bucket }, region }) => ({
      id: String(bucket),
      arn: `arn:aws:s3:::${bucket}`,
      bucketDomainName: `${bucket}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
      bucketRegion: region,
    }),
  },
  "aws:s3/bucketVersioning:BucketVersioning": bucketSetting,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    ...bucketSetting,
    refers: { ...bucketSetting.refers, "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId": { to: [KEY] } },
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketSetting,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": bucketSetting,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucketSetting,
  "aws:s3/bucketPolicy:BucketPolicy": bucketSetting,
  [KEY]: {
    make: ({ region }) => {
      const id = crypto.randomUUID();
      return { id, keyId: id, arn: arn("kms", region, `key/${id}`) };
    },
    keeps: (entry) => [
      { ...entry, kept: `can be restored for ${entry.inputs.deletionWindowInDays ?? 30} days, then goes by itself` },
    ],
  },
  "aws:kms/alias:Alias": {
    named: { ...NAME, beginning: "alias/" },
    make: byName("kms", "", "name", ({ inputs, contents }) => ({
      targetKeyArn: named(contents, inputs, "targetKeyId", [KEY])[0]?.outputs.arn,
    })),
    refers: { targetKeyId: { to: [KEY] } },
  },
  [TOPIC]: {
    named: NAME,
    make: ({ inputs, region }) => {
      const itsArn = arn("sns", region, String(inputs.name));
      return { id: itsArn, arn: itsArn, owner: ACCOUNT };
    },
    refers: { kmsMasterKeyId: { to: [KEY] } },
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    setting: true,
    make: ({ inputs }) => ({ id: String(inputs.arn), owner: ACCOUNT }),
    refers: { arn: { to: [TOPIC] } },
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    make: ({ inputs }) => {
      const id = `${inputs.topic}:${crypto.randomUUID()}`;
      return { id, arn: id, pendingConfirmation: inputs.protocol === "email" };
    },
    unique: ({ topic, protocol, endpoint }) => `${topic} ${protocol} ${endpoint}`,
    refers: { topic: { to: [TOPIC] } },
  },
  [DOMAIN]: {
    make: ({ region }) => {
      const id = `d-${hex(12)}`;
      return {
        id,
        arn: arn("sagemaker", region, `domain/${id}`),
        url: `https://${id}.studio.${region}.sagemaker.aws`,
        homeEfsFileSystemId: `fs-${hex(17)}`,
        securityGroupIdForDomainBoundary: `sg-${hex(17)}`,
      };
    },
    unique: ({ domainName }) => String(domainName),
    refers: {
      vpcId: { to: [VPC], holds: true },
      "subnetIds[]": { to: [SUBNET], holds: true },
      kmsKeyId: { to: [KEY] },
      "defaultUserSettings.executionRole": { to: [ROLE] },
      "defaultUserSettings.securityGroups[]": { to: SECURITY_GROUPS },
    },
    keeps: (entry, contents) => [...homeDirectories(entry), ...(STUDIO_LOGS(entry, contents) ?? [])],
  },
  // What a domain leaves: its mount targets stay in the subnets.
  [FILE_SYSTEM]: {
    make: () => ({ id: "" }),
    refers: { "subnetIds[]": { to: [SUBNET], holds: true }, vpcId: { to: [VPC], holds: true } },
  },
  "aws:sagemaker/userProfile:UserProfile": {
    make: ({ inputs, region }) => {
      const id = arn("sagemaker", region, `user-profile/${inputs.domainId}/${inputs.userProfileName}`.toLowerCase());
      return { id, arn: id, homeEfsFileSystemUid: "200005" };
    },
    refers: {
      domainId: { to: [DOMAIN], holds: true },
      "userSettings.executionRole": { to: [ROLE] },
      "userSettings.securityGroups[]": { to: SECURITY_GROUPS },
    },
  },
  "aws:sagemaker/modelPackageGroup:ModelPackageGroup": {
    make: sageMaker("model-package-group", "modelPackageGroupName"),
  },
  "aws:sagemaker/mlflowApp:MlflowApp": {
    named: { input: "name" },
    make: ({ region }) => {
      const id = arn("sagemaker", region, `mlflow-app/app-${hex(12).toUpperCase()}`);
      return { id, arn: id };
    },
    unique: ({ name }) => String(name),
    refers: { roleArn: { to: [ROLE] }, "defaultDomainIdLists[]": { to: [DOMAIN] } },
    refuse: ({ inputs, contents }) => unknownBucket(contents.entries, stringsAt(inputs, "artifactStoreUri")),
  },
  [MODEL]: {
    named: { input: "name" },
    make: sageMaker("model"),
    refers: {
      executionRoleArn: { to: [ROLE] },
      "vpcConfig.subnets[]": { to: [SUBNET] },
      "vpcConfig.securityGroupIds[]": { to: SECURITY_GROUPS },
    },
  },
  [CONFIGURATION]: {
    named: NAME,
    make: sageMaker("endpoint-config"),
    refers: {
      "productionVariants[].modelName": { to: [MODEL] },
      executionRoleArn: { to: [ROLE] },
      kmsKeyArn: { to: [KEY] },
    },
  },
  [REGISTRY_CONFIGURATION]: {
    make: (making) => {
      const name = making.inputs.EndpointConfigName ?? `EndpointConfig-${hex(12)}`;
      const id = arn("sagemaker", making.region, `endpoint-config/${name}`.toLowerCase());
      const properties = JSON.stringify({ ...making.inputs, EndpointConfigName: name, EndpointConfigArn: id });
      return { id, name, properties };
    },
    unique: ({ EndpointConfigName }) => EndpointConfigName as string | undefined,
    refers: {
      "ProductionVariants[].ModelName": { to: [MODEL] },
      ExecutionRoleArn: { to: [ROLE] },
      KmsKeyId: { to: [KEY] },
      "VpcConfig.Subnets[]": { to: [SUBNET] },
      "VpcConfig.SecurityGroupIds[]": { to: SECURITY_GROUPS },
    },
  },
  [ENDPOINT]: {
    named: { input: "name" },
    make: (making) => ({ ...sageMaker("endpoint")(making), desiredInstanceCount: initialCount(making) }),
    // To another configuration it starts with that one's count: the provider cannot ask to keep what an autoscaler has
    // set (`RetainAllVariantProperties`), hashicorp/terraform-provider-aws#48990.
    updates: {
      desiredInstanceCount: (old, making, { inputs }) =>
        making.inputs.endpointConfigName === inputs.endpointConfigName ? old : initialCount(making),
    },
    refers: {
      endpointConfigName: { to: [CONFIGURATION, REGISTRY_CONFIGURATION] },
      "deploymentConfig.autoRollbackConfiguration.alarms[].alarmName": { to: [ALARM] },
    },
    keeps: serviceLogGroup("/aws/sagemaker/Endpoints/<name>"),
  },
  [COMPONENT]: {
    make: ({ inputs, region }) => {
      const name = inputs.InferenceComponentName ?? `InferenceComponent-${hex(12)}`;
      const id = arn("sagemaker", region, `inference-component/${name}`.toLowerCase());
      return { id, name, properties: JSON.stringify({ ...inputs, InferenceComponentArn: id }) };
    },
    unique: ({ InferenceComponentName }) => InferenceComponentName as string | undefined,
    refers: { EndpointName: { to: [ENDPOINT], holds: true }, "Specification.ModelName": { to: [MODEL] } },
    refuse: componentRefusal,
    keeps: serviceLogGroup("/aws/sagemaker/InferenceComponents/<name>"),
  },
  [TARGET]: {
    make: ({ inputs, region }) => ({
      id: String(inputs.resourceId),
      arn: arn("application-autoscaling", region, `scalable-target/${hex(24)}`),
    }),
    setting: true,
    refuse: ({ inputs, contents }) => scalableRefusal(inputs, contents.entries),
  },
  "aws:appautoscaling/policy:Policy": {
    named: { input: "name" },
    make: ({ inputs, region }) => ({
      id: String(inputs.name),
      arn: arn("autoscaling", region, `scalingPolicy:${crypto.randomUUID()}:policyName/${inputs.name}`),
      alarmArns: [],
    }),
    setting: true,
    refuse: ({ inputs: { resourceId, scalableDimension }, contents }) =>
      contents.entries.some(
        ({ type, inputs }) =>
          type === TARGET && inputs.resourceId === resourceId && inputs.scalableDimension === scalableDimension,
      )
        ? undefined
        : `ObjectNotFoundException: No scalable target registered for ${resourceId}`,
  },
  "aws:budgets/budget:Budget": {
    named: NAME,
    make: ({ inputs }) => ({
      id: `${ACCOUNT}:${inputs.name}`,
      accountId: ACCOUNT,
      arn: arn("budgets", "", `budget/${inputs.name}`),
    }),
    refers: { "notifications[].subscriberSnsTopicArns[]": { to: [TOPIC] } },
  },
};

const STUDIO_LOGS = serviceLogGroup("/aws/sagemaker/studio");

function homeDirectories({ name, inputs, outputs }: Entry): Entry[] {
  // By default all is retained: RetentionPolicy in the API model.
  if (stringsAt(inputs, "retentionPolicy.homeEfsFileSystem")[0] === "Delete") return [];
  const { vpcId, subnetIds } = inputs;
  const id = String(outputs.homeEfsFileSystemId);
  return [{ type: FILE_SYSTEM, id, name, inputs: { vpcId, subnetIds }, outputs: {}, kept: "retentionPolicy: Retain" }];
}

function unknownBucket(entries: readonly Entry[], urls: readonly string[]): string | undefined {
  const missing = urls
    .map((url) => url.split("/")[2])
    .find((bucket) => !entries.some(({ type, id }) => type === BUCKET && id === bucket));
  return missing && `ValidationException: bucket ${missing} does not exist`;
}

/** Instances that an endpoint's configuration starts with. */
function initialCount({ inputs, contents }: Making): unknown {
  const [configuration] = named(contents, inputs, "endpointConfigName", [CONFIGURATION, REGISTRY_CONFIGURATION]);
  const state = configuration && stateOf(configuration);
  const [count] = [
    ...places(state, "productionVariants[].initialInstanceCount"),
    ...places(state, "ProductionVariants[].InitialInstanceCount"),
  ];
  return count?.value;
}

/** Variants of an endpoint's configuration, by name. */
function variantsOf(entries: readonly Entry[], endpointName: unknown): string[] {
  const endpoint = entries.find(({ type, id }) => type === ENDPOINT && id === endpointName);
  const configuration = entries.find(
    (entry) =>
      [CONFIGURATION, REGISTRY_CONFIGURATION].includes(kindOf(entry)) &&
      entry.outputs.name === endpoint?.inputs.endpointConfigName,
  );
  if (configuration === undefined) return [];
  const state = stateOf(configuration);
  return [
    ...stringsAt(state, "productionVariants[].variantName"),
    ...stringsAt(state, "ProductionVariants[].VariantName"),
  ];
}

function componentRefusal({ inputs: { EndpointName, VariantName }, contents }: Making): string | undefined {
  return VariantName === undefined || variantsOf(contents.entries, EndpointName).includes(String(VariantName))
    ? undefined
    : `ValidationException: ${EndpointName} has no variant ${VariantName}`;
}

function scalableRefusal({ resourceId, scalableDimension }: Properties, entries: readonly Entry[]): string | undefined {
  const [what, name, , variant = ""] = String(resourceId).split("/");
  const exists =
    what === "endpoint"
      ? variantsOf(entries, name).includes(variant)
      : entries.some((entry) => kindOf(entry) === COMPONENT && entry.outputs.name === name);
  return exists ? undefined : `ValidationException: no resource ${resourceId} to scale by ${scalableDimension}`;
}
