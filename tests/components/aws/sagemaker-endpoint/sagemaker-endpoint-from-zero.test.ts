import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import {
  SageMakerEndpoint,
  type SageMakerEndpointArgs,
} from "../../../../components/aws/sagemaker-endpoint/sagemaker-endpoint.js";
import { type Deployed, deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:aws:SageMakerEndpoint::chat";
const MODEL = "aws:sagemaker/model:Model::chat-model";
const CONFIG = "aws:cloudcontrol/resource:Resource::chat-config";
const ENDPOINT = "aws:sagemaker/endpoint:Endpoint::chat";
const INFERENCE_COMPONENT = "aws:cloudcontrol/resource:Resource::chat-component";
const ROLE = "aws:iam/role:Role::chat-role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy::chat-role-policy";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup::chat-security-group";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::chat-https-egress";
const TARGET = "aws:appautoscaling/target:Target::chat-scaling-target";
const POLICY = "aws:appautoscaling/policy:Policy::chat-scaling-policy";
const WAKE_UP = "aws:appautoscaling/policy:Policy::chat-wake-up-policy";
const WAKE_UP_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm::chat-wake-up";
const SERVER_ERRORS = "aws:cloudwatch/metricAlarm:MetricAlarm::chat-server-errors";
const LATENCY = "aws:cloudwatch/metricAlarm:MetricAlarm::chat-latency";
const GPU_MEMORY = "aws:cloudwatch/metricAlarm:MetricAlarm::chat-gpu-memory";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms";
const NAME = "ai-stack-test-chat-g6-xlarge-from-zero";
const COMPONENT_NAME = "ai-stack-test-chat-g6-xlarge-from-zero-model";

const args: SageMakerEndpointArgs = {
  model: "Qwen/Qwen3-8B",
  image: "763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker",
  inferenceAmiVersion: "al2023-ami-sagemaker-inference-gpu-4-1",
  instanceType: "ml.g6.xlarge",
  accelerators: 1,
  minMemoryMiB: 1024,
  replicas: { min: 0, max: 2 },
  subnetIds: ["subnet-a", "subnet-b"],
  vpcId: "vpc-1",
  startupTimeoutSec: 1200,
  downloadTimeoutSec: 600,
};
const deployed = (more: Partial<SageMakerEndpointArgs> = {}) =>
  deploy(() => new SageMakerEndpoint("chat", { ...args, ...more }));
const desired = ({ inputs }: Deployed<unknown>, resource: string) => JSON.parse(inputs[resource]?.desiredState);

/** The endpoint without any optional argument. */
let plain: Deployed<SageMakerEndpoint>;
beforeAll(async () => {
  plain = await deployed();
});

test("registers the inference component with its wake-up, and no alarm that nobody hears", () => {
  expect(plain.tree).toEqual([
    "ai-stack:aws:SageMakerEndpoint chat",
    "  aws:appautoscaling/policy:Policy chat-scaling-policy",
    "  aws:appautoscaling/policy:Policy chat-wake-up-policy",
    "  aws:appautoscaling/target:Target chat-scaling-target",
    "  aws:cloudcontrol/resource:Resource chat-component",
    "  aws:cloudcontrol/resource:Resource chat-config",
    "  aws:cloudwatch/metricAlarm:MetricAlarm chat-wake-up",
    "  aws:ec2/securityGroup:SecurityGroup chat-security-group",
    "  aws:iam/role:Role chat-role",
    "  aws:iam/rolePolicy:RolePolicy chat-role-policy",
    "  aws:sagemaker/endpoint:Endpoint chat",
    "  aws:sagemaker/model:Model chat-model",
    "  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule chat-https-egress",
  ]);
});

test("publishes the component that requests name", () => {
  expect(plain.outputs[COMPONENT]).toMatchObject({
    endpointName: NAME,
    inferenceComponentName: COMPONENT_NAME,
    requestCommand:
      `aws sagemaker-runtime invoke-endpoint --region us-east-1 --endpoint-name ${NAME} ` +
      `--inference-component-name ${COMPONENT_NAME} ` +
      "--content-type application/json --cli-binary-format raw-in-base64-out " +
      `--body '{"model":"Qwen/Qwen3-8B","messages":[{"role":"user","content":"Who are you?"}],"max_tokens":100}' ` +
      "/dev/stdout",
  });
});

describe("configuration", () => {
  test("has no model, the network of the component, and machines that come and go", () => {
    expect(plain.inputs[CONFIG]?.typeName).toBe("AWS::SageMaker::EndpointConfig");
    expect(desired(plain, CONFIG)).toEqual({
      ExecutionRoleArn: "<chat-role.arn>",
      VpcConfig: { Subnets: ["subnet-a", "subnet-b"], SecurityGroupIds: ["<chat-security-group.id>"] },
      EnableNetworkIsolation: false,
      ProductionVariants: [
        {
          VariantName: "AllTraffic",
          InstanceType: "ml.g6.xlarge",
          InitialInstanceCount: 1,
          InferenceAmiVersion: "al2023-ami-sagemaker-inference-gpu-4-1",
          ManagedInstanceScaling: { Status: "ENABLED", MinInstanceCount: 0, MaxInstanceCount: 4 },
          RoutingConfig: { RoutingStrategy: "LEAST_OUTSTANDING_REQUESTS" },
        },
      ],
    });
    expect(plain.resources[CONFIG]).toMatchObject({
      dependencies: [SECURITY_GROUP, ROLE, ROLE_POLICY, EGRESS].sort(),
      errorHooks: ["aws-iam-propagation"],
    });
  });

  test("isolates a model with weights from S3, as the model does", async () => {
    const isolated = await deployed({ weights: { url: "s3://weights/qwen/" } });
    expect(desired(isolated, CONFIG).EnableNetworkIsolation).toBe(true);
    expect(isolated.inputs[MODEL]?.enableNetworkIsolation).toBe(true);
  });

  test.each([
    ["ml.g6.xlarge", undefined],
    ["ml.inf2.xlarge", KEY],
  ])("encrypts the volumes of %s with %s", async (instanceType, kmsKeyArn) => {
    expect(desired(await deployed({ instanceType, kmsKeyArn: KEY }), CONFIG).KmsKeyId).toBe(kmsKeyArn);
  });

  test("captures requests and answers", async () => {
    const captured = await deployed({ capture: { percent: 20 }, kmsKeyArn: KEY });
    expect(desired(captured, CONFIG).DataCaptureConfig).toEqual({
      EnableCapture: true,
      InitialSamplingPercentage: 20,
      DestinationS3Uri: "s3://<chat-capture.bucket>/",
      KmsKeyId: KEY,
      CaptureOptions: [{ CaptureMode: "Input" }, { CaptureMode: "Output" }],
      CaptureContentTypeHeader: { JsonContentTypes: ["application/json"] },
    });
  });

  test("is found by the name that AWS gave it", async () => {
    const named = await deploy(() => {
      const monitor = pulumi.runtime.getMonitor() as any;
      const { newResource } = monitor.mocks;
      monitor.mocks.newResource = (resource: any) => {
        const answer = newResource(resource);
        if (resource.name === "chat-config")
          answer.state.properties = '{"EndpointConfigArn":"arn","EndpointConfigName":"Config-1"}';
        return answer;
      };
      return new SageMakerEndpoint("chat", args);
    });
    expect(named.inputs[ENDPOINT]?.endpointConfigName).toBe("Config-1");
  });
});

describe("endpoint", () => {
  test("has another name than one that does not scale to zero, and no guardrails of a fleet of models", () => {
    expect(plain.inputs[ENDPOINT]).toEqual({ name: NAME, endpointConfigName: "<chat-config.properties>" });
    expect(plain.resources[ENDPOINT]).toMatchObject({
      dependencies: [CONFIG, ROLE_POLICY, EGRESS].sort(),
      customTimeouts: { create: "90m", update: "180m" },
    });
  });
});

describe("inference component", () => {
  test("runs the model on its share of a machine, one copy at first", () => {
    expect(plain.inputs[INFERENCE_COMPONENT]?.typeName).toBe("AWS::SageMaker::InferenceComponent");
    expect(desired(plain, INFERENCE_COMPONENT)).toEqual({
      InferenceComponentName: COMPONENT_NAME,
      EndpointName: NAME,
      VariantName: "AllTraffic",
      Specification: {
        ModelName: "<chat-model.name>",
        StartupParameters: {
          ContainerStartupHealthCheckTimeoutInSeconds: 1200,
          ModelDataDownloadTimeoutInSeconds: 600,
        },
        ComputeResourceRequirements: { NumberOfAcceleratorDevicesRequired: 1, MinMemoryRequiredInMb: 1024 },
      },
      RuntimeConfig: { CopyCount: 1 },
    });
  });

  test("has time to load the model, and waits for the role", () => {
    expect(plain.resources[INFERENCE_COMPONENT]).toMatchObject({
      dependencies: [ENDPOINT, MODEL, ROLE_POLICY, EGRESS].sort(),
      customTimeouts: { create: "90m", update: "180m" },
      errorHooks: ["aws-iam-propagation"],
    });
  });

  test("only names another model when the model changes, whatever the autoscaler did to the copies", async () => {
    const other = await deploy(() => {
      const monitor = pulumi.runtime.getMonitor() as any;
      const { newResource } = monitor.mocks;
      monitor.mocks.newResource = (resource: any) => {
        const answer = newResource(resource);
        if (resource.name === "chat-model") answer.state.name = "chat-model-2";
        return answer;
      };
      return new SageMakerEndpoint("chat", { ...args, model: "Qwen/Qwen3-4B", replicas: { min: 0, max: 9 } });
    });
    const { Specification: before, ...restBefore } = desired(plain, INFERENCE_COMPONENT);
    const { Specification: after, ...restAfter } = desired(other, INFERENCE_COMPONENT);
    expect(restAfter).toEqual(restBefore);
    expect(after).toEqual({ ...before, ModelName: "chat-model-2" });
  });

  test("moves with its endpoint: Cloud Control knows of no property that asks for it", async () => {
    const replacedWith: string[][] = [];
    await deploy(() => {
      const monitor = pulumi.runtime.getMonitor() as any;
      const register = monitor.registerResource;
      monitor.registerResource = (request: any, done: any) => {
        if (request.getName() === "chat-component") replacedWith.push(request.getReplaceWithList());
        register(request, done);
      };
      return new SageMakerEndpoint("chat", args);
    });
    expect(replacedWith).toEqual([[expect.stringMatching(/aws:sagemaker\/endpoint:Endpoint::chat$/)]]);
  });
});

describe("scaling", () => {
  test("follows the requests at once per copy, down to none", () => {
    const scaled = {
      serviceNamespace: "sagemaker",
      resourceId: `inference-component/${COMPONENT_NAME}`,
      scalableDimension: "sagemaker:inference-component:DesiredCopyCount",
    };
    expect(plain.inputs[TARGET]).toEqual({ ...scaled, minCapacity: 0, maxCapacity: 2 });
    expect(plain.inputs[POLICY]).toEqual({
      ...scaled,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 5,
        predefinedMetricSpecification: {
          predefinedMetricType: "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution",
        },
        scaleOutCooldown: 300,
        scaleInCooldown: 600,
      },
    });
    expect(plain.resources[TARGET]?.dependencies).toEqual([INFERENCE_COMPONENT]);
  });

  test("starts one copy, and not one more for each request that fails meanwhile", () => {
    expect(plain.inputs[WAKE_UP]).toEqual({
      policyType: "StepScaling",
      serviceNamespace: "sagemaker",
      resourceId: `inference-component/${COMPONENT_NAME}`,
      scalableDimension: "sagemaker:inference-component:DesiredCopyCount",
      stepScalingPolicyConfiguration: {
        adjustmentType: "ExactCapacity",
        metricAggregationType: "Maximum",
        cooldown: 60,
        stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
      },
    });
    expect(plain.resources[WAKE_UP]?.dependencies).toEqual([TARGET]);
  });

  test("wakes up on the first request without a copy", () => {
    expect(plain.inputs[WAKE_UP_ALARM]).toEqual({
      alarmDescription: "A request came to chat while it had no replica",
      namespace: "AWS/SageMaker",
      metricName: "NoCapacityInvocationFailures",
      dimensions: { InferenceComponentName: COMPONENT_NAME },
      statistic: "Maximum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 30,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching",
      alarmActions: ["<chat-wake-up-policy.arn>"],
    });
  });
});

