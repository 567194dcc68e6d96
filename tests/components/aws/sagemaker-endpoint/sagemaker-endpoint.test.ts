import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import {
  SageMakerEndpoint,
  type SageMakerEndpointArgs,
} from "../../../../components/aws/sagemaker-endpoint/sagemaker-endpoint.js";
import { type Deployed, deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:aws:SageMakerEndpoint::chat"; // spelled out: a changed token replaces users' state
const MODEL = "aws:sagemaker/model:Model::chat-model";
const CONFIG = "aws:sagemaker/endpointConfiguration:EndpointConfiguration::chat-config";
const ENDPOINT = "aws:sagemaker/endpoint:Endpoint::chat";
const ROLE = "aws:iam/role:Role::chat-role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy::chat-role-policy";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup::chat-security-group";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::chat-https-egress";
const TARGET = "aws:appautoscaling/target:Target::chat-scaling-target";
const POLICY = "aws:appautoscaling/policy:Policy::chat-scaling-policy";
const SERVER_ERRORS = "aws:cloudwatch/metricAlarm:MetricAlarm::chat-server-errors";
const LATENCY = "aws:cloudwatch/metricAlarm:MetricAlarm::chat-latency";
const GPU_MEMORY = "aws:cloudwatch/metricAlarm:MetricAlarm::chat-gpu-memory";
const CAPTURE = "ai-stack:aws:PrivateBucket::chat-capture";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms";
const NAME = "ai-stack-test-chat-g6-xlarge";

const args: SageMakerEndpointArgs = {
  model: "Qwen/Qwen3-8B",
  image: "763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker",
  inferenceAmiVersion: "al2023-ami-sagemaker-inference-gpu-4-1",
  instanceType: "ml.g6.xlarge",
  accelerators: 1,
  minMemoryMiB: 1024,
  replicas: { min: 1, max: 3 },
  subnetIds: ["subnet-a", "subnet-b"],
  vpcId: "vpc-1",
  startupTimeoutSec: 1200,
  downloadTimeoutSec: 600,
};
const deployed = (more: Partial<SageMakerEndpointArgs> = {}, name = "chat") =>
  deploy(() => new SageMakerEndpoint(name, { ...args, ...more }));

/** What the role allows: resources by action. */
const allowedBy = ({ inputs }: Deployed<unknown>) =>
  Object.fromEntries(
    JSON.parse(inputs[ROLE_POLICY]?.policy).Statement.flatMap(({ Action, Resource }: any) =>
      Action.map((action: string) => [action, Resource]),
    ),
  );

/** The endpoint without any optional argument. */
let plain: Deployed<SageMakerEndpoint>;
beforeAll(async () => {
  plain = await deployed();
});

test("registers endpoint, configuration, model, role, network, scaling and rollback alarms under the component", () => {
  expect(plain.tree).toEqual([
    "ai-stack:aws:SageMakerEndpoint chat",
    "  aws:appautoscaling/policy:Policy chat-scaling-policy",
    "  aws:appautoscaling/target:Target chat-scaling-target",
    "  aws:cloudwatch/metricAlarm:MetricAlarm chat-latency",
    "  aws:cloudwatch/metricAlarm:MetricAlarm chat-server-errors",
    "  aws:ec2/securityGroup:SecurityGroup chat-security-group",
    "  aws:iam/role:Role chat-role",
    "  aws:iam/rolePolicy:RolePolicy chat-role-policy",
    "  aws:sagemaker/endpoint:Endpoint chat",
    "  aws:sagemaker/endpointConfiguration:EndpointConfiguration chat-config",
    "  aws:sagemaker/model:Model chat-model",
    "  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule chat-https-egress",
  ]);
});

test("is documented by its args, defaults included", () => {
  expect(plain.inputs[COMPONENT]).toEqual({
    ...args,
    environment: {},
    concurrency: 5,
    latencyAlarmSec: 55,
    updatePolicy: "blue-green",
  });
});

test("publishes ARN, name, model, address and a first request", () => {
  expect(plain.outputs[COMPONENT]).toEqual({
    endpointId: "<chat.arn>",
    endpointName: NAME,
    model: "Qwen/Qwen3-8B",
    url: `https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/${NAME}/invocations`,
    requestCommand:
      `aws sagemaker-runtime invoke-endpoint --region us-east-1 --endpoint-name ${NAME} ` +
      "--content-type application/json --cli-binary-format raw-in-base64-out " +
      `--body '{"model":"Qwen/Qwen3-8B","messages":[{"role":"user","content":"Who are you?"}],"max_tokens":100}' ` +
      "/dev/stdout",
  });
});

describe("model", () => {
  test("downloads from Hugging Face, in the private subnets", () => {
    expect(plain.inputs[MODEL]).toEqual({
      executionRoleArn: "<chat-role.arn>",
      primaryContainer: { image: args.image, environment: { SM_VLLM_MODEL: "Qwen/Qwen3-8B" } },
      vpcConfig: { subnets: ["subnet-a", "subnet-b"], securityGroupIds: ["<chat-security-group.id>"] },
      enableNetworkIsolation: false,
    });
  });

  test("takes the environment of vLLM", async () => {
    const { inputs } = await deployed({ environment: { SM_VLLM_MAX_MODEL_LEN: "16384" } });
    expect(inputs[MODEL]?.primaryContainer.environment).toEqual({
      SM_VLLM_MAX_MODEL_LEN: "16384",
      SM_VLLM_MODEL: "Qwen/Qwen3-8B",
    });
  });

  test("gets weights from S3 without any network, and answers to its own name", async () => {
    const { inputs } = await deployed({ weights: { url: "s3://weights/qwen3-8b/" } });
    expect(inputs[MODEL]).toMatchObject({
      enableNetworkIsolation: true,
      primaryContainer: {
        environment: {
          SM_VLLM_MODEL: "/opt/ml/model",
          SM_VLLM_SERVED_MODEL_NAME: "Qwen/Qwen3-8B",
          HF_HUB_OFFLINE: "1",
        },
        modelDataSource: {
          s3DataSources: [{ s3Uri: "s3://weights/qwen3-8b/", s3DataType: "S3Prefix", compressionType: "None" }],
        },
      },
    });
  });

  test("waits for the role's policy and the way out, and for the role to spread", () => {
    expect(plain.resources[MODEL]).toMatchObject({
      dependencies: [SECURITY_GROUP, ROLE, ROLE_POLICY, EGRESS].sort(),
      errorHooks: ["aws-iam-propagation"],
    });
  });
});

describe("configuration", () => {
  test("is named by the engine and has one variant of a constant name", () => {
    expect(plain.inputs[CONFIG]).toEqual({
      productionVariants: [
        {
          variantName: "AllTraffic",
          modelName: "<chat-model.name>",
          instanceType: "ml.g6.xlarge",
          initialInstanceCount: 1,
          inferenceAmiVersion: "al2023-ami-sagemaker-inference-gpu-4-1",
          containerStartupHealthCheckTimeoutInSeconds: 1200,
          modelDataDownloadTimeoutInSeconds: 600,
          routingConfigs: [{ routingStrategy: "LEAST_OUTSTANDING_REQUESTS" }],
        },
      ],
    });
    expect(plain.resources[CONFIG]?.errorHooks).toEqual(["aws-iam-propagation"]);
  });

  test.each([
    ["ml.g6.xlarge", undefined],
    ["ml.p5.48xlarge", undefined],
    ["ml.p6-b200.48xlarge", undefined],
    ["ml.r6gd.xlarge", undefined],
    ["ml.trn1.32xlarge", undefined],
    ["ml.inf2.xlarge", KEY],
    ["ml.m7i.xlarge", KEY],
  ])("encrypts the volumes of %s with %s", async (instanceType, kmsKeyArn) => {
    const { inputs } = await deployed({ instanceType, kmsKeyArn: KEY });
    expect(inputs[CONFIG]?.kmsKeyArn).toBe(kmsKeyArn);
  });

  test("captures requests and answers in an encrypted bucket, also where the disks have their own keys", async () => {
    const { inputs, tree } = await deployed({ capture: { percent: 20 }, kmsKeyArn: KEY });
    expect(inputs[CONFIG]?.dataCaptureConfig).toEqual({
      enableCapture: true,
      initialSamplingPercentage: 20,
      destinationS3Uri: "s3://<chat-capture.bucket>/",
      kmsKeyId: KEY,
      captureOptions: [{ captureMode: "Input" }, { captureMode: "Output" }],
      captureContentTypeHeader: { jsonContentTypes: ["application/json"] },
    });
    expect(tree).toContain("  ai-stack:aws:PrivateBucket chat-capture");
    expect(inputs[CAPTURE]).toEqual({ kmsKeyArn: KEY, keep: true });
  });

  test("capture: keep false lets the bucket go with what it holds", async () => {
    const { inputs } = await deployed({ capture: { percent: 1, keep: false } });
    expect(inputs[CAPTURE]).toEqual({ keep: false });
  });
});

describe("endpoint", () => {
  test("has a name that alarms know before it exists, and follows the configuration", () => {
    expect(plain.inputs[ENDPOINT]).toMatchObject({ name: NAME, endpointConfigName: "<chat-config.name>" });
  });

  test("is another one on another machine, which AWS does not change under an autoscaler", async () => {
    const { inputs } = await deployed({ instanceType: "ml.g6e.2xlarge" });
    expect(inputs[ENDPOINT]?.name).toBe("ai-stack-test-chat-g6e-2xlarge");
  });

  test("that takes its place comes before it goes", async () => {
    const deleteFirst: (boolean | undefined)[] = [];
    await deploy(() => {
      const monitor = pulumi.runtime.getMonitor() as any;
      const register = monitor.registerResource;
      monitor.registerResource = (request: any, done: any) => {
        if (request.getType() === "aws:sagemaker/endpoint:Endpoint")
          deleteFirst.push(request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined);
        register(request, done);
      };
      return new SageMakerEndpoint("chat", args);
    });
    expect(deleteFirst).toEqual([false]);
  });

  test("has a name of up to 63 characters", async () => {
    const { inputs } = await deployed({ instanceType: "ml.p6-b200.48xlarge" }, "c".repeat(40));
    expect(inputs[`aws:sagemaker/endpoint:Endpoint::${"c".repeat(40)}`]?.name).toMatch(
      /^ai-stack-test-c+-[0-9a-f]{8}$/,
    );
  });

  test("shifts one replica's traffic at once and goes back on an alarm", () => {
    expect(plain.inputs[ENDPOINT]?.deploymentConfig).toEqual({
      blueGreenUpdatePolicy: {
        trafficRoutingConfiguration: { type: "ALL_AT_ONCE", waitIntervalInSeconds: 300 },
        terminationWaitInSeconds: 600,
        maximumExecutionTimeoutInSeconds: 4500,
      },
      autoRollbackConfiguration: {
        alarms: [{ alarmName: "<chat-server-errors.name>" }, { alarmName: "<chat-latency.name>" }],
      },
    });
  });

  test("tries several replicas with a canary of one", async () => {
    const { inputs } = await deployed({ replicas: { min: 2, max: 3 } });
    expect(inputs[ENDPOINT]?.deploymentConfig.blueGreenUpdatePolicy.trafficRoutingConfiguration).toEqual({
      type: "CANARY",
      canarySize: { type: "INSTANCE_COUNT", value: 1 },
      waitIntervalInSeconds: 300,
    });
  });

  test("rolls over one machine after the other where quota is tight", async () => {
    const { inputs } = await deployed({ replicas: { min: 2, max: 3 }, updatePolicy: "rolling" });
    expect(inputs[ENDPOINT]?.deploymentConfig).toEqual({
      rollingUpdatePolicy: {
        maximumBatchSize: { type: "INSTANCE_COUNT", value: 1 },
        waitIntervalInSeconds: 300,
        maximumExecutionTimeoutInSeconds: 12_300,
      },
      autoRollbackConfiguration: {
        alarms: [{ alarmName: "<chat-server-errors.name>" }, { alarmName: "<chat-latency.name>" }],
      },
    });
  });

  test("rolls up to 20 machines over one after the other", async () => {
    const { inputs } = await deployed({ replicas: { min: 2, max: 20 }, updatePolicy: "rolling" });
    expect(inputs[ENDPOINT]?.deploymentConfig.rollingUpdatePolicy.maximumBatchSize).toEqual({
      type: "INSTANCE_COUNT",
      value: 1,
    });
  });

  test("rolls a fleet over in halves when one machine may be less than 5 % of it", async () => {
    const { inputs } = await deployed({ replicas: { min: 2, max: 21 }, updatePolicy: "rolling" });
    expect(inputs[ENDPOINT]?.deploymentConfig.rollingUpdatePolicy).toMatchObject({
      maximumBatchSize: { type: "CAPACITY_PERCENT", value: 50 },
      maximumExecutionTimeoutInSeconds: 28_800, // the API's longest
    });
  });

  test("waits for the alarms that roll it back", () => {
    expect(plain.resources[ENDPOINT]?.dependencies).toEqual(
      [LATENCY, SERVER_ERRORS, ROLE_POLICY, CONFIG, EGRESS].sort(),
    );
  });

  test("has time to start and to be updated", async () => {
    expect(plain.resources[ENDPOINT]?.customTimeouts).toEqual({ create: "90m", update: "180m" });
    const slow = await deployed({ startupTimeoutSec: 3600, downloadTimeoutSec: 3600 });
    expect(slow.resources[ENDPOINT]?.customTimeouts).toEqual({ create: "150m", update: "195m" });
  });
});

describe("scaling", () => {
  test("follows the requests at once per machine, from min to max", () => {
    expect(plain.inputs[TARGET]).toEqual({
      serviceNamespace: "sagemaker",
      resourceId: `endpoint/${NAME}/variant/AllTraffic`,
      scalableDimension: "sagemaker:variant:DesiredInstanceCount",
      minCapacity: 1,
      maxCapacity: 3,
    });
    expect(plain.inputs[POLICY]).toEqual({
      policyType: "TargetTrackingScaling",
      serviceNamespace: "sagemaker",
      resourceId: `endpoint/${NAME}/variant/AllTraffic`,
      scalableDimension: "sagemaker:variant:DesiredInstanceCount",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 5,
        predefinedMetricSpecification: {
          predefinedMetricType: "SageMakerVariantConcurrentRequestsPerModelHighResolution",
        },
        scaleOutCooldown: 300,
        scaleInCooldown: 600,
      },
    });
    expect(plain.resources[TARGET]?.dependencies).toEqual([ENDPOINT]);
    expect(plain.resources[POLICY]?.dependencies).toEqual([TARGET]);
  });

  test("takes another target", async () => {
    const { inputs } = await deployed({ concurrency: 12 });
    expect(inputs[POLICY]?.targetTrackingScalingPolicyConfiguration.targetValue).toBe(12);
  });
});

