import type { Provenance } from "../provenance.js";

/** A size of Cloud Run instance with a GPU. */
export interface CloudRunInstance {
  /** Cloud Run's name of the GPU. */
  readonly name: "nvidia-l4" | "nvidia-rtx-pro-6000";
  /** Name of the GPU in the accelerator table. */
  readonly accelerator: string;
  /** An instance has one. */
  readonly count: 1;
  readonly cpu: number;
  /** Its memory, which holds its files too. */
  readonly memoryGiB: number;
  /** Regions that offer the GPU. */
  readonly regions: readonly string[];
}

/**
 * Where the columns come from. Regions by invitation only are left out. The documentation names the least of each GPU,
 * 4 vCPUs with 16 GiB and 20 with 80; it gives an L4 8 and 32, the most that 8 vCPUs can have.
 */
export const cloudRunGpuSources = {
  l4: { source: "https://cloud.google.com/run/docs/configuring/services/gpu", asOf: "2026-11" },
  rtxPro6000: {
    source:
      "https://cloud.google.com/run/docs/configuring/services/gpu (20 vCPUs, 80 GiB); regions: summary of Google's release " +
      "notes of 2026-04-13, takech9203/google-cloud-news-summary; larger sizes: oded996/cloud-run-llm-manager at 986e6dbd",
    asOf: "2026-04-13",
  },
} as const satisfies Record<string, Provenance>;

const l4 = {
  name: "nvidia-l4",
  accelerator: "L4",
  count: 1,
  regions: ["us-central1", "us-east4", "europe-west1", "europe-west4", "asia-southeast1"],
} as const;

const rtxPro6000 = {
  name: "nvidia-rtx-pro-6000",
  accelerator: "RTX-PRO-6000",
  count: 1,
  regions: ["us-central1", "europe-west4", "asia-southeast1"],
} as const;

/** Instances with a GPU, for each GPU the least memory first. */
export const cloudRunInstances: readonly CloudRunInstance[] = [
  { ...l4, cpu: 8, memoryGiB: 32 },
  { ...rtxPro6000, cpu: 20, memoryGiB: 80 },
  { ...rtxPro6000, cpu: 24, memoryGiB: 96 },
  { ...rtxPro6000, cpu: 30, memoryGiB: 120 },
];
