import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accelerators } from "../../catalog/accelerators.js";
import { models } from "../../catalog/models.js";
import { type ComparisonRow, compareModel } from "../../sizing/compare.js";
import { SizingError } from "../../sizing/error.js";
import { chooseServing } from "../../sizing/serving.js";
import { waysOfServing } from "../../sizing/ways.js";

const rowOf = (rows: readonly ComparisonRow[], serving: string) => rows.find((row) => row.serving === serving)!;

test("Qwen3-8B with 16,384 tokens: six ways of serving, each on the cheapest accelerator that it fits", () => {
  const rows = compareModel("Qwen/Qwen3-8B", { contextTokens: 16_384 });
  expect(rows.map(({ serving, region, scalesToZero, fit }) => [serving, region, scalesToZero, fit])).toEqual([
    ["inference-component", "us-east-1", true, "tight"],
    ["instances", "us-east-1", false, "tight"],
    ["cloud-run", "us-central1", true, "tight"],
    ["model-garden", "us-central1", false, "tight"],
    ["container-apps", "westus3", true, "fits"],
    ["online-endpoint", "westus3", false, "tight"],
  ]);
  const machines = rows.map((row) => (row.fit === "no" ? [] : [row.accelerator, row.machine, row.monthly]));
  // 730 hours of: $0.8048 × 1.4; 1 × 0.0001867 + 8 × 0.000018 + 32 × 0.000002 a second; $1.00042 × 1.15;
  // 0.000529 + 24 × 0.000024 + 220 × 0.000003 a second; $3.20
  expect(machines).toEqual([
    ["L4", "ml.g6.xlarge", { idle: 0, full: expect.closeTo(822.51, 2) }],
    ["L4", "ml.g6.xlarge", { idle: expect.closeTo(822.51, 2), full: expect.closeTo(822.51, 2) }],
    ["L4", "nvidia-l4", { idle: 0, full: expect.closeTo(1037.27, 2) }],
    ["L4", "g2-standard-12", { idle: expect.closeTo(839.85, 2), full: expect.closeTo(839.85, 2) }],
    ["A100-80GB", "Consumption-GPU-NC24-A100", { idle: 0, full: expect.closeTo(4638.42, 2) }],
    ["A10", "Standard_NV36ads_A10_v5", { idle: expect.closeTo(2336, 2), full: expect.closeTo(2336, 2) }],
  ]);
});

test("a row has the whole machine, the room on it, and where its price comes from", () => {
  const rows = compareModel("meta-llama/Llama-3.3-70B-Instruct");
  expect(rowOf(rows, "online-endpoint")).toMatchObject({
    cloud: "azure",
    name: "Azure Machine Learning, online endpoint",
    fit: "fits",
    accelerator: "A100-80GB",
    count: 2,
    tensorParallel: 2,
    machine: "Standard_NC48ads_A100_v4",
    // 81,920 MiB × 0.92 − 67,282 − 307 and × 0.9 − 68,628 − 3072, in sequences of 1280 MiB: 6, and 1
    sequences: { optimistic: 6, pessimistic: 1 },
    hourly: { usd: 7.346, basis: "derived", region: "westus3", asOf: "2026-06-18" },
  });
});

test("a serverless price of another region says so", () => {
  const rows = compareModel("Qwen/Qwen3-8B", { regions: { gcp: "europe-west4" } });
  expect(rowOf(rows, "cloud-run")).toMatchObject({ hourly: { basis: "other-region", region: "us-central1" } });
  expect(rowOf(compareModel("Qwen/Qwen3-8B"), "cloud-run")).toMatchObject({ hourly: { basis: "list" } });
});

test("a machine without a price is taken where nothing with one fits, and its cost is left out", () => {
  const row = rowOf(compareModel("Qwen/Qwen3-32B"), "cloud-run");
  expect(row).toMatchObject({ fit: "fits", machine: "nvidia-rtx-pro-6000", accelerator: "RTX-PRO-6000" });
  expect(row).toMatchObject({ hourly: undefined, monthly: undefined });
});

