import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { stackFileSchema, stackFileSchemaText } from "../../stacks/config.schema.js";

const read = (name: string) => readFileSync(new URL(`../../stacks/${name}`, import.meta.url), "utf8");
const schema = z.fromJSONSchema(stackFileSchema() as z.core.JSONSchema.JSONSchema);

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
  "ai-stack:compute.*.reservation",
];

test("config.schema.json is what the settings say; `npm run schema` writes it", () => {
  expect(read("config.schema.json")).toBe(stackFileSchemaText());
});

test("the schema knows every setting", () => {
  expect(settings.map(({ key }) => key)).toEqual([
    "ai-stack:cloud",
    "ai-stack:environment",
    ...["", ".cidr", ".zones", ".nat", ".existing", ".existing.vpcId", ".existing.subnetIds"].map(
      (key) => `ai-stack:network${key}`,
    ),
    "ai-stack:compute",
    ...["accelerator", "perMachine", "machines", "machines.min", "machines.max", "capacity", "reservation", "rdma"].map(
      (key) => `ai-stack:compute.*.${key}`,
    ),
    ...["schedule", "schedule.timezone", "schedule.start", "schedule.stop", "image"].map(
      (key) => `ai-stack:compute.*.${key}`,
    ),
    ...["", ".users", ".idleMinutes"].map((key) => `ai-stack:platform${key}`),
    "ai-stack:endpoints",
    ...["model", "accelerator", "replicas", "replicas.min", "replicas.max", "contextTokens", "concurrency"].map(
      (key) => `ai-stack:endpoints.*.${key}`,
    ),
    ...["precision", "weights", "shape", "shape.parameters", "shape.layers", "shape.kvHeads", "shape.headSize"].map(
      (key) => `ai-stack:endpoints.*.${key}`,
    ),
    ...["capture", "capture.percent"].map((key) => `ai-stack:endpoints.*.${key}`),
    "ai-stack:alertEmail",
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

describe.each(["Pulumi.aws-dev.yaml", "Pulumi.aws-prod.yaml"])("%s", (name) => {
  test("names the schema for editors on its first line", () => {
    expect(read(name)).toMatch(/^# yaml-language-server: \$schema=config\.schema\.json\n/);
  });

  test("is what the schema allows", () => {
    expect(schema.safeParse(parse(read(name))).error).toBeUndefined();
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
  ])("marks %s", (_mistake, changes) => {
    expect(schema.safeParse({ config: { ...config, ...changes } }).success).toBe(false);
  });

  test.each([
    ["keys of other namespaces", { "aws:profile": "work", "other:key": { any: 1 } }],
    ["an encrypted token", { "ai-stack:huggingFaceToken": { secure: "v1:abc" } }],
  ])("lets %s be", (_what, changes) => {
    expect(schema.safeParse({ config: { ...config, ...changes }, encryptionsalt: "v1:abc" }).success).toBe(true);
  });

  test("misses the cloud and the region", () => {
    expect(schema.safeParse({ config: {} }).error?.issues.map(({ path }) => path.join("/"))).toEqual([
      "config/aws:region",
      "config/ai-stack:cloud",
    ]);
  });
});
