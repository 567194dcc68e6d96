import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readStack } from "../../plan/stack-file.js";
import { parseSettings, placeholders } from "../../stacks/config.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const configOf = (stack: string) => readStack(root, stack).config;

test("aws-dev serves Qwen3-8B from zero, with a spot pool and one user", () => {
  expect(parseSettings(configOf("aws-dev"), () => false)).toEqual({
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
          contextTokens: 16384,
          concurrency: 1,
          precision: "auto",
        },
      },
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
