import { describe, expect, test } from "vitest";
import * as z from "zod";
import { acceleratorAliases, accelerators, acceleratorsNamed } from "../../catalog/accelerators.js";
import { awsInstanceTypes, awsRegions, instanceTypeSources } from "../../catalog/aws/instance-types.js";
import { findModel, models } from "../../catalog/models.js";

const provenance = { source: z.string().min(10), asOf: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])(-[0-3]\d)?$/) };
const confidence = z.enum(["checked", "recall"]);
const whole = z.int().positive();

const accelerator = z.strictObject({
  name: z.string().regex(/^[A-Z][A-Za-z0-9-]+$/),
  runtime: z.enum(["cuda", "neuron", "tpu", "rocm"]),
  memoryMiB: z.int().min(8_000).max(300_000),
  computeCapability: z.number().min(7.5).max(13).optional(),
  bf16: z.boolean(),
  fp8: z.boolean(),
  confidence,
  ...provenance,
});

const instanceType = z.strictObject({
  name: z.string().regex(/^(g|p|trn|inf)\d[a-z0-9-]*\.(\d*xlarge)$/),
  accelerator: z.enum(accelerators.map(({ name }) => name) as [string, ...string[]]),
  count: whole.max(16),
  vCpus: whole,
  memoryGiB: whole,
  localNvme: z.boolean(),
  efaCards: whole.max(32).optional(),
  sageMakerEndpoint: z.boolean(),
  regions: z.array(z.enum(awsRegions as [string, ...string[]])).min(1),
});

const model = z.strictObject({
  id: z.string().regex(/^[\w-]+\/[\w.-]+$/),
  task: z.enum(["chat", "reasoning", "multimodal"]),
  weights: z.strictObject({
    paramsB: z.number().positive(),
    activeParamsB: z.number().positive().optional(),
    dtype: z.enum(["bf16", "fp8", "mxfp4"]),
    bytesPerParam: z.number().positive().max(2),
  }),
  attention: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("heads"),
      fullLayers: whole,
      slidingLayers: whole.optional(),
      slidingWindow: whole.optional(),
      attentionHeads: whole.optional(),
      kvHeads: whole,
      headDim: whole,
    }),
    z.strictObject({ kind: z.literal("latent"), layers: whole, latentDim: whole }),
  ]),
  contextTokens: z.int().min(1024),
  licence: z.string().min(3),
  gated: z.enum(["yes", "no", "unsure"]),
  confidence,
  ...provenance,
});

test.each(accelerators.map((row) => [row.name, row]))("accelerator %s is whole, with source and date", (_, row) => {
  expect(accelerator.parse(row)).toEqual(row);
});

test.each(awsInstanceTypes.map((row) => [row.name, row]))("instance type %s is whole", (_, row) => {
  expect(instanceType.parse(row)).toEqual(row);
});

test.each(models.map((row) => [row.id, row]))("model %s is whole, with source and date", (_, row) => {
  expect(model.parse(row)).toEqual(row);
});

test.each(Object.entries(instanceTypeSources))(
  "the column %s of the instance types has a source and a date",
  (_, row) => {
    expect(z.strictObject(provenance).parse(row)).toEqual(row);
  },
);

describe.each([
  ["accelerators", accelerators.map(({ name }) => name)],
  ["instance types", awsInstanceTypes.map(({ name }) => name)],
  ["models", models.map(({ id }) => id)],
  ["regions", awsRegions],
])("%s", (_, names) => {
  test("have each name once", () => {
    expect([...new Set(names)]).toEqual(names);
  });
});

test("a family's types come with the fewest accelerators first, then the least host memory", () => {
  for (const family of new Set(awsInstanceTypes.map(({ name }) => name.split(".")[0]))) {
    const types = awsInstanceTypes.filter(({ name }) => name.startsWith(`${family}.`));
    const sorted = [...types].sort((a, b) => a.count - b.count || a.memoryGiB - b.memoryGiB);
    expect(types.map(({ name }) => name)).toEqual(sorted.map(({ name }) => name));
  }
});

test("an NVIDIA accelerator has a compute capability, others have none", () => {
  for (const { runtime, computeCapability } of accelerators)
    expect(computeCapability !== undefined).toBe(runtime === "cuda");
});

test("A100 stands for both sizes, the smaller first", () => {
  expect(acceleratorsNamed("A100").map(({ name }) => name)).toEqual(["A100-40GB", "A100-80GB"]);
});

test("every alias stands for accelerators of the table, and is none itself", () => {
  for (const [alias, names] of Object.entries(acceleratorAliases)) {
    expect(accelerators.map(({ name }) => name)).not.toContain(alias);
    expect(acceleratorsNamed(alias).map(({ name }) => name)).toEqual(names);
  }
});

test.each(["toString", "__proto__", "l4", ""])("no accelerator is named %j", (name) => {
  expect(acceleratorsNamed(name)).toEqual([]);
});

test.each([
  ["p4d.24xlarge", 4],
  ["p4de.24xlarge", 4],
  ["p5.48xlarge", 32],
  ["p5en.48xlarge", 16],
  ["p6-b200.48xlarge", 8],
  ["g6.xlarge", undefined],
])("%s takes %s Elastic Fabric Adapters", (name, cards) => {
  expect(awsInstanceTypes.find((type) => type.name === name)?.efaCards).toBe(cards);
});

test("only Inferentia2 machines have no local NVMe", () => {
  const without = awsInstanceTypes.filter(({ localNvme }) => !localNvme).map(({ name }) => name);
  expect(without).toEqual(["inf2.xlarge", "inf2.8xlarge", "inf2.24xlarge", "inf2.48xlarge"]);
});

test("of the types, SageMaker offers no endpoint on trn2.3xlarge alone", () => {
  const without = awsInstanceTypes.filter(({ sageMakerEndpoint }) => !sageMakerEndpoint).map(({ name }) => name);
  expect(without).toEqual(["trn2.3xlarge"]);
});

test.each([
  ["g6.xlarge", "us-east-1", true],
  ["g6.xlarge", "eu-west-1", false],
  ["g5.xlarge", "eu-west-1", true],
  ["p4de.24xlarge", "us-east-2", false],
  ["p5.4xlarge", "us-west-2", true],
])("%s in %s: %s", (name, region, offered) => {
  expect(awsInstanceTypes.find((type) => type.name === name)?.regions.includes(region)).toBe(offered);
});

test("a model is found by its id, and by nothing else", () => {
  expect(findModel("Qwen/Qwen3-8B")?.contextTokens).toBe(40_960);
  expect(findModel("qwen/qwen3-8b")).toBeUndefined();
});

test("a sliding layer has a window", () => {
  for (const { attention } of models)
    if (attention.kind === "heads")
      expect(attention.slidingLayers === undefined).toBe(attention.slidingWindow === undefined);
});
