import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { stackFileSchema, stackFileSchemaText } from "../../stacks/config.schema.js";

const read = (name: string) => readFileSync(new URL(`../../stacks/${name}`, import.meta.url), "utf8");

interface FileSchema {
  readonly properties: { readonly config: z.core.JSONSchema.JSONSchema };
}

/** The parts of the schema that zod checks well only one after the other: beside `anyOf` it lets any key pass. */
function schemas() {
  const { properties, ...file } = stackFileSchema() as FileSchema;
  const { anyOf, ...config } = properties.config;
  const of = (schema: object) => z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
  return [
    of({ ...file, properties: { ...properties, config } }),
    of({ type: "object", properties: { config: { anyOf } } }),
  ];
}

/** The mistakes that an editor marks in a stack file. */
const marks = (file: unknown) => schemas().flatMap((schema) => schema.safeParse(file).error?.issues ?? []);

interface Described {
  readonly description?: string;
  readonly properties?: Record<string, Described>;
  readonly required?: string[];
  readonly additionalProperties?: Described | boolean;
}

/** What is below a node, by path: whether it may be left out, and its description. */
function keysOf(node: Described, path = ""): { key: string; optional: boolean; description: string }[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, inner]) => [
    { key: `${path}${name}`, optional: !node.required?.includes(name), description: inner.description ?? "" },
    ...keysOf(inner, `${path}${name}.`),
  ]);
  const other = typeof node.additionalProperties === "object" ? keysOf(node.additionalProperties, `${path}*.`) : [];
  return [...own, ...other];
}

const { properties } = stackFileSchema() as { properties: { config: Described } };
const settings = keysOf(properties.config).filter(({ key }) => key.startsWith("ai-stack:") && !key.endsWith(".secure"));

/** Parts of which one must be given, so that neither has a default. */
const ALTERNATIVES = [
  "ai-stack:network",
  "ai-stack:network.cidr",
  "ai-stack:network.existing",
  ...["vpcId", "subnetIds", "networkId", "subnetId", "virtualNetworkId", "machinesSubnetId"].map(
    (key) => `ai-stack:network.existing.${key}`,
  ),
  "ai-stack:compute.*.reservation",
];

test("config.schema.json is what the settings say; `npm run schema` writes it", () => {
  expect(read("config.schema.json")).toBe(stackFileSchemaText());
});

test("the schema knows every setting", () => {
  expect(settings.map(({ key }) => key)).toEqual([
    "ai-stack:cloud",
    "ai-stack:environment",
    ...["", ".cidr", ".zones", ".nat", ".existing"].map((key) => `ai-stack:network${key}`),
    ...["vpcId", "subnetIds", "networkId", "subnetId"].map((key) => `ai-stack:network.existing.${key}`),
    ...["virtualNetworkId", "machinesSubnetId", "privateEndpointSubnetId", "containerAppsSubnetId"].map(
      (key) => `ai-stack:network.existing.${key}`,
    ),
    "ai-stack:network.existing.privateDnsZonesResourceGroupId",
    "ai-stack:compute",
    ...["accelerator", "perMachine", "machines", "machines.min", "machines.max", "capacity", "reservation"].map(
      (key) => `ai-stack:compute.*.${key}`,
    ),
    ...["flexStart", "flexStart.hours", "queued", "rdma"].map((key) => `ai-stack:compute.*.${key}`),
    ...["schedule", "schedule.timezone", "schedule.start", "schedule.stop", "image"].map(
      (key) => `ai-stack:compute.*.${key}`,
    ),
    ...["", ".users", ".idleMinutes", ".identities"].map((key) => `ai-stack:platform${key}`),
    "ai-stack:endpoints",
    ...["model", "accelerator", "replicas", "replicas.min", "replicas.max", "contextTokens", "concurrency"].map(
      (key) => `ai-stack:endpoints.*.${key}`,
    ),
    ...["precision", "weights", "weightsResourceGroup"].map((key) => `ai-stack:endpoints.*.${key}`),
    ...["shape", "shape.parameters", "shape.layers", "shape.kvHeads", "shape.headSize"].map(
      (key) => `ai-stack:endpoints.*.${key}`,
    ),
    ...["serving", "access", "capture", "capture.percent"].map((key) => `ai-stack:endpoints.*.${key}`),
    ...["", ".*.share", ".*.model", ".*.weights"].map((key) => `ai-stack:endpoints.*.rollout${key}`),
    "ai-stack:alertEmail",
    "ai-stack:budget",
    "ai-stack:budget.monthlyUsd",
    "ai-stack:gcpBillingAccount",
    "ai-stack:teardown",
    "ai-stack:tags",
    "ai-stack:huggingFaceToken",
  ]);
});

