import type { Provenance } from "../provenance.js";

/** A generation of TPU that the Cloud TPU API sells by the slice. */
export interface TpuGeneration {
  /** Name of its chip in the accelerator table. */
  readonly accelerator: string;
  /** Accelerator types begin with it and a hyphen. */
  readonly prefix: string;
  /** What the number behind counts: a chip of v5p has two TensorCores. */
  readonly unitsPerChip: 1 | 2;
  /** Chips that a slice can have, up to 16: the most that a pool asks for. */
  readonly chips: readonly number[];
  /** Zones that offer it. */
  readonly zones: readonly string[];
}

/** Where the columns come from. */
export const tpuSources = {
  chips: { source: "https://docs.cloud.google.com/tpu/docs/v5e, /v5p and /v6e: slice sizes", asOf: "2026-11" },
  zones: {
    source:
      "https://docs.cloud.google.com/tpu/docs/regions-zones; outside the United States, of v5e, v5p and v6e in " +
      "europe-west4-b and asia-northeast1-b: SkyPilot catalog v8, gcp/vms.csv at 006059e0",
    asOf: "2026-11-23",
  },
} as const satisfies Record<string, Provenance>;

/** Generations of TPU, oldest first. */
export const tpuGenerations: readonly TpuGeneration[] = [
  {
    accelerator: "TPU-v5e",
    prefix: "v5litepod",
    unitsPerChip: 1,
    chips: [1, 4, 8, 16],
    zones: ["us-central1-a", "us-south1-a", "us-west1-c", "us-west4-a", "europe-west4-b"],
  },
  {
    accelerator: "TPU-v5p",
    prefix: "v5p",
    unitsPerChip: 2,
    chips: [4, 8, 16],
    zones: ["us-central1-a", "us-east5-a", "europe-west4-b"],
  },
  {
    accelerator: "TPU-v6e",
    prefix: "v6e",
    unitsPerChip: 1,
    chips: [1, 4, 8, 16],
    zones: ["us-central1-b", "us-east1-d", "us-east5-a", "us-east5-b", "europe-west4-a", "asia-northeast1-b"],
  },
];
