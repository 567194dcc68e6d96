import type { Accelerator } from "../catalog/accelerators.js";
import type { Attention, ModelDimensions } from "../catalog/models.js";

/**
 * What memory a model takes when vLLM serves it, for one accelerator of `tensorParallel`.
 *
 * | term | optimistic | pessimistic |
 * |---|---|---|
 * | weights ÷ tensorParallel | × 1.00 | × 1.02, and as published while fp8 is made from them |
 * | KV cache of the contexts | sliding layers hold the window | and the tokens of one batch |
 * | overhead: activations, CUDA graphs | 0.3 GiB | 3 GiB; 7 GiB for a mixture of experts or images |
 * | share of the memory that vLLM takes | 0.92, the container's default | 0.90 |
 *
 * KV heads are divided by `tensorParallel` down to one an accelerator; a latent (MLA) cache is not divided. The KV
 * cache is kept in 16 bits whatever the weights are. Start-up logs of vLLM have shown overheads at both ends: so only
 * what fails at the optimistic end is refused, and what fits at that end alone is called tight.
 *
 * Sources: vLLM's `CacheConfig` (0.92) and published start-up logs, gathered 2026-11-23.
 */

/** Two ends of an estimate. */
export interface Range {
  readonly optimistic: number;
  readonly pessimistic: number;
}

/** Number format to serve in: `auto` is that of the published weights. */
export type Precision = "auto" | "bf16" | "fp8";

/** How a model is to be served. */
export interface ServingLoad {
  readonly model: ModelDimensions;
  readonly precision: Precision;
  /** Tokens of one sequence, prompt and answer together. */
  readonly contextTokens: number;
  /** Sequences of that length that must fit at the same time. */
  readonly concurrency: number;
  /** Accelerators that one copy of the model is split over. */
  readonly tensorParallel: number;
}

/** MiB that one accelerator needs. */
export interface MemoryNeed {
  readonly weightsMiB: Range;
  readonly kvCacheMiB: Range;
  readonly overheadMiB: Range;
  readonly totalMiB: Range;
}

const MiB = 1024 ** 2;
const kvBytes = 2;
/** Tokens in one batch, for the pessimistic end: vLLM's default depends on the GPU. */
const batchedTokens = 8192;
/** Share of an accelerator's memory that vLLM takes. */
export const usableShare: Range = { optimistic: 0.92, pessimistic: 0.9 };

/** GiB of the published weights, as they are downloaded. */
export function publishedWeightsGiB({ weights }: ModelDimensions): number {
  return (weights.paramsB * 1e9 * weights.bytesPerParam) / 1024 ** 3;
}

/** GiB of the weights in the accelerators' memory, all together. */
export function servedWeightsGiB(model: ModelDimensions, precision: Precision): number {
  const published = publishedWeightsGiB(model);
  return precision === "fp8" ? Math.min(published, (model.weights.paramsB * 1e9) / 1024 ** 3) : published;
}

/** Bytes of KV cache that one sequence takes on one accelerator. */
function sequenceBytes(attention: Attention, contextTokens: number, tensorParallel: number): Range {
  if (attention.kind === "latent") {
    const bytes = attention.layers * attention.latentDim * kvBytes * contextTokens;
    return { optimistic: bytes, pessimistic: bytes };
  }
  const { fullLayers, slidingLayers = 0, slidingWindow = 0, kvHeads, headDim } = attention;
  const perLayerToken = 2 * Math.ceil(kvHeads / tensorParallel) * headDim * kvBytes;
  const full = fullLayers * contextTokens;
  const sliding = (tokens: number) => slidingLayers * Math.min(contextTokens, tokens);
  return {
    optimistic: perLayerToken * (full + sliding(slidingWindow)),
    pessimistic: perLayerToken * (full + sliding(slidingWindow + batchedTokens)),
  };
}

/** What one accelerator needs. */
export function memoryNeed({ model, precision, contextTokens, concurrency, tensorParallel }: ServingLoad): MemoryNeed {
  const published = publishedWeightsGiB(model) * 1024;
  const weightsMiB = {
    optimistic: (servedWeightsGiB(model, precision) * 1024) / tensorParallel,
    pessimistic: (published * 1.02) / tensorParallel,
  };
  const sequence = sequenceBytes(model.attention, contextTokens, tensorParallel);
  const kvCacheMiB = {
    optimistic: (sequence.optimistic * concurrency) / MiB,
    pessimistic: (sequence.pessimistic * concurrency) / MiB,
  };
  const heavy = model.weights.activeParamsB !== undefined || model.task === "multimodal";
  const overheadMiB = { optimistic: 0.3 * 1024, pessimistic: (heavy ? 7 : 3) * 1024 };
  const total = (end: keyof Range) => weightsMiB[end] + kvCacheMiB[end] + overheadMiB[end];
  const totalMiB = { optimistic: total("optimistic"), pessimistic: total("pessimistic") };
  return { weightsMiB, kvCacheMiB, overheadMiB, totalMiB };
}

/** MiB of one accelerator that vLLM takes. */
export function usableMiB({ memoryMiB }: Accelerator): Range {
  return {
    optimistic: memoryMiB * usableShare.optimistic,
    pessimistic: memoryMiB * usableShare.pessimistic,
  };
}

/** `fits` at both ends of the estimate, `tight` at the optimistic one alone, `no` at none. */
export function fits(need: MemoryNeed, accelerator: Accelerator): "fits" | "tight" | "no" {
  const usable = usableMiB(accelerator);
  if (need.totalMiB.pessimistic <= usable.pessimistic) return "fits";
  return need.totalMiB.optimistic <= usable.optimistic ? "tight" : "no";
}

/** How many sequences of `contextTokens` fit at the same time. */
export function sequencesThatFit(load: Omit<ServingLoad, "concurrency">, accelerator: Accelerator): Range {
  const one = memoryNeed({ ...load, concurrency: 1 });
  const usable = usableMiB(accelerator);
  const sequences = (end: keyof Range) =>
    Math.max(0, Math.floor((usable[end] - one.weightsMiB[end] - one.overheadMiB[end]) / one.kvCacheMiB[end]));
  return { optimistic: sequences("optimistic"), pessimistic: sequences("pessimistic") };
}

/**
 * The largest tensor-parallel size up to `accelerators` that vLLM can split the model by: a power of two that divides
 * the attention heads where they are known, and divides the KV heads or is a multiple of them.
 */
export function tensorParallelSize({ attention }: ModelDimensions, accelerators: number): number {
  const { attentionHeads = 0, kvHeads = 1 } = attention.kind === "heads" ? attention : {};
  let size = 2 ** Math.floor(Math.log2(accelerators));
  while (attentionHeads % size !== 0 || (kvHeads % size !== 0 && size % kvHeads !== 0)) size /= 2;
  return size;
}
