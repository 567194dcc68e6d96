import { check } from "../../shared/check.js";

/** A generation of TPU. */
interface TpuGeneration {
  /** Its accelerator types begin with it and a hyphen; their number follows. */
  readonly prefix: string;
  /** Numbers that its slices come in, in words and as a test. */
  readonly sizes: string;
  readonly has: (size: number) => boolean;
  /** Software that its machines run, for PyTorch and JAX. */
  readonly runtimeVersion: string;
}

const POWERS = [1, 4, 8, 16, 32, 64, 128, 256];
const chips = { sizes: POWERS.join(", "), has: (size: number) => POWERS.includes(size) };

/**
 * Generations that the Cloud TPU API has and that are still new; later ones are had from Compute Engine or GKE. A number
 * counts chips, for v5p TensorCores: two a chip, four chips a machine.
 *
 * Sources, of 2026-11: https://docs.cloud.google.com/tpu/docs/runtimes (runtime versions),
 * https://docs.cloud.google.com/tpu/docs/v5e, /v5p and /v6e (sizes).
 */
const GENERATIONS: readonly TpuGeneration[] = [
  { prefix: "v5litepod", ...chips, runtimeVersion: "v2-alpha-tpuv5-lite" },
  {
    prefix: "v5p",
    sizes: "a multiple of 8 up to 12288",
    has: (size) => size >= 8 && size <= 12_288 && size % 8 === 0,
    runtimeVersion: "v2-alpha-tpuv5",
  },
  { prefix: "v6e", ...chips, runtimeVersion: "v2-alpha-tpuv6e" },
];

/**
 * The runtime version for `acceleratorType`.
 *
 * @throws RunError for an accelerator type that is not one of v5e, v5p or v6e
 */
export function tpuRuntimeVersion(acceleratorType: string): string {
  const [, prefix, size] = /^(\w+)-([1-9]\d*)$/.exec(acceleratorType) ?? [];
  const generation = GENERATIONS.find((known) => known.prefix === prefix && known.has(Number(size)));
  check(
    generation !== undefined,
    `'acceleratorType' must be ${GENERATIONS.map((known) => `${known.prefix}-N (N ${known.sizes})`).join(" or ")}, ` +
      `got ${JSON.stringify(acceleratorType)}`,
  );
  return generation.runtimeVersion;
}
