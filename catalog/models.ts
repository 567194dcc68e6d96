import type { Confidence, Provenance } from "./provenance.js";

/** How a model keeps its KV cache, which decides the memory that a context takes. */
export type Attention =
  | {
      readonly kind: "heads";
      /** Layers that attend to the whole context. */
      readonly fullLayers: number;
      /** Layers that attend to the last `slidingWindow` tokens only. */
      readonly slidingLayers?: number;
      readonly slidingWindow?: number;
      /** Query heads: a tensor-parallel size divides them. Absent: any power of two is taken to. */
      readonly attentionHeads?: number;
      readonly kvHeads: number;
      readonly headDim: number;
    }
  | {
      /** Multi-head latent attention: one compressed vector a token and layer. */
      readonly kind: "latent";
      readonly layers: number;
      /** Numbers in that vector, the rotary part included. */
      readonly latentDim: number;
    };

/** What sizing needs to know of a model. */
export interface ModelDimensions {
  readonly weights: {
    /** Parameters, in billions. */
    readonly paramsB: number;
    /** Parameters that one token uses, in billions; present for a mixture of experts. */
    readonly activeParamsB?: number;
    /** Number format of the published weights. */
    readonly dtype: "bf16" | "fp8" | "mxfp4";
    /** Bytes a parameter in the published weights, all tensors taken together. */
    readonly bytesPerParam: number;
  };
  readonly attention: Attention;
  /** Longest context, in tokens, without rope scaling. */
  readonly contextTokens: number;
  readonly task: "chat" | "reasoning" | "multimodal";
}

/** An open-weights model. */
export interface Model extends ModelDimensions, Provenance {
  /** Hugging Face id. */
  readonly id: string;
  readonly licence: string;
  /** Its weights need an accepted licence and a token. `unsure`: it changed over time. */
  readonly gated: "yes" | "no" | "unsure";
  readonly confidence: Confidence;
}

