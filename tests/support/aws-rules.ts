import { isObject, isUndecided, type Properties, places, stringsAt } from "./value-paths.js";

/** What a type's inputs break. */
type Rule = (inputs: Properties) => string[];

/**
 * What the API's models say in prose only, by type. Source: the documentation strings in botocore 1.44.5, where nothing
 * else is named.
 */
export const RULES: Readonly<Record<string, Rule>> = {
  "aws:ec2/vpc:Vpc": ({ cidrBlock }) => cidr("cidrBlock", cidrBlock, 16, 28),
  "aws:ec2/subnet:Subnet": ({ cidrBlock }) => cidr("cidrBlock", cidrBlock, 16, 28),
  "aws:ec2/route:Route": (inputs) => [
    ...exactlyOne(inputs, ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"]),
    ...exactlyOne(inputs, ["gatewayId", "natGatewayId", "transitGatewayId", "vpcEndpointId", "networkInterfaceId"]),
  ],
  "aws:ec2/securityGroup:SecurityGroup": (inputs) => [
    ...text(inputs, "description", GROUP_TEXT, 255),
    ...text(inputs, "name", GROUP_TEXT, 255),
    ...(stringsAt(inputs, "name").some((name) => name.startsWith("sg-")) ? ["name must not begin with sg-"] : []),
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": groupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": groupRule,
  "aws:ec2/launchTemplate:LaunchTemplate": launchTemplate,
  "aws:ec2/natGateway:NatGateway": ({ connectivityType = "public", allocationId }) =>
    connectivityType === "public" && allocationId === undefined ? ["allocationId is required of a public gateway"] : [],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ vpcEndpointType = "Gateway", subnetIds, securityGroupIds, routeTableIds }) =>
    vpcEndpointType === "Gateway"
      ? [...(subnetIds || securityGroupIds ? ["a Gateway endpoint takes no subnets or security groups"] : [])]
      : [...(routeTableIds ? ["only a Gateway endpoint takes route tables"] : [])],
  "aws:autoscaling/group:Group": autoScalingGroup,
  "aws:autoscaling/schedule:Schedule": ({ minSize = 0, maxSize = 0, desiredCapacity = 0, recurrence }) => [
    ...(minSize === -1 && maxSize === -1 && desiredCapacity === -1 ? ["one size must be given"] : []),
    ...(typeof recurrence === "string" && recurrence.trim().split(/\s+/).length !== 5
      ? [`recurrence must have five fields, got '${recurrence}'`]
      : []),
  ],
  "aws:cloudwatch/logGroup:LogGroup": ({ retentionInDays = 0 }) =>
    RETENTION_DAYS.has(Number(retentionInDays))
      ? []
      : [`retentionInDays must be ${[...RETENTION_DAYS].join(", ")}, got ${retentionInDays}`],
  "aws:cloudwatch/metricAlarm:MetricAlarm": metricAlarm,
  "aws:iam/role:Role": (inputs) => [
    // Quota of a role trust policy, in characters: IAM user guide, reference_iam-quotas, 2026.
    ...policy(inputs, "assumeRolePolicy", "trust", 2048),
    ...places(inputs, "inlinePolicies[]").flatMap(({ at, value }) =>
      policy(value as Properties, "policy", "identity", 10240).map((problem) => `${at}: ${problem}`),
    ),
  ],
  // Quota of a role's inline policies together, in characters without white space: same page.
  "aws:iam/rolePolicy:RolePolicy": (inputs) => policy(inputs, "policy", "identity", 10240),
  // 32 KiB: PolicyType in the KMS model. The quotas of the others: user guides of S3 (20 KiB) and SNS (30 KiB).
  "aws:kms/key:Key": (inputs) => policy(inputs, "policy", "resource", 32768),
  "aws:s3/bucketPolicy:BucketPolicy": (inputs) => policy(inputs, "policy", "resource", 20480),
  "aws:sns/topicPolicy:TopicPolicy": (inputs) => policy(inputs, "policy", "resource", 30720),
  "aws:kms/alias:Alias": (inputs) =>
    stringsAt(inputs, "name").some((name) => !name.startsWith("alias/") || name.startsWith("alias/aws/"))
      ? ["name must begin with alias/, and not with alias/aws/"]
      : [],
  "aws:s3/bucket:Bucket": bucketName,
  "aws:sns/topic:Topic": (inputs) => text(inputs, "name", /^[A-Za-z0-9_-]+(\.fifo)?$/, 256),
  "aws:sagemaker/model:Model": sageMakerModel,
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": endpointConfiguration,
  "aws:sagemaker/endpoint:Endpoint": ({ deploymentConfig }) =>
    isObject(deploymentConfig) && deploymentConfig.blueGreenUpdatePolicy && deploymentConfig.rollingUpdatePolicy
      ? ["deploymentConfig must have one of blueGreenUpdatePolicy and rollingUpdatePolicy"]
      : [],
  "aws:appautoscaling/target:Target": scalableTarget,
  "aws:appautoscaling/policy:Policy": (inputs) => [
    ...scalableResource(inputs),
    ...(inputs.policyType === "TargetTrackingScaling" && !inputs.targetTrackingScalingPolicyConfiguration
      ? ["targetTrackingScalingPolicyConfiguration is required of a TargetTrackingScaling policy"]
      : []),
    ...(inputs.policyType === "StepScaling" && !inputs.stepScalingPolicyConfiguration
      ? ["stepScalingPolicyConfiguration is required of a StepScaling policy"]
      : []),
  ],
  "aws:budgets/budget:Budget": budget,
  "AWS::SageMaker::InferenceComponent": ({ Specification, Specifications, RuntimeConfig }) => [
    ...((Specification === undefined) === (Specifications === undefined)
      ? ["exactly one of Specification and Specifications is required"]
      : []),
    ...(isObject(Specification) && !Specification.BaseInferenceComponentName && !RuntimeConfig
      ? ["RuntimeConfig is required of a base component"]
      : []),
  ],
};

