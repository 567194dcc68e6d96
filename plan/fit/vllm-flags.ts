import type { ModelDimensions } from "../../catalog/models.js";
import type { Precision } from "../../sizing/memory.js";

/** Flags of `vllm serve` by name, without the hyphens before them; a switch has no text. */
export type Flags = ReadonlyMap<string, string>;

/** What flags say of the memory that vLLM needs and takes. */
export interface AskedMemory {
  /** Tokens of one sequence; absent: the model's own limit. */
  readonly contextTokens?: number;
  /** Accelerators that the model is split over; absent: one, or what the component splits it over. */
  readonly tensorParallel?: number;
  readonly precision: Precision;
  /** Share of an accelerator's memory that vLLM takes; absent: its default. */
  readonly memoryShare?: number;
  /** A flag that changes the memory in a way that the estimate does not count. */
  readonly uncounted?: string;
}

const SHORT: Readonly<Record<string, string>> = {
  tp: "tensor-parallel-size",
  pp: "pipeline-parallel-size",
  dp: "data-parallel-size",
  q: "quantization",
};

/**
 * Flags that the estimate does not count, with the value of each at which they change nothing.
 *
 * @see https://docs.vllm.ai/en/latest/configuration/engine_args/
 */
const UNCOUNTED: Readonly<Record<string, string>> = {
  "cpu-offload-gb": "0",
  "data-parallel-size": "1",
  "hf-overrides": "{}",
  "kv-cache-dtype": "auto",
  "kv-cache-memory-bytes": "",
  "pipeline-parallel-size": "1",
  "speculative-config": "",
};

/** Flags of a list such as `["--max-model-len=16384", "-tp", "2"]`; of two with one name the last counts. */
export function flagsOfList(items: unknown): Flags {
  const flags = new Map<string, string>();
  let waiting: string | undefined;
  for (const item of Array.isArray(items) ? items.map(String) : []) {
    const [, hyphens, flag = "", value] = /^(--?)([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(item) ?? [];
    if (hyphens === undefined) {
      if (waiting !== undefined) flags.set(waiting, item);
      waiting = undefined;
      continue;
    }
    const name = hyphens === "-" ? (SHORT[flag] ?? flag) : flag.replaceAll("_", "-");
    flags.set(name, value ?? "");
    waiting = name;
  }
  return flags;
}

/** Flags of the environment of a container of AWS, which makes `--<flag>` of `SM_VLLM_<FLAG>`. */
export function flagsOfEnvironment(environment: unknown): Flags {
  const variables = Object.entries((environment ?? {}) as Record<string, unknown>);
  return new Map(
    variables.flatMap(([variable, value]) => {
      const [, flag] = /^SM_VLLM_(.+)$/.exec(variable) ?? [];
      return flag === undefined ? [] : [[flag.toLowerCase().replaceAll("_", "-"), String(value)] as const];
    }),
  );
}

/** What the flags of a server ask for that serves these weights. */
export function askedMemory(flags: Flags, { weights }: ModelDimensions): AskedMemory {
  const { dtype } = weights;
  const quantization = flags.get("quantization") ?? dtype;
  const format = flags.get("dtype") ?? "auto";
  const context = flags.get("max-model-len");
  const contextTokens = context === undefined ? undefined : tokens(context);
  const madeFp8 = quantization === "fp8" && dtype === "bf16";
  const odd = [
    ...Object.entries(UNCOUNTED).flatMap(([flag, neutral]) => ((flags.get(flag) ?? neutral) === neutral ? [] : [flag])),
    ...(quantization === dtype || madeFp8 ? [] : ["quantization"]),
    ...(["float", "float32"].includes(format) ? ["dtype"] : []),
    ...(context !== undefined && contextTokens === undefined ? ["max-model-len"] : []),
  ];
  const [first] = odd;
  return {
    contextTokens,
    tensorParallel: positive(flags.get("tensor-parallel-size")),
    precision: madeFp8 ? "fp8" : format === "bfloat16" && dtype === "bf16" ? "bf16" : "auto",
    memoryShare: positive(flags.get("gpu-memory-utilization")),
    uncounted: first && `--${first}=${flags.get(first)}`,
  };
}

const FACTORS: Readonly<Record<string, number>> = { "": 1, k: 1e3, K: 2 ** 10, m: 1e6, M: 2 ** 20 };

/** A number of tokens as vLLM takes it, `16384`, `16k` or `16K`; nothing for one that it finds out itself. */
function tokens(value: string): number | undefined {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?)([kKmM]?)$/.exec(value.trim()) ?? [];
  return count === undefined ? undefined : Math.floor(Number(count) * (FACTORS[unit] ?? 1));
}

function positive(value: string | undefined): number | undefined {
  return value !== undefined && Number(value) > 0 ? Number(value) : undefined;
}
