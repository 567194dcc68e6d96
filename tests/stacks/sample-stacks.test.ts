import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readStack } from "../../plan/stack-file.js";
import { parseSettings, placeholders } from "../../stacks/config.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const configOf = (stack: string) => readStack(root, stack).config;

test("aws-dev serves Qwen3-8B from zero, with a spot pool and one user", () => {
  expect(parseSettings(configOf("aws-dev"), () => false)).toEqual({
    cloud: "aws",
    region: "us-east-1",
    settings: {
      cloud: "aws",
      environment: "dev",
      network: { cidr: "10.20.0.0/16", zones: 2 },
      compute: {
        train: {
          accelerator: ["L4", "A100"],
          perMachine: 1,
          machines: { min: 0, max: 2 },
          capacity: "spot",
          rdma: false,
        },
      },
      platform: { users: ["ana"], idleMinutes: 60 },
      endpoints: {
        chat: {
          model: "Qwen/Qwen3-8B",
          accelerator: ["L4", "A100"],
          replicas: { min: 0, max: 2 },
          contextTokens: 8192,
          concurrency: 1,
          precision: "auto",
        },
      },
      budget: { monthlyUsd: 2500 },
      teardown: false,
      tags: {},
    },
  });
});

test("aws-dev needs nothing of a user's own", () => {
  expect(placeholders(configOf("aws-dev"))).toEqual([]);
});

test("aws-prod spreads over three zones and names one accelerator a use", () => {
  const { settings } = parseSettings(configOf("aws-prod"), () => false);
  expect(settings).toMatchObject({
    environment: "prod",
    network: { zones: 3, nat: "perZone" },
    compute: { train: { accelerator: ["L40S"], capacity: "on-demand" } },
    endpoints: { chat: { accelerator: ["L40S"], replicas: { min: 2 }, capture: { percent: 10 } } },
    teardown: false,
  });
});

test("aws-prod has the account, the bucket and the address as placeholders", () => {
  expect(placeholders(configOf("aws-prod"))).toEqual([
    "ai-stack:alertEmail: you@example.com is a sample; put your own address there",
    "ai-stack:endpoints.chat.weights: s3://example-models/qwen3-14b/ is a sample; put a bucket of yours there",
    "aws:allowedAccountIds[0]: 123456789012 is a sample; put the id of your AWS account there",
  ]);
});

test("gcp-dev is aws-dev with another cloud, region, project and budget", () => {
  const moved = {
    ...configOf("aws-dev"),
    "ai-stack:cloud": "gcp",
    "gcp:region": "us-central1",
    "gcp:project": "my-project-id",
    "ai-stack:budget": JSON.stringify({ monthlyUsd: 3000 }),
  };
  const stack = parseSettings(moved, () => false);
  expect(stack).toMatchObject({ cloud: "gcp", region: "us-central1", projectId: "my-project-id" });
  expect(parseSettings(configOf("gcp-dev"), () => false)).toEqual(stack);
});

test("gcp-dev and gcp-prod are for AWS too, but for how gcp-prod serves its model", () => {
  const there = { "ai-stack:cloud": "aws", "aws:region": "us-east-1" };
  expect(parseSettings({ ...configOf("gcp-dev"), ...there }, () => false)).toMatchObject({ cloud: "aws" });
  expect(() => parseSettings({ ...configOf("gcp-prod"), ...there }, () => false)).toThrow(
    /^1 error in .*\n {2}ai-stack:endpoints.chat.serving: must be left out on aws, [^\n]*$/,
  );
});

test("aws-prod is for Google Cloud too, but for its weights and capture in S3", () => {
  const there = { "ai-stack:cloud": "gcp", "gcp:region": "us-central1", "gcp:project": "my-project-id" };
  expect(() => parseSettings({ ...configOf("aws-prod"), ...there }, () => false)).toThrow(
    /^2 errors in .*\n {2}ai-stack:endpoints.chat.weights: [^\n]*\n {2}ai-stack:endpoints.chat.capture: [^\n]*$/,
  );
});

test("gcp-dev has the project as a placeholder", () => {
  expect(placeholders(configOf("gcp-dev"))).toEqual([
    "gcp:project: my-project-id is a sample; put the id of your Google Cloud project there",
  ]);
});

test("gcp-prod names one accelerator a use and its way of serving", () => {
  const { settings } = parseSettings(configOf("gcp-prod"), () => false);
  expect(settings).toMatchObject({
    environment: "prod",
    compute: {
      train: {
        accelerator: ["A100-80GB"],
        capacity: "on-demand",
        schedule: { timezone: "Europe/Berlin", start: "08:00", stop: "20:00" },
      },
    },
    endpoints: { chat: { accelerator: ["A100-80GB"], serving: "model-garden", replicas: { min: 2 } } },
    teardown: false,
  });
});

test("gcp-prod has the address, the billing account and the project as placeholders", () => {
  expect(placeholders(configOf("gcp-prod"))).toEqual([
    "ai-stack:alertEmail: you@example.com is a sample; put your own address there",
    "ai-stack:gcpBillingAccount: ABCDEF-012345-6789AB is a sample; put the id of your Cloud Billing account there",
    "gcp:project: my-project-id is a sample; put the id of your Google Cloud project there",
  ]);
});

const AZURE = {
  "ai-stack:cloud": "azure",
  "azure-native:location": "westus3",
  "azure-native:subscriptionId": "11111111-2222-3333-4444-555555555555",
};

test("azure-dev is aws-dev with another cloud, region, subscription and budget", () => {
  const moved = { ...configOf("aws-dev"), ...AZURE, "ai-stack:budget": JSON.stringify({ monthlyUsd: 15_500 }) };
  const stack = parseSettings(moved, () => false);
  expect(stack).toMatchObject({
    cloud: "azure",
    location: "westus3",
    subscriptionId: AZURE["azure-native:subscriptionId"],
  });
  expect(parseSettings(configOf("azure-dev"), () => false)).toEqual(stack);
});

test("azure-prod is for the other clouds too, but for its way of serving, capture and rollout", () => {
  const toGcp = { "ai-stack:cloud": "gcp", "gcp:region": "us-central1", "gcp:project": "my-project-id" };
  expect(() => parseSettings({ ...configOf("azure-prod"), ...toGcp }, () => false)).toThrow(
    /^3 errors in .*\n {2}ai-stack:endpoints.chat.serving: [^\n]*\n {2}ai-stack:endpoints.chat.capture: [^\n]*\n {2}ai-stack:endpoints.chat.rollout: [^\n]*$/,
  );
});

test("azure-prod names one accelerator a use, its way of serving and its deployment", () => {
  const { settings } = parseSettings(configOf("azure-prod"), () => false);
  expect(settings).toMatchObject({
    environment: "prod",
    compute: { train: { accelerator: ["A100-80GB"], capacity: "on-demand" } },
    endpoints: {
      chat: {
        accelerator: ["A100-80GB"],
        serving: "online-endpoint",
        replicas: { min: 2 },
        rollout: { blue: { share: 100 } },
      },
    },
    teardown: false,
  });
});

test("azure-dev has the subscription as a placeholder, azure-prod the address too", () => {
  const subscription =
    "azure-native:subscriptionId: 11111111-2222-3333-4444-555555555555 is a sample; put an id of your own there";
  expect(placeholders(configOf("azure-dev"))).toEqual([subscription]);
  expect(placeholders(configOf("azure-prod"))).toEqual([
    "ai-stack:alertEmail: you@example.com is a sample; put your own address there",
    subscription,
  ]);
});