/** Names and descriptions of security groups and their rules. */
const GROUP_TEXT = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;
/** 0: the provider's word for no limit. */
const RETENTION_DAYS = new Set([
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

function text(inputs: Properties, path: string, allowed: RegExp, most: number): string[] {
  return stringsAt(inputs, path).flatMap((value) =>
    allowed.test(value) && value.length <= most
      ? []
      : [`${path} must match ${allowed} and have up to ${most} characters, got '${value}'`],
  );
}

function exactlyOne(inputs: Properties, names: string[]): string[] {
  const given = names.filter((name) => inputs[name] !== undefined);
  return given.length === 1
    ? []
    : [`exactly one of ${names.join(", ")} is required, got ${given.join(", ") || "none"}`];
}

function cidr(path: string, value: unknown, largest: number, smallest: number): string[] {
  if (value === undefined || isUndecided(value)) return [];
  const [, bits] = /^\d+\.\d+\.\d+\.\d+\/(\d+)$/.exec(String(value)) ?? [];
  return bits !== undefined && Number(bits) >= largest && Number(bits) <= smallest
    ? []
    : [`${path} must be an IPv4 block of /${largest} to /${smallest}, got '${value}'`];
}

function groupRule(inputs: Properties): string[] {
  const { ipProtocol, fromPort, toPort } = inputs;
  return [
    ...exactlyOne(inputs, ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"]),
    ...text(inputs, "description", GROUP_TEXT, 255),
    ...((ipProtocol === "tcp" || ipProtocol === "udp") && (fromPort === undefined || toPort === undefined)
      ? [`fromPort and toPort are required of ${ipProtocol}`]
      : []),
    ...(ipProtocol === "-1" && (fromPort !== undefined || toPort !== undefined)
      ? ["a rule for all protocols takes no ports"]
      : []),
  ];
}

function launchTemplate(inputs: Properties): string[] {
  const { networkInterfaces, vpcSecurityGroupIds, userData, iamInstanceProfile } = inputs;
  return [
    ...(Array.isArray(networkInterfaces) && vpcSecurityGroupIds !== undefined
      ? ["security groups belong on the network interfaces where there are any"]
      : []),
    ...(typeof userData === "string" && !isUndecided(userData) && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(userData)
      ? ["userData must be in base64"]
      : []),
    ...(isObject(iamInstanceProfile) && iamInstanceProfile.arn !== undefined && iamInstanceProfile.name !== undefined
      ? ["iamInstanceProfile must have one of arn and name"]
      : []),
  ];
}

function autoScalingGroup(inputs: Properties): string[] {
  const { minSize, maxSize, desiredCapacity } = inputs;
  return [
    ...exactlyOne(inputs, ["launchTemplate", "mixedInstancesPolicy", "launchConfiguration"]),
    ...(Number(minSize) > Number(maxSize) ? [`minSize ${minSize} is more than maxSize ${maxSize}`] : []),
    ...(desiredCapacity !== undefined && (desiredCapacity as number) > (maxSize as number)
      ? [`desiredCapacity ${desiredCapacity} is more than maxSize ${maxSize}`]
      : []),
  ];
}

function metricAlarm(inputs: Properties): string[] {
  const { metricName, metricQueries, period, evaluationPeriods, datapointsToAlarm, statistic, extendedStatistic } =
    inputs;
  const problems: string[] = [];
  for (const { at, value } of [...places(inputs, "period"), ...places(inputs, "metricQueries[].metric.period")])
    if (typeof value === "number" && ![10, 20, 30].includes(value) && value % 60 !== 0)
      problems.push(`${at} must be 10, 20, 30 or a multiple of 60, got ${value}`);
  if (metricName !== undefined && metricQueries !== undefined)
    problems.push("one of metricName and metricQueries must be given, got both");
  if (metricName !== undefined) {
    if (period === undefined) problems.push("period is required of an alarm on one metric");
    if ((statistic === undefined) === (extendedStatistic === undefined))
      problems.push("exactly one of statistic and extendedStatistic is required of an alarm on one metric");
  }
  const seconds = Number(period) * Number(evaluationPeriods);
  const longest = Number(period) < 3600 ? 86_400 : 604_800;
  if (seconds > longest) problems.push(`period times evaluationPeriods must be up to ${longest} s, got ${seconds}`);
  if (Number(datapointsToAlarm) > Number(evaluationPeriods))
    problems.push(`datapointsToAlarm ${datapointsToAlarm} is more than evaluationPeriods ${evaluationPeriods}`);
  return problems;
}

/** The grammar of policy documents: IAM user guide, reference_policies_grammar. */
function policy(inputs: Properties, path: string, kind: "identity" | "resource" | "trust", most: number): string[] {
  const value = inputs[path];
  if (typeof value !== "string") return [];
  if (isUndecided(value) && !value.startsWith("{")) return [];
  let document: unknown;
  try {
    document = JSON.parse(value);
  } catch {
    return [`${path} is not JSON`];
  }
  if (!isObject(document)) return [`${path} is not an object`];
  const { Version, Statement } = document;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return [
    ...(Version === "2012-10-17" ? [] : [`${path}: Version must be 2012-10-17, got ${JSON.stringify(Version)}`]),
    ...(JSON.stringify(document).length > most ? [`${path} must have up to ${most} characters`] : []),
    ...statements.flatMap((statement, index) =>
      statementProblems(statement, kind).map((problem) => `${path}: statement ${index} ${problem}`),
    ),
  ];
}

function statementProblems(statement: unknown, kind: "identity" | "resource" | "trust"): string[] {
  if (!isObject(statement)) return ["is missing"];
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
  const empty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
  return [
    ...(Effect === "Allow" || Effect === "Deny" ? [] : ["has no Effect"]),
    ...(empty(Action) && empty(NotAction) ? ["has no Action"] : []),
    ...(kind !== "trust" && empty(Resource) && empty(NotResource) ? ["has no Resource"] : []),
    ...(kind === "trust" && Resource !== undefined ? ["may not have a Resource"] : []),
    ...(kind !== "identity" && Principal === undefined && NotPrincipal === undefined ? ["has no Principal"] : []),
    ...(kind === "identity" && Principal !== undefined ? ["may not have a Principal"] : []),
    ...(kind !== "resource" && typeof Sid === "string" && !/^[A-Za-z0-9]*$/.test(Sid)
      ? [`must have a Sid of letters and digits, got '${Sid}'`]
      : []),
  ];
}

/** S3 user guide, bucketnamingrules. */
function bucketName(inputs: Properties): string[] {
  return stringsAt(inputs, "bucket").flatMap((name) => [
    ...(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes("..")
      ? []
      : [`bucket must have 3 to 63 lower-case letters, digits, dots and hyphens, got '${name}'`]),
    ...(/^(xn--|sthree-|amzn-s3-demo-)/.test(name) || /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
      ? [`bucket has a reserved beginning or end: '${name}'`]
      : []),
  ]);
}

function sageMakerModel(inputs: Properties): string[] {
  const sources = ["primaryContainer", "containers[]"].flatMap((container) =>
    places(inputs, `${container}.modelDataSource.s3DataSources[]`),
  );
  return [
    ...exactlyOne(inputs, ["primaryContainer", "containers"]),
    ...sources.flatMap(({ at, value }) =>
      isObject(value) &&
      value.s3DataType === "S3Prefix" &&
      typeof value.s3Uri === "string" &&
      !value.s3Uri.includes(">") &&
      !value.s3Uri.endsWith("/")
        ? [`${at}.s3Uri of an S3Prefix must end with a slash, got '${value.s3Uri}'`]
        : [],
    ),
  ];
}

function endpointConfiguration(inputs: Properties): string[] {
  return places(inputs, "productionVariants[]").flatMap(({ at, value }) => {
    if (!isObject(value)) return [];
    const { modelName, managedInstanceScaling: scaling, instanceType, serverlessConfig } = value;
    return [
      ...(modelName === undefined && inputs.executionRoleArn === undefined
        ? [`${at} without modelName hosts inference components: executionRoleArn is required`]
        : []),
      ...(instanceType === undefined && serverlessConfig === undefined ? [`${at}.instanceType is required`] : []),
      ...(isObject(scaling) && Number(scaling.minInstanceCount) > Number(scaling.maxInstanceCount)
        ? [`${at}.managedInstanceScaling has a minInstanceCount above its maxInstanceCount`]
        : []),
    ];
  });
}

/** Forms of `resourceId`: documentation of RegisterScalableTarget. */
function scalableResource({ serviceNamespace, scalableDimension, resourceId }: Properties): string[] {
  if (serviceNamespace !== "sagemaker" || typeof resourceId !== "string") return [];
  const form = String(scalableDimension).startsWith("sagemaker:inference-component:")
    ? /^inference-component\/[^/]+$/
    : /^endpoint\/[^/]+\/variant\/[^/]+$/;
  return form.test(resourceId) || isUndecided(resourceId) ? [] : [`resourceId must match ${form}, got '${resourceId}'`];
}

function scalableTarget(inputs: Properties): string[] {
  const { minCapacity, maxCapacity, scalableDimension } = inputs;
  return [
    ...scalableResource(inputs),
    ...(Number(minCapacity) > Number(maxCapacity) ? [`minCapacity ${minCapacity} is more than ${maxCapacity}`] : []),
    ...(scalableDimension === "sagemaker:variant:DesiredInstanceCount" && minCapacity === 0
      ? ["minCapacity of a variant must be at least 1; only inference components scale to zero"]
      : []),
  ];
}

function budget(inputs: Properties): string[] {
  const { budgetType, limitAmount, plannedLimits, autoAdjustData } = inputs;
  const problems =
    (budgetType === "COST" || budgetType === "USAGE") && !(limitAmount ?? plannedLimits ?? autoAdjustData)
      ? [`limitAmount is required of a ${budgetType} budget`]
      : [];
  const seen = new Set<string>();
  for (const { at, value } of places(inputs, "notifications[]")) {
    if (!isObject(value)) continue;
    const [emails, topics] = [elements(value.subscriberEmailAddresses), elements(value.subscriberSnsTopicArns)];
    if (emails + topics === 0) problems.push(`${at} must have a subscriber`);
    if (emails > 10) problems.push(`${at}.subscriberEmailAddresses must have up to 10 elements, has ${emails}`);
    if (topics > 1) problems.push(`${at}.subscriberSnsTopicArns must have up to 1 elements, has ${topics}`);
    const { notificationType, comparisonOperator, threshold, thresholdType } = value;
    const key = [notificationType, comparisonOperator, threshold, thresholdType].join(" ");
    if (seen.has(key)) problems.push(`${at} is there already: ${key}`);
    seen.add(key);
  }
  return problems;
}

/** How many elements a list has, at least. */
function elements(list: unknown): number {
  return Array.isArray(list) ? list.length : Number(isUndecided(list));
}
