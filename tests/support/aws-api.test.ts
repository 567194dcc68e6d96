import { describe, expect, test } from "vitest";
import { violations } from "./aws-api.js";
import { UNKNOWN } from "./value-paths.js";

const ROLE = "arn:aws:iam::123456789012:role/server";
const MODEL = { executionRoleArn: ROLE, primaryContainer: { image: "registry/server:1" } };
const CONFIGURATION = {
  productionVariants: [
    { variantName: "all", modelName: "chat", instanceType: "ml.g6.xlarge", initialInstanceCount: 1 },
  ],
};
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const ALARM = {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 1,
  namespace: "AWS/SageMaker",
  metricName: "Invocation5XXErrors",
  period: 60,
  statistic: "Sum",
  threshold: 1,
};
const COMPONENT = {
  InferenceComponentName: "chat",
  EndpointName: "chat",
  VariantName: "all",
  Specification: { ModelName: "chat", ComputeResourceRequirements: { MinMemoryRequiredInMb: 1024 } },
  RuntimeConfig: { CopyCount: 1 },
};
const component = (state: object) => ({
  typeName: "AWS::SageMaker::InferenceComponent",
  desiredState: JSON.stringify({ ...COMPONENT, ...state }),
});
const BUDGET = "aws:budgets/budget:Budget";
const ALERT = {
  notificationType: "ACTUAL",
  comparisonOperator: "GREATER_THAN",
  threshold: 80,
  thresholdType: "PERCENTAGE",
  subscriberEmailAddresses: ["ops@example.com"],
};
const budget = (...alerts: object[]) => ({
  budgetType: "COST",
  timeUnit: "MONTHLY",
  limitAmount: "3000",
  limitUnit: "USD",
  notifications: alerts.map((alert) => ({ ...ALERT, ...alert })),
});
const variant = (change: object) => ({ productionVariants: [{ ...CONFIGURATION.productionVariants[0], ...change }] });

test.each([
  ["aws:sagemaker/model:Model", MODEL],
  ["aws:sagemaker/endpointConfiguration:EndpointConfiguration", CONFIGURATION],
  ["aws:iam/role:Role", { assumeRolePolicy: TRUST, description: "Serves models" }],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", ALARM],
  ["aws:cloudcontrol/resource:Resource", component({})],
  [BUDGET, { ...budget({}, { threshold: 100 }, { notificationType: "FORECASTED" }), name: "budget-1a2b3c4" }],
  [BUDGET, budget({ subscriberEmailAddresses: UNKNOWN })],
  [BUDGET, budget({ subscriberEmailAddresses: [], subscriberSnsTopicArns: ["<alarms.arn>"] })],
  [BUDGET, { budgetType: "COST", timeUnit: "MONTHLY", autoAdjustData: { autoAdjustType: "FORECAST" } }],
  ["aws:nothing/known:Here", { any: "thing" }],
])("takes a right %s", (type, inputs) => {
  expect(violations(type, inputs)).toEqual([]);
});

describe("what only a deployment decides passes", () => {
  test.each([
    ["an unknown", UNKNOWN],
    ["a symbolic text", "<role.arn>"],
    ["a text around one", "arn:<role.arn>:x"],
    ["a hidden secret", "[secret]"],
  ])("%s", (_, executionRoleArn) => {
    expect(violations("aws:sagemaker/model:Model", { ...MODEL, executionRoleArn })).toEqual([]);
  });

  test("but what stands beside it is looked at", () => {
    expect(
      violations(
        "aws:cloudcontrol/resource:Resource",
        component({ EndpointName: "<chat.name>", Tags: [{ Key: "a" }] }),
      ),
    ).toEqual(["desiredState: Tags[0].Value is required"]);
  });
});

test("looks into secrets", () => {
  const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    value: "arn:aws:iam::1234:role/server",
  };
  expect(violations("aws:sagemaker/model:Model", { ...MODEL, executionRoleArn: secret })).toHaveLength(1);
});

