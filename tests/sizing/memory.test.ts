import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Accelerator, accelerators } from "../../catalog/accelerators.js";
import { vllmImage } from "../../catalog/aws/images.js";
import { type Model, models } from "../../catalog/models.js";
import {
  fits,
  memoryNeed,
  publishedWeightsGiB,
  sequencesThatFit,
  servedWeightsGiB,
  tensorParallelSize,
  usableMiB,
} from "../../sizing/memory.js";

const named = (id: string) => models.find((model) => model.id === id) as Model;
const accelerator = (name: string) => accelerators.find((one) => one.name === name) as Accelerator;
const qwen = named("Qwen/Qwen3-8B");
const load = { model: qwen, precision: "auto", contextTokens: 16_384, concurrency: 1, tensorParallel: 1 } as const;

describe("Qwen3-8B with 16,384 tokens on one L4, by hand", () => {
  const need = memoryNeed(load);

  // 8.19e9 parameters × 2 bytes ÷ 2^30
  test("its weights are 15.26 GiB", () => {
    expect(publishedWeightsGiB(qwen)).toBeCloseTo(15.255, 3);
  });

  // 2 × 36 layers × 8 heads × 128 × 2 bytes = 147,456 bytes a token; × 16,384 tokens = 2.25 GiB
  test("its KV cache is 2.25 GiB at both ends", () => {
    expect(need.kvCacheMiB).toEqual({ optimistic: 2304, pessimistic: 2304 });
  });

  // 23,034 MiB × 0.92 and × 0.90
  test("vLLM may use 20.7 GiB, or 20.2", () => {
    expect(usableMiB(accelerator("L4")).optimistic).toBeCloseTo(21_191.3, 1);
    expect(usableMiB(accelerator("L4")).pessimistic).toBeCloseTo(20_730.6, 1);
  });

  // 15,621.2 + 2304 + 307.2; 15,933.6 + 2304 + 3072
  test("it needs 17.8 to 20.8 GiB: a tight fit", () => {
    expect(need.totalMiB.optimistic).toBeCloseTo(18_232.4, 1);
    expect(need.totalMiB.pessimistic).toBeCloseTo(21_309.6, 1);
    expect(fits(need, accelerator("L4"))).toBe("tight");
  });

  // (21,191.3 − 15,621.2 − 307.2) ÷ 2304 = 2.28; (20,730.6 − 15,933.6 − 3072) ÷ 2304 = 0.75
  test("two such sequences fit at best, none at worst", () => {
    expect(sequencesThatFit(load, accelerator("L4"))).toEqual({ optimistic: 2, pessimistic: 0 });
  });
});

test("it fits an L40S at both ends, and a T4 at none", () => {
  expect(fits(memoryNeed(load), accelerator("L40S"))).toBe("fits");
  expect(fits(memoryNeed(load), accelerator("T4"))).toBe("no");
});

test("a sequence count is never below zero", () => {
  expect(sequencesThatFit(load, accelerator("T4"))).toEqual({ optimistic: 0, pessimistic: 0 });
});

test("vLLM's share at best is the one that its container takes by default", () => {
  const { memoryMiB } = accelerator("L4");
  expect(usableMiB(accelerator("L4")).optimistic).toBe(memoryMiB * vllmImage("us-east-1").gpuMemoryUtilization);
});

test("fp8 halves bf16 weights, but while they are made the whole of them may have to fit", () => {
  const need = memoryNeed({ ...load, precision: "fp8" });
  expect(servedWeightsGiB(qwen, "fp8")).toBeCloseTo(7.628, 3);
  expect(need.weightsMiB.optimistic).toBeCloseTo(7_810.6, 1);
  expect(need.weightsMiB.pessimistic).toBeCloseTo(15_933.6, 1);
});

test("fp8 does not blow up weights that are published in less", () => {
  const gpt = named("openai/gpt-oss-20b");
  expect(servedWeightsGiB(gpt, "fp8")).toBe(publishedWeightsGiB(gpt));
});

// 2 × 4 heads × 256 × 2 bytes = 4096 bytes a layer and token; 5 full layers × 32,768, 29 sliding ones × 1024 or 9216
test("a sliding layer holds its window, at worst with the tokens of a batch", () => {
  const gemma = named("google/gemma-3-4b-it");
  const { kvCacheMiB } = memoryNeed({ ...load, model: gemma, contextTokens: 32_768 });
  expect(kvCacheMiB).toEqual({ optimistic: 756, pessimistic: 1684 });
});

test("a sliding layer holds no more than the context", () => {
  const gemma = named("google/gemma-3-4b-it");
  const { kvCacheMiB } = memoryNeed({ ...load, model: gemma, contextTokens: 512 });
  expect(kvCacheMiB).toEqual({ optimistic: 68, pessimistic: 68 });
});

// 61 layers × 576 × 2 bytes × 16,384 tokens
test("a latent KV cache is the same on every accelerator", () => {
  const { kvCacheMiB } = memoryNeed({ ...load, model: named("deepseek-ai/DeepSeek-R1"), tensorParallel: 8 });
  expect(kvCacheMiB).toEqual({ optimistic: 1098, pessimistic: 1098 });
});