describe("alarms with a topic", () => {
  test("watch the component, and GPU memory in percent of what a copy reserves", async () => {
    const { inputs } = await deployed({ alarmTopicArn: TOPIC, accelerators: 4 });
    const dimensions = { InferenceComponentName: COMPONENT_NAME };
    expect(inputs[SERVER_ERRORS]).toMatchObject({ dimensions, alarmActions: [TOPIC] });
    expect(inputs[LATENCY]).toMatchObject({ dimensions, alarmActions: [TOPIC] });
    expect(inputs[GPU_MEMORY]).toMatchObject({
      namespace: "/aws/sagemaker/InferenceComponents",
      metricName: "GPUMemoryUtilizationNormalized",
      dimensions,
      threshold: 98,
      alarmActions: [TOPIC],
    });
  });

  test("are not the role's to read: they roll nothing back", async () => {
    const { inputs } = await deployed({ alarmTopicArn: TOPIC });
    expect(inputs[ROLE_POLICY]?.policy).not.toContain("DescribeAlarms");
  });
});

test("tags what Cloud Control makes too, whatever the order of the tags", async () => {
  const tagged = await deployed({ tags: { team: "ml", app: "chat" } });
  const list = [
    { Key: "app", Value: "chat" },
    { Key: "team", Value: "ml" },
  ];
  expect(desired(tagged, CONFIG).Tags).toEqual(list);
  expect(desired(tagged, INFERENCE_COMPONENT).Tags).toEqual(list);
  expect(tagged.inputs[WAKE_UP_ALARM]?.tags).toEqual({ team: "ml", app: "chat" });
});

test("transform has the last word on each child", async () => {
  const { inputs } = await deployed({
    transform: {
      componentConfiguration: { desiredState: "{}" },
      component: { desiredState: "[]" },
      scalingTarget: { maxCapacity: 9 },
      scalingPolicy: { name: "mine" },
      wakeUpPolicy: { name: "also mine" },
      wakeUpAlarm: { period: 60 },
    },
  });
  expect(inputs[CONFIG]?.desiredState).toBe("{}");
  expect(inputs[INFERENCE_COMPONENT]?.desiredState).toBe("[]");
  expect(inputs[TARGET]?.maxCapacity).toBe(9);
  expect(inputs[POLICY]?.name).toBe("mine");
  expect(inputs[WAKE_UP]?.name).toBe("also mine");
  expect(inputs[WAKE_UP_ALARM]?.period).toBe(60);
});
