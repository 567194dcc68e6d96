import type { Confidence, Provenance } from "./provenance.js";

/** One GPU or AI chip, as a driver sees it. */
export interface Accelerator extends Provenance {
  /** The name that settings use. */
  readonly name: string;
  /** Which software drives it. */
  readonly runtime: "cuda" | "neuron" | "tpu" | "rocm";
  /** Memory of one accelerator in MiB, as its driver reports it; less than the name on the box. */
  readonly memoryMiB: number;
  /** CUDA compute capability; absent where there is none. */
  readonly computeCapability?: number;
  /** It computes in bfloat16. */
  readonly bf16: boolean;
  /** It computes in 8-bit floating point. */
  readonly fp8: boolean;
  readonly confidence: Confidence;
}

const smi = { source: "nvidia-smi in sparecores data", asOf: "2026-11-23", confidence: "checked" } as const;
const tpu = { source: "Cloud TPU documentation, from memory", asOf: "2026-11-23", confidence: "recall" } as const;
const ec2 = { source: "EC2 DescribeInstanceTypes", asOf: "2026-11-23", confidence: "checked" } as const;

/** What the clouds rent today for AI. */
export const accelerators: readonly Accelerator[] = [
  { name: "T4", runtime: "cuda", memoryMiB: 15_360, computeCapability: 7.5, bf16: false, fp8: false, ...smi },
  { name: "A10G", runtime: "cuda", memoryMiB: 23_028, computeCapability: 8.6, bf16: true, fp8: false, ...smi },
  { name: "L4", runtime: "cuda", memoryMiB: 23_034, computeCapability: 8.9, bf16: true, fp8: true, ...smi },
  {
    name: "A10",
    runtime: "cuda",
    memoryMiB: 23_028,
    computeCapability: 8.6,
    bf16: true,
    fp8: false,
    source: "taken to be that of the A10G, of the same chip and memory",
    asOf: "2026-11-23",
    confidence: "recall",
  },
  { name: "L40S", runtime: "cuda", memoryMiB: 46_068, computeCapability: 8.9, bf16: true, fp8: true, ...smi },
  {
    name: "RTX-PRO-6000",
    runtime: "cuda",
    memoryMiB: 97_887,
    computeCapability: 12,
    bf16: true,
    fp8: true,
    source: "EC2 DescribeInstanceTypes says 98304; what the driver reports is from memory",
    asOf: "2026-11-23",
    confidence: "recall",
  },
  { name: "A100-40GB", runtime: "cuda", memoryMiB: 40_960, computeCapability: 8, bf16: true, fp8: false, ...smi },
  { name: "A100-80GB", runtime: "cuda", memoryMiB: 81_920, computeCapability: 8, bf16: true, fp8: false, ...smi },
  { name: "H100", runtime: "cuda", memoryMiB: 81_559, computeCapability: 9, bf16: true, fp8: true, ...smi },
  { name: "H100-NVL", runtime: "cuda", memoryMiB: 95_830, computeCapability: 9, bf16: true, fp8: true, ...smi },
  { name: "H200", runtime: "cuda", memoryMiB: 143_771, computeCapability: 9, bf16: true, fp8: true, ...smi },
  { name: "B200", runtime: "cuda", memoryMiB: 183_359, computeCapability: 10, bf16: true, fp8: true, ...ec2 },
  {
    name: "MI300X",
    runtime: "rocm",
    memoryMiB: 196_592,
    bf16: true,
    fp8: true,
    source: "Azure says 192 GiB (page of the ND MI300X v5); what the driver reports is from memory",
    asOf: "2026-11-23",
    confidence: "recall",
  },
  { name: "Inferentia2", runtime: "neuron", memoryMiB: 32_768, bf16: true, fp8: true, ...ec2 },
  { name: "Trainium1", runtime: "neuron", memoryMiB: 32_768, bf16: true, fp8: true, ...ec2 },
  {
    name: "Trainium2",
    runtime: "neuron",
    memoryMiB: 98_304,
    bf16: true,
    fp8: true,
    source: "Neuron documentation: 96 GiB a chip (the EC2 API reports another, wrong figure)",
    asOf: "2026-11-23",
    confidence: "checked",
  },
  { name: "TPU-v5e", runtime: "tpu", memoryMiB: 16_384, bf16: true, fp8: false, ...tpu },
  { name: "TPU-v5p", runtime: "tpu", memoryMiB: 97_280, bf16: true, fp8: false, ...tpu },
  { name: "TPU-v6e", runtime: "tpu", memoryMiB: 32_768, bf16: true, fp8: false, ...tpu },
];

/** Names that stand for several accelerators, in the order in which they are tried: the smallest first. */
export const acceleratorAliases: Readonly<Record<string, readonly string[]>> = {
  A100: ["A100-40GB", "A100-80GB"],
};

/** The accelerators that a name of the settings stands for, in order; none for an unknown name. */
export function acceleratorsNamed(name: string): readonly Accelerator[] {
  const names = Object.hasOwn(acceleratorAliases, name) ? (acceleratorAliases[name] ?? []) : [name];
  return names.flatMap((one) => accelerators.filter((accelerator) => accelerator.name === one));
}