test.each([
  ["a missing input", "aws:ec2/subnet:Subnet", { cidrBlock: "10.0.0.0/24" }, "vpcId is required"],
  [
    "a missing input in a list",
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    {
      ...CONFIGURATION,
      dataCaptureConfig: { ...{ destinationS3Uri: "s3://b/" }, captureOptions: [{}], initialSamplingPercentage: 1 },
    },
    "dataCaptureConfig.captureOptions[0].captureMode is required",
  ],
  [
    "a value outside an enumeration",
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    variant({ instanceType: "ml.g99.xlarge" }),
    /^productionVariants\[0\]\.instanceType must be one of \d+ values, got 'ml\.g99\.xlarge'$/,
  ],
  [
    "a number out of range",
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    variant({ containerStartupHealthCheckTimeoutInSeconds: 3601 }),
    "productionVariants[0].containerStartupHealthCheckTimeoutInSeconds must be 60 to 3600, got 3601",
  ],
  [
    "a name that is too long",
    "aws:iam/role:Role",
    { name: "a".repeat(65), assumeRolePolicy: TRUST },
    /^name must have 1 to 64 characters, has 65/,
  ],
  [
    "a name of wrong letters",
    "aws:sagemaker/endpoint:Endpoint",
    { name: "a_b", endpointConfigName: "c" },
    /^name must match/,
  ],
  [
    "a list that is too long",
    "aws:sagemaker/model:Model",
    { ...MODEL, vpcConfig: { subnets: ["subnet-1"], securityGroupIds: ["a", "b", "c", "d", "e", "f"] } },
    "vpcConfig.securityGroupIds must have 1 to 5 elements, has 6",
  ],
  [
    "a map with too many entries",
    "aws:sagemaker/model:Model",
    {
      ...MODEL,
      primaryContainer: {
        image: "i",
        environment: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`V${index}`, "1"])),
      },
    },
    "primaryContainer.environment must have up to 100 entries, has 101",
  ],
  [
    "letters that IAM does not take",
    "aws:iam/role:Role",
    { assumeRolePolicy: TRUST, description: "a – b" },
    /^description must match/,
  ],
  [
    "a policy statement without a resource",
    "aws:iam/rolePolicy:RolePolicy",
    {
      role: "r",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject" }] }),
    },
    "policy: statement 0 has no Resource",
  ],
  [
    "a period between",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    { ...ALARM, period: 45 },
    "period must be 10, 20, 30 or a multiple of 60, got 45",
  ],
  [
    "a retention between",
    "aws:cloudwatch/logGroup:LogGroup",
    { retentionInDays: 15 },
    /^retentionInDays must be .*, got 15$/,
  ],
  [
    "a description that EC2 does not take",
    "aws:ec2/securityGroup:SecurityGroup",
    { description: "Ana's" },
    /^description must match/,
  ],
  [
    "a variant that scales to zero",
    "aws:appautoscaling/target:Target",
    {
      serviceNamespace: "sagemaker",
      scalableDimension: "sagemaker:variant:DesiredInstanceCount",
      resourceId: "endpoint/a/variant/b",
      minCapacity: 0,
      maxCapacity: 1,
    },
    "minCapacity of a variant must be at least 1; only inference components scale to zero",
  ],
  [
    "a prefix without a slash",
    "aws:sagemaker/model:Model",
    {
      ...MODEL,
      primaryContainer: {
        image: "i",
        modelDataSource: { s3DataSources: [{ s3DataType: "S3Prefix", compressionType: "None", s3Uri: "s3://b/m" }] },
      },
    },
    /s3Uri of an S3Prefix must end with a slash/,
  ],
  ["an upper-case bucket", "aws:s3/bucket:Bucket", { bucket: "Data" }, /^bucket must have 3 to 63/],
  ["a budget of no limit", BUDGET, { ...budget(), limitAmount: undefined }, "limitAmount is required of a COST budget"],
  ["a budget whose name has a colon", BUDGET, { ...budget(), name: "ml:dev" }, /^name must match/],
  ["a limit that is no number", BUDGET, { ...budget(), limitAmount: "much" }, /^limitAmount must match/],
  [
    "eleven alerts",
    BUDGET,
    budget(...Array.from({ length: 11 }, (_, threshold) => ({ threshold }))),
    "notifications must have up to 10 elements, has 11",
  ],
  [
    "an alert at less than nothing",
    BUDGET,
    budget({ threshold: -1 }),
    "notifications[0].threshold must be up to 15000000000000, got -1",
  ],
  ["an alert to nobody", BUDGET, budget({ subscriberEmailAddresses: [] }), "notifications[0] must have a subscriber"],
  [
    "an alert to eleven addresses",
    BUDGET,
    budget({ subscriberEmailAddresses: Array.from({ length: 11 }, (_, index) => `${index}@example.com`) }),
    "notifications[0].subscriberEmailAddresses must have up to 10 elements, has 11",
  ],
  [
    "an alert to two topics",
    BUDGET,
    budget({ subscriberSnsTopicArns: ["a", "b"] }),
    "notifications[0].subscriberSnsTopicArns must have up to 1 elements, has 2",
  ],
  [
    "an alert twice",
    BUDGET,
    budget({}, { subscriberEmailAddresses: ["other@example.com"] }),
    "notifications[1] is there already: ACTUAL GREATER_THAN 80 PERCENTAGE",
  ],
  [
    "a property that Cloud Control does not know",
    "aws:cloudcontrol/resource:Resource",
    component({ Colour: "red" }),
    "desiredState: has no property Colour",
  ],
])("refuses %s", (_, type, inputs, problem) => {
  expect(violations(type, inputs)).toEqual([typeof problem === "string" ? problem : expect.stringMatching(problem)]);
});