test("each cloud is compared in the region that is named, the others in their own", () => {
  const rows = compareModel("Qwen/Qwen3-8B", { regions: { aws: "eu-central-1", azure: undefined } });
  expect(rows.map(({ region }) => region)).toEqual([
    "eu-central-1",
    "eu-central-1",
    "us-central1",
    "us-central1",
    "westus3",
    "westus3",
  ]);
});

test("fp8 halves what a model takes, and more sequences take more", () => {
  const accelerator = (options: Parameters<typeof compareModel>[1]) => {
    const row = rowOf(compareModel("Qwen/Qwen3-14B", options), "instances");
    return row.fit === "no" ? row.why : row.accelerator;
  };
  expect(accelerator({})).toBe("L40S");
  expect(accelerator({ precision: "fp8" })).toBe("L4");
  expect(accelerator({ contextTokens: 16_384, concurrency: 16 })).toBe("RTX-PRO-6000");
});

describe("a way of serving that has nothing for the model", () => {
  test("says what is missing on the machine that comes nearest, and what would fit", () => {
    // 131.4 GiB + 2.5 + 0.3, and 97,887 MiB × 0.92
    expect(rowOf(compareModel("meta-llama/Llama-3.3-70B-Instruct"), "cloud-run")).toEqual({
      cloud: "gcp",
      serving: "cloud-run",
      name: "Cloud Run",
      region: "us-central1",
      scalesToZero: true,
      fit: "no",
      why:
        "it does not fit RTX-PRO-6000: at 8192 tokens × 1 it needs at least 134.2 GiB on each of 1, and vLLM may use 87.9 " +
        "GiB on the largest, nvidia-rtx-pro-6000",
      remedies: ["precision fp8"],
    });
  });

  test("names a shorter context and fewer sequences", () => {
    const rows = compareModel("Qwen/Qwen3-8B", { contextTokens: 16_384, concurrency: 400 });
    expect(rowOf(rows, "online-endpoint")).toMatchObject({
      fit: "no",
      remedies: ["contextTokens 10240", "concurrency 253"],
    });
  });

  test("names each accelerator that has not the number format, and the one of the published weights", () => {
    expect(rowOf(compareModel("Qwen/Qwen3-8B", { precision: "fp8" }), "container-apps")).toMatchObject({
      fit: "no",
      why: "T4 has no fp8; A100-80GB has no fp8",
      remedies: ["precision auto"],
    });
  });

  test("says that a region has no accelerators", () => {
    const rows = compareModel("Qwen/Qwen3-8B", { regions: { gcp: "us-west1" } });
    expect(rowOf(rows, "cloud-run")).toMatchObject({ fit: "no", why: "it has no accelerators there", remedies: [] });
  });
});

test.each<[string, () => unknown, string]>([
  [
    "a misspelt model",
    () => compareModel("Qwen/Qwen3-8b"),
    'model "Qwen/Qwen3-8b" is not in the catalog; did you mean Qwen/Qwen3-8B?',
  ],
  [
    "an unknown model",
    () => compareModel("acme/Own-7B"),
    "is not in the catalog, which knows meta-llama/Llama-3.2-1B-Instruct, ",
  ],
  [
    "an unknown region",
    () => compareModel("Qwen/Qwen3-8B", { regions: { aws: "us-east-9" } }),
    '"us-east-9" is not in the catalog',
  ],
  [
    "too long a context",
    () => compareModel("Qwen/Qwen3-8B", { contextTokens: 50_000 }),
    "contextTokens must be at most 40960 for Qwen/Qwen3-8B, got 50000",
  ],
  [
    "a number format that the weights do not have",
    () => compareModel("openai/gpt-oss-20b", { precision: "fp8" }),
    "precision must be auto for openai/gpt-oss-20b",
  ],
])("fails: %s", (_, build, message) => {
  expect(build).toThrow(SizingError);
  expect(build).toThrow(message);
});

