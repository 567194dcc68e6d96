import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { readStack } from "../../plan/stack-file.js";
import { parseUrn } from "../../plan/urn.js";
import program from "../../stacks/index.js";
import { violations } from "../support/aws-api.js";
import { deploy } from "../support/mocks.js";
import { inputsOf, preview, resources, settingsErrors, typesOf } from "./support.js";

const chat = { model: "Qwen/Qwen3-8B", accelerator: "L4" };

describe("a key left out leaves that part out", () => {
  test.each([
    ["compute", "ai-stack:aws:GpuAutoScalingGroup"],
    ["platform", "ai-stack:aws:SageMakerDomain"],
    ["endpoints", "ai-stack:aws:SageMakerEndpoint"],
  ])("%s", async (key, type) => {
    expect(typesOf(await resources("aws-dev"))).toContain(type);
    expect(typesOf(await resources("aws-dev", { [key]: undefined }))).not.toContain(type);
  });
});

describe("dev", () => {
  test("has no customer-managed key, no topic, one NAT and no interface endpoint", async () => {
    const states = await resources("aws-dev");
    expect(typesOf(states)).not.toContain("aws:kms/key:Key");
    expect(typesOf(states)).not.toContain("aws:sns/topic:Topic");
    expect(states.filter(({ type }) => type === "aws:ec2/natGateway:NatGateway")).toHaveLength(1);
    const endpoints = states.filter(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(endpoints.map(({ inputs }) => inputs?.vpcEndpointType)).toEqual(["Gateway"]);
  });

  test("lets destroy delete home directories and stores that hold objects", async () => {
    const states = await resources("aws-dev");
    expect(inputsOf(states, "aws:sagemaker/domain:Domain", "studio").retentionPolicy).toEqual({
      homeEfsFileSystem: "Delete",
    });
    expect(inputsOf(states, "aws:s3/bucket:Bucket", "studio-artifacts").forceDestroy).toBe(true);
  });
});

describe("prod", () => {
  test("encrypts with its own key what can be", async () => {
    const states = await resources("aws-prod");
    expect(inputsOf(states, "aws:sagemaker/domain:Domain", "studio").kmsKeyId).toBe("<key.arn>");
    expect(inputsOf(states, "aws:sns/topic:Topic", "alarms").kmsMasterKeyId).toBe("<key.arn>");
    expect(inputsOf(states, "aws:cloudwatch/logGroup:LogGroup", "network-flow-logs-group")).toMatchObject({
      kmsKeyId: "<key.arn>",
      retentionInDays: 365,
    });
    const { blockDeviceMappings } = inputsOf(states, "aws:ec2/launchTemplate:LaunchTemplate", "train-template");
    expect(blockDeviceMappings[0].ebs.kmsKeyId).toBe("<key.arn>");
  });

  test("has a NAT in each zone and the interface endpoints that its parts call", async () => {
    const states = await resources("aws-prod");
    expect(states.filter(({ type }) => type === "aws:ec2/natGateway:NatGateway")).toHaveLength(3);
    const services = states
      .filter(({ type, inputs }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint" && inputs?.vpcEndpointType !== "Gateway")
      .map(({ inputs }) => String(inputs?.serviceName))
      .sort();
    expect(services).toEqual([
      "aws.sagemaker.us-east-1.experiments",
      "aws.sagemaker.us-east-1.studio",
      "com.amazonaws.us-east-1.ec2messages",
      "com.amazonaws.us-east-1.ecr.api",
      "com.amazonaws.us-east-1.ecr.dkr",
      "com.amazonaws.us-east-1.kms",
      "com.amazonaws.us-east-1.logs",
      "com.amazonaws.us-east-1.monitoring",
      "com.amazonaws.us-east-1.sagemaker.api",
      "com.amazonaws.us-east-1.sagemaker.runtime",
      "com.amazonaws.us-east-1.ssm",
      "com.amazonaws.us-east-1.ssmmessages",
      "com.amazonaws.us-east-1.sts",
    ]);
  });

  test.each([
    [false, "Retain", false, 30],
    [true, "Delete", true, 7],
  ])(
    "with teardown %s: home directories %s, buckets emptied %s, key kept %d days",
    async (teardown, homes, empties, days) => {
      const states = await resources("aws-prod", { teardown: String(teardown) });
      expect(inputsOf(states, "aws:sagemaker/domain:Domain", "studio").retentionPolicy.homeEfsFileSystem).toBe(homes);
      for (const { inputs } of states.filter(({ type }) => type === "aws:s3/bucket:Bucket"))
        expect(inputs?.forceDestroy).toBe(empties);
      expect(inputsOf(states, "aws:kms/key:Key", "key").deletionWindowInDays).toBe(days);
    },
  );

  test("nothing is protected by Pulumi itself: teardown must be able to lift it", async () => {
    expect((await resources("aws-prod")).filter((state) => state.protect || state.retainOnDelete)).toEqual([]);
  });
});

test.each(["aws-dev", "aws-prod"])("everything in %s that can have tags has those of the stack", async (stack) => {
  const require = createRequire(import.meta.url);
  const takesTags = (type: string) => {
    const typings = readFileSync(require.resolve(`@pulumi/aws/${type.split(":")[1]}.d.ts`), "utf8");
    return /^ {4}tags\?: pulumi\.Input<\{$/m.test(typings);
  };
  const states = (await resources(stack)).filter(({ type }) => type.startsWith("aws:") && takesTags(type));
  expect(states.length).toBeGreaterThan(20);
  for (const { urn, inputs } of states) expect({ urn, tags: inputs?.tags }).toMatchObject({ urn, tags: { stack } });
});

test("machines with RDMA are of one type, close together, with an adapter on each network card", async () => {
  const pool = { accelerator: "A100-40GB", perMachine: 8, rdma: true, capacity: "spot" };
  const states = await resources("aws-dev", { compute: { train: pool } });
  const { networkInterfaces } = inputsOf(states, "aws:ec2/launchTemplate:LaunchTemplate", "train-template");
  expect(networkInterfaces).toHaveLength(4);
  expect(typesOf(states)).toContain("aws:ec2/placementGroup:PlacementGroup");
});

test("an endpoint's outputs say where and how to send a request", async () => {
  const { outputs } = await preview("aws-dev", { endpoints: { "my-chat": chat } });
  expect(outputs.myChatUrl).toContain("https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/");
  expect(outputs.myChatRequest).toContain("aws sagemaker-runtime invoke-endpoint");
  expect(outputs.myChatId).toBe("<my-chat.arn>");
});

describe("what AWS cannot follow is told before anything registers, all of it at once", () => {
  test("a gated model without weights in S3", async () => {
    const endpoints = { chat: { ...chat, model: "meta-llama/Llama-3.1-8B-Instruct" } };
    expect(await settingsErrors("aws-dev", { endpoints })).toContain(
      "ai-stack:endpoints.chat: meta-llama/Llama-3.1-8B-Instruct is gated on Hugging Face, and on AWS a gated model is " +
        "served from S3 only",
    );
  });

  test("a gated model with weights in S3 is served", async () => {
    const gated = { ...chat, model: "meta-llama/Llama-3.1-8B-Instruct", weights: "s3://acme-models/llama/" };
    const states = await resources("aws-dev", { endpoints: { chat: gated } });
    expect(inputsOf(states, "aws:sagemaker/model:Model", "chat-model").enableNetworkIsolation).toBe(true);
  });

  test("a pool and an endpoint that no machine can serve", async () => {
    const text = await settingsErrors("aws-dev", {
      compute: { train: { accelerator: "L4", perMachine: 3 } },
      endpoints: { chat: { ...chat, model: "Qwen/Qwen3-32B", accelerator: "T4" } },
    });
    expect(text).toContain("ai-stack:compute.train: accelerator [L4] with perMachine 3 is not offered in us-east-1");
    expect(text).toContain("ai-stack:endpoints.chat: model Qwen/Qwen3-32B cannot be served on accelerator [T4]");
  });

  test("RDMA on machines that have none", async () => {
    expect(await settingsErrors("aws-dev", { compute: { train: { accelerator: "L4", rdma: true } } })).toContain(
      "ai-stack:compute.train: rdma must be false: g6.xlarge has no Elastic Fabric Adapter on its network cards; " +
        "p4d.24xlarge, p4de.24xlarge, p5.48xlarge",
    );
  });

  test("parts without a network", async () => {
    expect(await settingsErrors("aws-dev", { network: undefined })).toContain(
      "ai-stack:network: missing; compute.train, platform, endpoints.chat must be placed in one",
    );
  });

  test("weights on the internet behind a network without NAT", async () => {
    expect(await settingsErrors("aws-dev", { network: { cidr: "10.20.0.0/16", nat: "none" } })).toContain(
      "ai-stack:endpoints.chat.weights: missing; with ai-stack:network.nat: none nothing reaches Hugging Face",
    );
  });

  test("an endpoint whose output would be the platform's", async () => {
    expect(await settingsErrors("aws-dev", { endpoints: { studio: chat } })).toContain(
      "ai-stack:endpoints.studio: the output studioUrl is the platform's; choose another name",
    );
  });

  test("an endpoint whose output would be the network's", async () => {
    expect(await settingsErrors("aws-dev", { endpoints: { network: chat } })).toContain(
      "ai-stack:endpoints.network: the output networkId is the stack's; choose another name",
    );
  });
});

test("a preview names the sample values that a deployment refuses", async () => {
  const { plan } = await preview("aws-prod");
  const warnings = plan.diagnostics?.filter(({ severity }) => severity === "warning");
  expect(warnings).toHaveLength(1);
  expect(warnings?.[0]?.message).toContain("ai-stack:alertEmail: you@example.com is a sample");
});

test("an endpoint that names no accelerator says what it runs on, and why", async () => {
  const { plan } = await preview("aws-dev", { endpoints: { chat: { model: "Qwen/Qwen3-8B" } } });
  expect(plan.diagnostics?.map(({ message }) => message).join("\n")).toContain(
    "chat: ml.g6.xlarge (1 × L4): the smallest with this accelerator that Qwen/Qwen3-8B fits; no accelerator is named: " +
      "L4 is the first of the usual order that it fits",
  );
});

test("a preview says that a Hugging Face token is not used, and never prints it", async () => {
  const { plan } = await preview("aws-dev", { huggingFaceToken: "hf_abcdefghijklmnopqrstuvwxyz" }, [
    "huggingFaceToken",
  ]);
  expect(plan.diagnostics?.[2]?.message).toContain("ai-stack:huggingFaceToken is not used on aws");
  expect(JSON.stringify(plan)).not.toContain("hf_abcdefghijklmnopqrstuvwxyz");
});

test("a preview says why each part is on what it is on", async () => {
  const { plan } = await preview("aws-dev");
  expect(plan.diagnostics?.map(({ message }) => message.trim())).toEqual([
    "train: g6.xlarge: the smallest in us-east-1 with 1 × L4",
    "chat: ml.g6.xlarge (1 × L4): the smallest with this accelerator that Qwen/Qwen3-8B fits",
  ]);
});

test("a deployment refuses sample values before anything registers", async () => {
  const { config } = readStack(process.cwd(), "aws-prod");
  const { result, tree } = await deploy(async () => {
    pulumi.runtime.setAllConfig({ ...config });
    return program().catch((error: Error) => error);
  });
  expect((result as Error).message).toContain("aws:allowedAccountIds[0]: 123456789012 is a sample");
  expect(tree).toEqual([]);
});

// What AWS' published models say of each field: required, enums, lengths, patterns.
describe("AWS would accept every input", () => {
  const pool = {
    accelerator: "H100",
    perMachine: 8,
    capacity: "reservation",
    reservation: "cr-0a1b2c3d4e5f67891",
    rdma: true,
  };
  test.each<[string, string, Record<string, unknown>]>([
    ["the dev sample", "aws-dev", {}],
    ["the prod sample", "aws-prod", {}],
    ["prod at teardown", "aws-prod", { teardown: "true" }],
    [
      "no NAT, weights in S3",
      "aws-dev",
      {
        network: { cidr: "10.1.0.0/20", nat: "none" },
        endpoints: { chat: { ...chat, weights: "s3://acme-models/x/" } },
      },
    ],
    [
      "a network that exists",
      "aws-dev",
      {
        network: {
          existing: {
            vpcId: "vpc-0a1b2c3d4e5f67891",
            subnetIds: ["subnet-0a1b2c3d4e5f67891", "subnet-0a1b2c3d4e5f67892"],
          },
        },
      },
    ],
    [
      "a reservation, Trainium, a schedule",
      "aws-dev",
      { compute: { block: pool, neuron: { accelerator: "Trainium1", schedule: { start: "08:00", stop: "20:00" } } } },
    ],
    [
      "names as long as they may be",
      "aws-dev",
      {
        compute: { "a-pool-of-24-characters1": pool },
        endpoints: { "endpoint-of-24-character": { ...chat, replicas: { min: 1, max: 3 } } },
        platform: { users: ["a-user-of-24-characters1"] },
      },
    ],
    [
      "one replica, captured, alarmed",
      "aws-dev",
      {
        alertEmail: "ops@acme.io",
        budget: { monthlyUsd: 500 },
        endpoints: { chat: { ...chat, replicas: { min: 1, max: 1 }, capture: { percent: 5 } } },
      },
    ],
    [
      "from zero, captured, alarmed",
      "aws-dev",
      { alertEmail: "ops@acme.io", endpoints: { chat: { ...chat, replicas: { min: 0, max: 4 }, capture: {} } } },
    ],
  ])("%s", async (_, stack, settings) => {
    const states = await resources(stack, settings);
    const refused = states
      .filter(({ custom, type }) => custom && type.startsWith("aws:"))
      .flatMap(({ urn, type, inputs = {} }) => violations(type, inputs).map((why) => `${parseUrn(urn).name}: ${why}`));
    expect(refused).toEqual([]);
  });
});