test("KV heads are split down to one an accelerator, then replicated", () => {
  const kv = (tensorParallel: number) => memoryNeed({ ...load, tensorParallel }).kvCacheMiB.optimistic;
  expect([1, 2, 8, 16].map(kv)).toEqual([2304, 1152, 288, 288]);
});

test.each([
  ["Qwen/Qwen3-8B", 3],
  ["Qwen/Qwen3-30B-A3B-Instruct-2507", 7],
  ["google/gemma-3-4b-it", 7],
])("the overhead of %s is up to %i GiB", (id, gib) => {
  expect(memoryNeed({ ...load, model: named(id) }).overheadMiB).toEqual({
    optimistic: 307.2,
    pessimistic: gib * 1024,
  });
});

test.each([
  ["Qwen/Qwen3-8B", 8, 8],
  ["Qwen/Qwen2.5-7B-Instruct", 8, 4],
  ["Qwen/Qwen2.5-7B-Instruct", 4, 4],
  ["Qwen/Qwen3-14B", 6, 4],
  ["Qwen/Qwen3-14B", 1, 1],
  ["microsoft/phi-4", 8, 2],
  ["openai/gpt-oss-20b", 16, 16],
  ["deepseek-ai/DeepSeek-R1", 8, 8],
])("%s on %i accelerators is split by %i", (id, count, size) => {
  expect(tensorParallelSize(named(id), count)).toBe(size);
});

const anyLoad = fc.record({
  model: fc.constantFrom(...models),
  precision: fc.constantFrom("auto" as const, "fp8" as const),
  contextTokens: fc.integer({ min: 1, max: 200_000 }),
  concurrency: fc.integer({ min: 1, max: 64 }),
  tensorParallel: fc.constantFrom(1, 2, 4, 8),
});
const ends = ["optimistic", "pessimistic"] as const;
const rank = { no: 0, tight: 1, fits: 2 };

test("the optimistic end never needs more than the pessimistic one", () => {
  fc.assert(
    fc.property(anyLoad, (any) => {
      const { weightsMiB, kvCacheMiB, overheadMiB, totalMiB } = memoryNeed(any);
      for (const range of [weightsMiB, kvCacheMiB, overheadMiB, totalMiB])
        expect(range.optimistic).toBeLessThanOrEqual(range.pessimistic);
    }),
  );
});

test("more context or more sequences never need less", () => {
  fc.assert(
    fc.property(anyLoad, fc.nat(50_000), fc.nat(10), (any, tokens, sequences) => {
      const more = { ...any, contextTokens: any.contextTokens + tokens, concurrency: any.concurrency + sequences };
      for (const end of ends)
        expect(memoryNeed(more).totalMiB[end]).toBeGreaterThanOrEqual(memoryNeed(any).totalMiB[end]);
    }),
  );
});

test("more memory never fits less, nor fewer sequences", () => {
  fc.assert(
    fc.property(anyLoad, fc.constantFrom(...accelerators), fc.nat(200_000), (any, small, extra) => {
      const large = { ...small, memoryMiB: small.memoryMiB + extra };
      const need = memoryNeed(any);
      expect(rank[fits(need, large)]).toBeGreaterThanOrEqual(rank[fits(need, small)]);
      for (const end of ends)
        expect(sequencesThatFit(any, large)[end]).toBeGreaterThanOrEqual(sequencesThatFit(any, small)[end]);
    }),
  );
});

test("a finer split never needs more on one accelerator", () => {
  fc.assert(
    fc.property(anyLoad, (any) => {
      const finer = memoryNeed({ ...any, tensorParallel: any.tensorParallel * 2 });
      for (const end of ends) expect(finer.totalMiB[end]).toBeLessThanOrEqual(memoryNeed(any).totalMiB[end]);
    }),
  );
});

test("as many sequences fit as are said to, and not one more", () => {
  fc.assert(
    fc.property(anyLoad, fc.constantFrom(...accelerators), (any, one) => {
      const { optimistic } = sequencesThatFit(any, one);
      if (optimistic > 0) expect(fits(memoryNeed({ ...any, concurrency: optimistic }), one)).not.toBe("no");
      expect(memoryNeed({ ...any, concurrency: optimistic + 1 }).totalMiB.optimistic).toBeGreaterThan(
        usableMiB(one).optimistic - 1e-6,
      );
    }),
  );
});

test("a split divides the attention heads, spreads the KV heads evenly, and has no more parts than accelerators", () => {
  const heads = fc.integer({ min: 1, max: 16 }).chain((kvHeads) =>
    fc.record({
      kvHeads: fc.constant(kvHeads),
      attentionHeads: fc.integer({ min: 1, max: 16 }).map((n) => n * kvHeads),
    }),
  );
  fc.assert(
    fc.property(heads, fc.integer({ min: 1, max: 16 }), ({ attentionHeads, kvHeads }, count) => {
      const attention = { kind: "heads" as const, fullLayers: 1, attentionHeads, kvHeads, headDim: 64 };
      const size = tensorParallelSize({ ...qwen, attention }, count);
      expect(attentionHeads % size).toBe(0);
      expect(Math.min(kvHeads % size, size % kvHeads)).toBe(0);
      expect(size).toBeLessThanOrEqual(count);
      expect(size).toBeGreaterThanOrEqual(1);
    }),
  );
});