describe("alarms", () => {
  const dimensions = { EndpointName: NAME, VariantName: "AllTraffic" };

  test("on one failing request in twenty", () => {
    expect(plain.inputs[SERVER_ERRORS]).toEqual({
      alarmDescription: "More than 5 % of the requests to chat fail",
      namespace: "AWS/SageMaker",
      metricName: "Invocation5XXErrors",
      dimensions,
      statistic: "Average",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0.05,
      period: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: "notBreaching",
    });
  });

  test("on answers that take 55 seconds, counted in microseconds", () => {
    expect(plain.inputs[LATENCY]).toEqual({
      alarmDescription: "One in a hundred answers of chat takes longer than 55 s",
      namespace: "AWS/SageMaker",
      metricName: "ModelLatency",
      dimensions,
      extendedStatistic: "p99",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 55_000_000,
      period: 60,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: "notBreaching",
    });
  });

  test("on another latency", async () => {
    const { inputs } = await deployed({ latencyAlarmSec: 5 });
    expect(inputs[LATENCY]?.threshold).toBe(5_000_000);
  });

  test("with a topic also on GPU memory beyond what vLLM takes, summed over the GPUs", async () => {
    const { inputs } = await deployed({ alarmTopicArn: TOPIC, accelerators: 4 });
    expect(inputs[GPU_MEMORY]).toEqual({
      alarmDescription: "The GPU memory of chat is full",
      namespace: "/aws/sagemaker/Endpoints",
      metricName: "GPUMemoryUtilization",
      dimensions,
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 392,
      period: 300,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    });
  });

  test.each([SERVER_ERRORS, LATENCY])("with a topic %s tells it, and when it is over", async (alarm) => {
    const { inputs } = await deployed({ alarmTopicArn: TOPIC });
    expect(inputs[alarm]).toMatchObject({ alarmActions: [TOPIC], okActions: [TOPIC] });
  });
});

