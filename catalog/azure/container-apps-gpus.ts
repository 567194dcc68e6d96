import type { Provenance } from "../provenance.js";

/** A serverless GPU of Container Apps: a workload profile, whose replicas have one GPU each. */
export interface ContainerAppsGpu {
  /** Name of the workload profile's type. */
  readonly name: "Consumption-GPU-NC8as-T4" | "Consumption-GPU-NC24-A100";
  /** Name of the GPU in the accelerator table. */
  readonly accelerator: string;
  /** A replica has one. */
  readonly count: 1;
  /** vCPUs of a replica. */
  readonly cpu: number;
  /** Memory of a replica. */
  readonly memoryGiB: number;
  /** Regions that offer it. */
  readonly regions: readonly string[];
}

/** Where the columns come from. */
export const containerAppsGpuSources = {
  sizes: { source: "https://learn.microsoft.com/azure/container-apps/workload-profiles-overview", asOf: "2025-11-04" },
  regions: { source: "https://learn.microsoft.com/azure/container-apps/gpu-serverless-overview", asOf: "2026-03" },
} as const satisfies Record<string, Provenance>;

const a100Regions = [
  "eastus",
  "westus",
  "westus3",
  "canadacentral",
  "brazilsouth",
  "italynorth",
  "swedencentral",
  "australiaeast",
] as const;

/** The serverless GPUs, the smaller first. */
export const containerAppsGpus: readonly ContainerAppsGpu[] = [
  {
    name: "Consumption-GPU-NC8as-T4",
    accelerator: "T4",
    count: 1,
    cpu: 8,
    memoryGiB: 56,
    regions: [
      ...a100Regions,
      "northcentralus",
      "southcentralus",
      "westus2",
      "westeurope",
      "francecentral",
      "centralindia",
      "southindia",
      "japaneast",
      "southeastasia",
    ],
  },
  {
    name: "Consumption-GPU-NC24-A100",
    accelerator: "A100-80GB",
    count: 1,
    cpu: 24,
    memoryGiB: 220,
    regions: a100Regions,
  },
];