// Layers in all: those of full attention and the sliding ones together.
const rows: readonly Omit<Model, keyof Provenance>[] = [
  {
    id: "meta-llama/Llama-3.2-1B-Instruct",
    task: "chat",
    weights: { paramsB: 1.24, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 16, kvHeads: 8, headDim: 64 },
    contextTokens: 131072,
    licence: "Llama 3.2 Community",
    gated: "yes",
    confidence: "recall",
  },
  {
    id: "meta-llama/Llama-3.2-3B-Instruct",
    task: "chat",
    weights: { paramsB: 3.21, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 28, kvHeads: 8, headDim: 128 },
    contextTokens: 131072,
    licence: "Llama 3.2 Community",
    gated: "yes",
    confidence: "recall",
  },
  {
    id: "meta-llama/Llama-3.1-8B-Instruct",
    task: "chat",
    weights: { paramsB: 8.03, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 32, kvHeads: 8, headDim: 128 },
    contextTokens: 131072,
    licence: "Llama 3.1 Community",
    gated: "yes",
    confidence: "recall",
  },
  {
    id: "meta-llama/Llama-3.3-70B-Instruct",
    task: "chat",
    weights: { paramsB: 70.55, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 80, kvHeads: 8, headDim: 128 },
    contextTokens: 131072,
    licence: "Llama 3.3 Community",
    gated: "yes",
    confidence: "recall",
  },
  {
    id: "meta-llama/Llama-3.1-405B-Instruct-FP8",
    task: "chat",
    weights: { paramsB: 405.9, dtype: "fp8", bytesPerParam: 1 },
    attention: { kind: "heads", fullLayers: 126, kvHeads: 8, headDim: 128 },
    contextTokens: 131072,
    licence: "Llama 3.1 Community",
    gated: "yes",
    confidence: "recall",
  },
  {
    id: "Qwen/Qwen2.5-7B-Instruct",
    task: "chat",
    weights: { paramsB: 7.62, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 28, attentionHeads: 28, kvHeads: 4, headDim: 128 },
    contextTokens: 32768,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "recall",
  },
  {
    id: "Qwen/Qwen2.5-32B-Instruct",
    task: "chat",
    weights: { paramsB: 32.76, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 64, kvHeads: 8, headDim: 128 },
    contextTokens: 32768,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "recall",
  },
  {
    id: "Qwen/Qwen2.5-72B-Instruct",
    task: "chat",
    weights: { paramsB: 72.71, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 80, kvHeads: 8, headDim: 128 },
    contextTokens: 32768,
    licence: "Qwen License",
    gated: "no",
    confidence: "recall",
  },
  {
    id: "Qwen/Qwen3-4B-Instruct-2507",
    task: "chat",
    weights: { paramsB: 4.02, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 36, kvHeads: 8, headDim: 128 },
    contextTokens: 262144,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "checked",
  },
  {
    id: "Qwen/Qwen3-8B",
    task: "chat",
    weights: { paramsB: 8.19, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 36, attentionHeads: 32, kvHeads: 8, headDim: 128 },
    contextTokens: 40960,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "checked",
  },
  {
    id: "Qwen/Qwen3-14B",
    task: "chat",
    weights: { paramsB: 14.77, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 40, kvHeads: 8, headDim: 128 },
    contextTokens: 40960,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "checked",
  },
  {
    id: "Qwen/Qwen3-32B",
    task: "chat",
    weights: { paramsB: 32.76, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 64, kvHeads: 8, headDim: 128 },
    contextTokens: 40960,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "recall",
  },
  {
    id: "Qwen/Qwen3-30B-A3B-Instruct-2507",
    task: "chat",
    weights: { paramsB: 30.53, activeParamsB: 3.3, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 48, kvHeads: 4, headDim: 128 },
    contextTokens: 262144,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "recall",
  },
  {
    id: "Qwen/Qwen3-235B-A22B-Instruct-2507",
    task: "chat",
    weights: { paramsB: 235.1, activeParamsB: 22, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 94, kvHeads: 4, headDim: 128 },
    contextTokens: 262144,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "recall",
  },
  {
    id: "mistralai/Mistral-7B-Instruct-v0.3",
    task: "chat",
    weights: { paramsB: 7.25, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 32, kvHeads: 8, headDim: 128 },
    contextTokens: 32768,
    licence: "Apache-2.0",
    gated: "unsure",
    confidence: "checked",
  },
  {
    id: "mistralai/Mistral-Small-3.2-24B-Instruct-2506",
    task: "multimodal",
    weights: { paramsB: 24.0, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 40, kvHeads: 8, headDim: 128 },
    contextTokens: 131072,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "checked",
  },
  {
    id: "mistralai/Mixtral-8x7B-Instruct-v0.1",
    task: "chat",
    weights: { paramsB: 46.7, activeParamsB: 12.9, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 32, kvHeads: 8, headDim: 128 },
    contextTokens: 32768,
    licence: "Apache-2.0",
    gated: "unsure",
    confidence: "recall",
  },
  {
    id: "deepseek-ai/DeepSeek-V3.2",
    task: "chat",
    weights: { paramsB: 671, activeParamsB: 37, dtype: "fp8", bytesPerParam: 1 },
    attention: { kind: "latent", layers: 61, latentDim: 576 },
    contextTokens: 163840,
    licence: "MIT",
    gated: "no",
    confidence: "checked",
  },
  {
    id: "deepseek-ai/DeepSeek-R1",
    task: "reasoning",
    weights: { paramsB: 671, activeParamsB: 37, dtype: "fp8", bytesPerParam: 1 },
    attention: { kind: "latent", layers: 61, latentDim: 576 },
    contextTokens: 163840,
    licence: "MIT",
    gated: "no",
    confidence: "checked",
  },
  {
    id: "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
    task: "reasoning",
    weights: { paramsB: 32.76, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 64, kvHeads: 8, headDim: 128 },
    contextTokens: 131072,
    licence: "MIT",
    gated: "no",
    confidence: "recall",
  },
  {
    id: "google/gemma-3-4b-it",
    task: "multimodal",
    weights: { paramsB: 4.3, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 5, slidingLayers: 29, slidingWindow: 1024, kvHeads: 4, headDim: 256 },
    contextTokens: 131072,
    licence: "Gemma",
    gated: "yes",
    confidence: "recall",
  },
  {
    id: "google/gemma-3-12b-it",
    task: "multimodal",
    weights: { paramsB: 12.2, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 8, slidingLayers: 40, slidingWindow: 1024, kvHeads: 8, headDim: 256 },
    contextTokens: 131072,
    licence: "Gemma",
    gated: "yes",
    confidence: "recall",
  },
  {
    id: "google/gemma-3-27b-it",
    task: "multimodal",
    weights: { paramsB: 27.4, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 10, slidingLayers: 52, slidingWindow: 1024, kvHeads: 16, headDim: 128 },
    contextTokens: 131072,
    licence: "Gemma",
    gated: "yes",
    confidence: "checked",
  },
  {
    id: "openai/gpt-oss-20b",
    task: "reasoning",
    weights: { paramsB: 20.9, activeParamsB: 3.6, dtype: "mxfp4", bytesPerParam: 0.66 },
    attention: { kind: "heads", fullLayers: 12, slidingLayers: 12, slidingWindow: 128, kvHeads: 8, headDim: 64 },
    contextTokens: 131072,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "checked",
  },
  {
    id: "openai/gpt-oss-120b",
    task: "reasoning",
    weights: { paramsB: 116.8, activeParamsB: 5.1, dtype: "mxfp4", bytesPerParam: 0.56 },
    attention: { kind: "heads", fullLayers: 18, slidingLayers: 18, slidingWindow: 128, kvHeads: 8, headDim: 64 },
    contextTokens: 131072,
    licence: "Apache-2.0",
    gated: "no",
    confidence: "checked",
  },
  {
    id: "microsoft/phi-4",
    task: "chat",
    weights: { paramsB: 14.66, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 40, kvHeads: 10, headDim: 128 },
    contextTokens: 16384,
    licence: "MIT",
    gated: "no",
    confidence: "recall",
  },
  {
    id: "microsoft/Phi-4-mini-instruct",
    task: "chat",
    weights: { paramsB: 3.84, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: 32, kvHeads: 8, headDim: 128 },
    contextTokens: 131072,
    licence: "MIT",
    gated: "no",
    confidence: "recall",
  },
  {
    id: "moonshotai/Kimi-K2-Instruct",
    task: "chat",
    weights: { paramsB: 1026, activeParamsB: 32, dtype: "fp8", bytesPerParam: 1 },
    attention: { kind: "latent", layers: 61, latentDim: 576 },
    contextTokens: 131072,
    licence: "Modified MIT",
    gated: "no",
    confidence: "recall",
  },
];

/** Open-weights chat and reasoning models. `recall` rows are from memory: the model card has the last word. */
export const models: readonly Model[] = rows.map((row) => ({
  ...row,
  source: `https://huggingface.co/${row.id}`,
  asOf: "2026-11-23",
}));

/** The model with this Hugging Face id, if the table has it. */
export function findModel(id: string): Model | undefined {
  return models.find((model) => model.id === id);
}