describe("role", () => {
  test("is for SageMaker on behalf of this account", () => {
    expect(plain.inputs[ROLE]?.namePrefix).toBe("ai-stack-test-chat-");
    expect(JSON.parse(plain.inputs[ROLE]?.assumeRolePolicy)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "sagemaker.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
  });

  test("pulls the image's repository alone", () => {
    expect(allowedBy(plain)["ecr:BatchGetImage"]).toEqual(["arn:aws:ecr:us-east-1:763104351884:repository/vllm"]);
  });

  test("reads the alarms that roll back, and nothing of S3 or KMS", () => {
    const allowed = allowedBy(plain);
    expect(allowed["cloudwatch:DescribeAlarms"]).toEqual(["<chat-server-errors.arn>", "<chat-latency.arn>"]);
    expect(Object.keys(allowed).filter((action) => /^(s3|kms):/.test(action))).toEqual([]);
  });

  test("reads the folder of the weights alone, and decrypts them", async () => {
    const weights = { url: "s3://weights/qwen/8b/", kmsKeyArn: KEY };
    const { inputs } = await deployed({ weights });
    const statements = JSON.parse(inputs[ROLE_POLICY]?.policy).Statement;
    expect(statements.filter(({ Action }: any) => /^(s3|kms):/.test(Action[0]))).toEqual([
      {
        Effect: "Allow",
        Action: ["s3:ListBucket"],
        Resource: ["arn:aws:s3:::weights"],
        Condition: { StringLike: { "s3:prefix": "qwen/8b/*" } },
      },
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::weights/qwen/8b/*"] },
      { Effect: "Allow", Action: ["kms:Decrypt"], Resource: [KEY] },
    ]);
  });

  test("writes the bucket of what is captured", async () => {
    expect(allowedBy(await deployed({ capture: { percent: 100 } }))["s3:PutObject"]).toEqual(["<chat-capture.arn>/*"]);
  });

  test.each([
    ["for captured requests", { capture: { percent: 100 } }, [KEY]],
    ["for volumes", { instanceType: "ml.inf2.xlarge" }, [KEY]],
    ["not for disks with keys of their own", {}, undefined],
  ])("uses the key %s", async (_why, more, resources) => {
    expect(allowedBy(await deployed({ kmsKeyArn: KEY, ...more }))["kms:GenerateDataKey"]).toEqual(resources);
  });

  test("has no action on everything but those that AWS limits to nothing", async () => {
    const all = await deployed({ weights: { url: "s3://weights/p/" }, capture: { percent: 1 }, kmsKeyArn: KEY });
    const everywhere = Object.entries(allowedBy(all)).filter(([, resources]) => (resources as string[]).includes("*"));
    expect(everywhere.map(([action]) => action).sort()).toEqual([
      "cloudwatch:PutMetricData",
      "ec2:DescribeDhcpOptions",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
      "ecr:GetAuthorizationToken",
    ]);
    expect(JSON.stringify(all.inputs)).not.toMatch(/FullAccess|"Action":"\*"/);
  });
});

test("lets HTTPS out of the containers and nothing in", () => {
  expect(plain.inputs[SECURITY_GROUP]).toEqual({
    description: "Containers of a SageMaker endpoint",
    vpcId: "vpc-1",
  });
  expect(plain.inputs[EGRESS]).toEqual({
    securityGroupId: "<chat-security-group.id>",
    cidrIpv4: "0.0.0.0/0",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
  });
});

test("tags everything that can have tags", async () => {
  const tags = { team: "ml" };
  const { inputs, resources } = await deployed({ tags, alarmTopicArn: TOPIC, capture: { percent: 1 } });
  const bucketSettings = Object.keys(resources).filter(
    (key) => resources[key]?.parent === CAPTURE && !/:Bucket:/.test(key),
  );
  const untagged = Object.keys(inputs).filter((key) => JSON.stringify(inputs[key]?.tags) !== JSON.stringify(tags));
  expect(untagged.sort()).toEqual([POLICY, ROLE_POLICY, ...bucketSettings].sort());
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const { inputs } = await deployed({
    alarmTopicArn: TOPIC,
    capture: { percent: 1 },
    transform: {
      role: { description: "mine" },
      securityGroup: { description: "mine" },
      model: { enableNetworkIsolation: true },
      configuration: { kmsKeyArn: KEY },
      endpoint: { name: "mine" },
      scalingTarget: { maxCapacity: 9 },
      scalingPolicy: { name: "mine" },
      serverErrorAlarm: { threshold: 0.5 },
      latencyAlarm: { threshold: 1 },
      gpuMemoryAlarm: { threshold: 2 },
      captureBucket: { bucket: { forceDestroy: true } },
    },
  });
  expect(inputs[COMPONENT]).not.toHaveProperty("transform");
  expect(inputs[ROLE]?.description).toBe("mine");
  expect(inputs[SECURITY_GROUP]?.description).toBe("mine");
  expect(inputs[MODEL]?.enableNetworkIsolation).toBe(true);
  expect(inputs[CONFIG]?.kmsKeyArn).toBe(KEY);
  expect(inputs[ENDPOINT]?.name).toBe("mine");
  expect(inputs[TARGET]?.maxCapacity).toBe(9);
  expect(inputs[POLICY]?.name).toBe("mine");
  expect(inputs[SERVER_ERRORS]?.threshold).toBe(0.5);
  expect(inputs[LATENCY]?.threshold).toBe(1);
  expect(inputs[GPU_MEMORY]?.threshold).toBe(2);
  expect(inputs["aws:s3/bucket:Bucket::chat-capture"]?.forceDestroy).toBe(true);
});

describe("fails before anything registers", () => {
  const IMAGE = "'image' must be <account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>, got ";
  const WEIGHTS = "'weights.url' must be s3://<bucket>/<prefix>/, with a slash at the end, got ";
  test.each<[string, Partial<SageMakerEndpointArgs>]>([
    [`'model' must be a Hugging Face id, got "Qwen/Qwen3 8B"`, { model: "Qwen/Qwen3 8B" }],
    [`'instanceType' must be ml.<family>.<size>, got "g6.xlarge"`, { instanceType: "g6.xlarge" }],
    [
      `'inferenceAmiVersion' must be al<year>-ami-sagemaker-inference-<gpu or neuron>-<version>, got "latest"`,
      { inferenceAmiVersion: "latest" },
    ],
    [`${IMAGE}"vllm/vllm-openai:latest"`, { image: "vllm/vllm-openai:latest" }],
    [`${WEIGHTS}"s3://weights/qwen"`, { weights: { url: "s3://weights/qwen" } }],
    [`${WEIGHTS}"https://weights/qwen/"`, { weights: { url: "https://weights/qwen/" } }],
    ["'accelerators' must be a whole number from 1, got 0", { accelerators: 0 }],
    ["'minMemoryMiB' must be a whole number from 128, got 127", { minMemoryMiB: 127 }],
    ["'replicas.min' must be a whole number from 0, got -1", { replicas: { min: -1, max: 1 } }],
    ["'replicas.max' must be a whole number from 2, got 1", { replicas: { min: 2, max: 1 } }],
    ["'replicas.max' must be a whole number from 1, got 0", { replicas: { min: 0, max: 0 } }],
    ["'concurrency' must be a whole number from 1, got 0", { concurrency: 0 }],
    ["'startupTimeoutSec' must be a whole number from 60 to 3600, got 59", { startupTimeoutSec: 59 }],
    ["'downloadTimeoutSec' must be a whole number from 60 to 3600, got 3601", { downloadTimeoutSec: 3601 }],
    ["'latencyAlarmSec' must be a whole number from 1 to 3600, got 0", { latencyAlarmSec: 0 }],
    ["'capture.percent' must be a whole number from 1 to 100, got 101", { capture: { percent: 101 } }],
    [
      `'updatePolicy' must be one of blue-green, rolling, got "canary"`,
      { updatePolicy: "canary" as unknown as "rolling" },
    ],
    [
      "'updatePolicy' rolling takes 'replicas.min' 2 or more: a batch is at most half of the machines",
      { updatePolicy: "rolling" },
    ],
    [`'environment' must be variables of letters, digits and _, got "A-B"`, { environment: { "A-B": "1" } }],
    ["'environment.A' must have up to 1024 characters, got 1025", { environment: { A: "x".repeat(1025) } }],
    [
      "'environment' must have up to 90 variables, got 91",
      { environment: Object.fromEntries(Array.from({ length: 91 }, (_, index) => [`A${index}`, "1"])) },
    ],
    ["'environment.SM_VLLM_MODEL' is set from 'model' and 'weights'", { environment: { SM_VLLM_MODEL: "x" } }],
    ["'environment.HF_MODEL_ID' is set from 'model' and 'weights'", { environment: { HF_MODEL_ID: "x" } }],
  ])("%s", async (message, more) => {
    const { tree } = await deploy(() => {
      expect(() => new SageMakerEndpoint("chat", { ...args, ...more })).toThrow(message);
    });
    expect(tree).toEqual([]);
  });

  test.each(["Chat", "my_chat", "-chat", "chat-", "my--chat", "c".repeat(41)])("the name %s", async (name) => {
    const { tree } = await deploy(() => {
      expect(() => new SageMakerEndpoint(name, args)).toThrow(
        `'name' must be up to 40 lower-case letters and digits, with single hyphens between, got "${name}"`,
      );
    });
    expect(tree).toEqual([]);
  });
});

describe("a Hugging Face token in the environment", () => {
  const TOKEN = `hf_${"aB3".repeat(12)}`;
  test.each([
    ["HF_TOKEN", "secret"],
    ["hf_token", "secret"],
    ["HUGGING_FACE_HUB_TOKEN", "secret"],
    ["HUGGINGFACEHUB_API_TOKEN", "secret"],
    ["HUGGINGFACE_TOKEN", "secret"],
    ["HF_API_TOKEN", "secret"],
    ["SM_VLLM_HF_TOKEN", "secret"],
    ["MY_VARIABLE", TOKEN],
    ["MY_VARIABLE", `--token=${TOKEN}`],
    [TOKEN, "1"],
  ])("is refused, not printed, and told to be weights in S3: %s=%s", async (variable, value) => {
    let message = "";
    const { tree } = await deploy(() => {
      try {
        new SageMakerEndpoint("chat", { ...args, environment: { [variable]: value } });
      } catch (error) {
        message = (error as Error).message;
      }
    });
    expect(message).toBe(
      "'environment' must not hold a Hugging Face token: anyone who may describe the model could read it. " +
        "Copy the weights of a gated model to S3 and give their address as 'weights'",
    );
    expect(tree).toEqual([]);
  });

  test.each([
    ["SM_VLLM_MAX_NUM_BATCHED_TOKENS", "8192"],
    ["HF_TOKEN_PATH", "/tmp/none"],
    ["HF_HUB_DISABLE_IMPLICIT_TOKEN", "1"],
    ["SM_VLLM_TOKENIZER", "hf_transfer"],
  ])("is not what %s=%s is", async (variable, value) => {
    const { inputs } = await deployed({ environment: { [variable]: value } });
    expect(inputs[MODEL]?.primaryContainer.environment[variable]).toBe(value);
  });
});
