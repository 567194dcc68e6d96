import type { Accelerator } from "../catalog/accelerators.js";
import type { ModelDimensions } from "../catalog/models.js";
import { type Precision, usableShare } from "./memory.js";

/** What no serving container here runs on. */
const notServed: Partial<Record<Accelerator["runtime"], string>> = { neuron: "Neuron", tpu: "TPU", rocm: "ROCm" };

/** Why vLLM cannot serve these weights in this format on this accelerator, or nothing when it can. */
export function obstacle(
  accelerator: Accelerator,
  precision: Precision,
  model: ModelDimensions | undefined,
): string | undefined {
  const { name, runtime, computeCapability = 0, bf16, fp8 } = accelerator;
  const platform = notServed[runtime];
  if (platform) return `${name} has no serving container here: ${platform} serving is not offered`;
  if (precision === "bf16" && !bf16) return `${name} has no bf16`;
  if (precision === "fp8" && !fp8) return `${name} has no fp8`;
  // Before Ampere (8.0) there are no kernels for weights that are published in fewer than 16 bits.
  if (model && model.weights.dtype !== "bf16" && computeCapability < 8)
    return `${name} cannot run ${model.weights.dtype} weights`;
  return undefined;
}

/** Settings of one vLLM server. */
export interface VllmOptions {
  readonly accelerator: Accelerator;
  readonly precision: Precision;
  readonly model?: ModelDimensions;
  readonly contextTokens?: number;
  readonly concurrency: number;
  readonly tensorParallel: number;
}

/**
 * Fewest sequences that a server batches. `concurrency` says how many full-length contexts must fit in memory; short
 * ones share that memory, and a server that takes one at a time leaves the accelerator idle.
 */
const fewestSequences = 64;

/**
 * Flags of `vllm serve`, without the hyphens before them. A model of unknown shape gets only what was asked for.
 *
 * @see https://docs.vllm.ai/en/latest/configuration/engine_args/
 */
export function vllmFlags(options: VllmOptions): Readonly<Record<string, string>> {
  const { accelerator, precision, model, contextTokens, concurrency, tensorParallel } = options;
  const flags: Record<string, string> = {};
  if (contextTokens !== undefined) flags["max-model-len"] = String(contextTokens);
  if (tensorParallel > 1) flags["tensor-parallel-size"] = String(tensorParallel);
  if (model || concurrency > 1) flags["max-num-seqs"] = String(Math.max(fewestSequences, concurrency));
  if (precision === "bf16") flags.dtype = "bfloat16";
  if (!accelerator.bf16) flags.dtype = "half";
  // Weights that are published in fp8 say so themselves.
  if (precision === "fp8" && model?.weights.dtype !== "fp8") flags.quantization = "fp8";
  return flags;
}

/**
 * The share of an accelerator's memory that the estimate counts on, as a flag: vLLM's default differs from version to
 * version.
 */
export const memoryFlag = { "gpu-memory-utilization": String(usableShare.optimistic) } as const;

/** The flags as arguments of `vllm serve`: `--max-model-len=16384`. */
export function vllmArguments(flags: Readonly<Record<string, string>>): string[] {
  return Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
}

/**
 * The flags as environment of a container of AWS, which makes `--<flag>` of `SM_VLLM_<FLAG>`.
 *
 * @see https://aws.github.io/deep-learning-containers/vllm/configuration/
 */
export function vllmEnvironment(flags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(flags).map(([flag, value]) => [`SM_VLLM_${flag.toUpperCase().replaceAll("-", "_")}`, value]),
  );
}