const asked = fc.record({
  model: fc.constantFrom(...models.map(({ id }) => id)),
  contextTokens: fc.integer({ min: 256, max: 32_768 }),
  concurrency: fc.integer({ min: 1, max: 64 }),
});

/** What the stacks choose on one accelerator, by the way of serving; nothing where they refuse. */
function chosen(serving: string, model: string, contextTokens: number, concurrency: number, accelerator: string) {
  const request = { model, contextTokens, concurrency, precision: "auto", accelerators: [accelerator] } as const;
  const minReplicas = serving === "inference-component" ? 0 : 1;
  try {
    if (serving === "cloud-run" || serving === "model-garden")
      return chooseServing({ ...request, cloud: "gcp", region: "us-central1", minReplicas, serving });
    if (serving === "container-apps" || serving === "online-endpoint")
      return chooseServing({ ...request, cloud: "azure", region: "westus3", minReplicas, serving });
    return chooseServing({ ...request, cloud: "aws", region: "us-east-1", minReplicas });
  } catch (error) {
    if (!(error instanceof SizingError)) throw error;
    return undefined;
  }
}

test("a row is what a stack chooses on that accelerator, and where there is none a stack refuses them all", () => {
  fc.assert(
    fc.property(asked, ({ model, contextTokens, concurrency }) => {
      const room = Math.min(contextTokens, models.find(({ id }) => id === model)!.contextTokens);
      for (const row of compareModel(model, { contextTokens: room, concurrency })) {
        const choose = (name: string) => chosen(row.serving, model, room, concurrency, name);
        if (row.fit === "no") expect(accelerators.map(({ name }) => choose(name)).filter(Boolean)).toEqual([]);
        else {
          const { placement, ...choice } = choose(row.accelerator)!;
          expect(Object.values(choice)).toContain(row.machine);
          expect(placement).toMatchObject({
            verdict: row.fit,
            tensorParallel: row.tensorParallel,
            sequences: row.sequences,
            type: { count: row.count, accelerator: row.accelerator },
          });
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("no accelerator that the model fits is cheaper than that of the row", () => {
  const rows = compareModel("Qwen/Qwen3-14B", { contextTokens: 16_384 });
  for (const row of rows) {
    const way = waysOfServing.find(({ serving }) => serving === row.serving)!;
    if (row.fit === "no" || row.hourly === undefined) continue;
    for (const { name } of accelerators) {
      const choice = chosen(row.serving, "Qwen/Qwen3-14B", 16_384, 1, name);
      const machine = choice && way.machines(row.region).find(({ name: type }) => Object.values(choice).includes(type));
      const price = machine && way.hourly(row.cloud === "aws" ? `ml.${machine.name}` : machine.name, row.region);
      if (price) expect(price.usd).toBeGreaterThanOrEqual(row.hourly.usd);
    }
  }
});

test("a longer context or more sequences never make a row cheaper", () => {
  const more = fc.record({ tokens: fc.nat(8192), sequences: fc.nat(16) });
  fc.assert(
    fc.property(asked, more, ({ model, contextTokens, concurrency }, { tokens, sequences }) => {
      const limit = models.find(({ id }) => id === model)!.contextTokens;
      const small = { contextTokens: Math.min(contextTokens, limit), concurrency };
      const large = { contextTokens: Math.min(contextTokens + tokens, limit), concurrency: concurrency + sequences };
      const after = compareModel(model, large);
      for (const [place, before] of compareModel(model, small).entries()) {
        const row = after[place]!;
        if (before.fit === "no") expect(row.fit).toBe("no");
        else if (row.fit !== "no" && row.hourly && before.hourly)
          expect(row.hourly.usd).toBeGreaterThanOrEqual(before.hourly.usd);
      }
    }),
    { numRuns: 40 },
  );
});