test.each(settings)(
  "$key has a description, and a default where it may be left out",
  ({ key, optional, description }) => {
    expect(description).toMatch(/^.+\.$/);
    if (optional && !ALTERNATIVES.includes(key)) expect(description).toContain(" Default: ");
    else expect(description).not.toContain("Default");
  },
);

const SAMPLES = ["aws-dev", "aws-prod", "gcp-dev", "gcp-prod", "azure-dev", "azure-prod"].map(
  (stack) => `Pulumi.${stack}.yaml`,
);

describe.each(SAMPLES)("%s", (name) => {
  test("names the schema for editors on its first line", () => {
    expect(read(name)).toMatch(/^# yaml-language-server: \$schema=config\.schema\.json\n/);
  });

  test("is what the schema allows", () => {
    expect(marks(parse(read(name)))).toEqual([]);
  });
});

describe("an editor", () => {
  const config = { "aws:region": "us-east-1", "ai-stack:cloud": "aws" };

  test.each([
    ["a misspelt key", { "ai-stack:enviroment": "dev" }],
    ["a key without its namespace", { environment: "dev" }],
    ["a misspelt word", { "ai-stack:environment": "prd" }],
    ["a misspelt nested key", { "ai-stack:platform": { users: ["ana"], idleMinuts: 60 } }],
    ["an upper-case name", { "ai-stack:platform": { users: ["Ana"] } }],
    ["a number out of range", { "ai-stack:network": { cidr: "10.0.0.0/16", zones: 4 } }],
    ["a network of no kind", { "ai-stack:network": { zones: 2 } }],
    ["a tag with a bracket", { "ai-stack:tags": { "team[1]": "ml" } }],
    ["a token in plain text", { "ai-stack:huggingFaceToken": "hf_abc" }],
    ["a region that is none", { "aws:region": "Virginia" }],
    ["a stack on Google Cloud without its region", { "ai-stack:cloud": "gcp", "gcp:project": "acme-ml-dev" }],
    ["a stack on Google Cloud without its project", { "ai-stack:cloud": "gcp", "gcp:region": "us-central1" }],
    [
      "a stack on Azure without its region",
      { "ai-stack:cloud": "azure", "azure-native:subscriptionId": "11111111-2222-3333-4444-555555555555" },
    ],
    ["a stack on Azure without its subscription", { "ai-stack:cloud": "azure", "azure-native:location": "westus3" }],
    ["a project's number", { "gcp:project": "123456789012" }],
    ["weights of no cloud", { "ai-stack:endpoints": { chat: { model: "m", accelerator: "L4", weights: "/tmp/" } } }],
    [
      "ids of two clouds",
      { "ai-stack:network": { existing: { vpcId: "vpc-0a1b2c3d", subnetId: "projects/p/regions/r1/subnetworks/s" } } },
    ],
  ])("marks %s", (_mistake, changes) => {
    expect(marks({ config: { ...config, ...changes } })).not.toEqual([]);
  });

  test.each([
    ["keys of other namespaces", { "aws:profile": "work", "other:key": { any: 1 } }],
    ["a stack on Google Cloud", { "ai-stack:cloud": "gcp", "gcp:project": "acme-ml-dev", "gcp:region": "us-central1" }],
    [
      "an existing network on Google Cloud",
      {
        "ai-stack:network": {
          existing: {
            networkId: "projects/acme-ml-dev/global/networks/main",
            subnetId: "projects/acme-ml-dev/regions/us-central1/subnetworks/main",
          },
        },
      },
    ],
    ["an encrypted token", { "ai-stack:huggingFaceToken": { secure: "v1:abc" } }],
  ])("lets %s be", (_what, changes) => {
    expect(marks({ config: { ...config, ...changes }, encryptionsalt: "v1:abc" })).toEqual([]);
  });

  test("misses the cloud and the region", () => {
    const missing = marks({ config: {} }).flatMap((issue) =>
      issue.code === "invalid_union" ? issue.errors.flat() : [issue],
    );
    expect(new Set(missing.map(({ path }) => path.at(-1)))).toEqual(
      new Set([
        "ai-stack:cloud",
        "aws:region",
        "gcp:project",
        "gcp:region",
        "azure-native:location",
        "azure-native:subscriptionId",
      ]),
    );
  });
});
