import type { Provenance } from "../provenance.js";

/** A quota of a Google Cloud project. */
export interface GcpQuota {
  /** What the quotas page and the errors call it. */
  readonly name: string;
  /** Its id in the Cloud Quotas API. */
  readonly code: string;
}

/** The quotas of a GPU of Compute Engine, by how its machines are had. */
export interface ComputeGpuQuotas {
  readonly onDemand: GcpQuota;
  /** For spot and flex-start. */
  readonly preemptible: GcpQuota;
}

/** The quotas of a generation of TPU, by how its slices are had, in a zone. */
export interface TpuQuotas {
  readonly onDemand: GcpQuota;
  readonly preemptible: GcpQuota;
  /** What they count. */
  readonly unit: "chips" | "TensorCores";
  /** Slices of up to so many chips count elsewhere: against the quotas for serving. */
  readonly serving?: { readonly chips: number; readonly onDemand: GcpQuota; readonly preemptible: GcpQuota };
}

/** Where the tables come from. Names of a commitment (`COMMITTED_NVIDIA_*`) are left out: no machine takes one. */
export const gcpQuotaSources = {
  computeMetrics: {
    source:
      "Compute Engine API v1, Quota.Metric, and answers of the Cloud Quotas API as printed in public repositories; H100, " +
      "H200, B200 and RTX PRO 6000 on demand: https://docs.cloud.google.com/docs/quotas/api-overview (GPUS_PER_GPU_FAMILY)",
    asOf: "2026-09",
  },
  computePreemptible: {
    source:
      "https://docs.cloud.google.com/compute/resource-usage (spot); flex-start: The Startup's Guide to GPU Access on Google " +
      "Cloud, part 2, a gist of ankdeshm",
    asOf: "2026-07-16",
  },
  vertexServing: {
    source:
      "Google Cloud SDK, utilities of gcloud ai model-garden: _ACCELERATOR_TYPE_TO_QUOTA_ID_MAP and the metrics beside it",
    asOf: "2026-11",
  },
  cloudRun: {
    source:
      "https://docs.cloud.google.com/run/docs/configuring/services/gpu and tutorials beside it (names, milli GPU), answers " +
      "of the Cloud Quotas API as printed in public repositories (ids)",
    asOf: "2026-10",
  },
  tpu: {
    source:
      "https://cloud.google.com/tpu/docs/quota (serving, TensorCores of v5p) and errors and answers of the Cloud Quotas API " +
      "as printed in public repositories",
    asOf: "2026-08-10",
  },
} as const satisfies Record<string, Provenance>;

const regional = (metric: string): GcpQuota => ({
  name: metric,
  code: `${metric.replaceAll("_", "-")}-per-project-region`,
});
const preemptible = (gpu: string) => regional(`PREEMPTIBLE_${gpu}_GPUS`);
const ofItsOwn = (gpu: string): ComputeGpuQuotas => ({
  onDemand: regional(`${gpu}_GPUS`),
  preemptible: preemptible(gpu),
});
const ofFamily = (gpu: string): ComputeGpuQuotas => ({
  onDemand: { name: `GPUS_PER_GPU_FAMILY (gpu_family: ${gpu})`, code: "GPUS-PER-GPU-FAMILY-per-project-region" },
  preemptible: preemptible(gpu),
});

/** Quotas in a region, by Compute Engine's name of the GPU. They count GPUs. */
export const computeGpuQuotas: Readonly<Record<string, ComputeGpuQuotas>> = {
  "nvidia-tesla-t4": ofItsOwn("NVIDIA_T4"),
  "nvidia-tesla-p4": ofItsOwn("NVIDIA_P4"),
  "nvidia-tesla-p100": ofItsOwn("NVIDIA_P100"),
  "nvidia-tesla-v100": ofItsOwn("NVIDIA_V100"),
  "nvidia-l4": ofItsOwn("NVIDIA_L4"),
  "nvidia-tesla-a100": ofItsOwn("NVIDIA_A100"),
  "nvidia-a100-80gb": ofItsOwn("NVIDIA_A100_80GB"),
  "nvidia-rtx-pro-6000": ofFamily("NVIDIA_RTX_PRO_6000"),
  "nvidia-h100-80gb": ofFamily("NVIDIA_H100"),
  "nvidia-h100-mega-80gb": ofFamily("NVIDIA_H100_MEGA"),
  "nvidia-h200-141gb": ofFamily("NVIDIA_H200"),
  "nvidia-b200": ofFamily("NVIDIA_B200"),
};

/** All GPUs of Compute Engine in a project, spot ones too, on top of the regional quotas. */
export const allGpusQuota: GcpQuota = { name: "GPUS_ALL_REGIONS", code: "GPUS-ALL-REGIONS-per-project" };

const serving = (metric: string, id: string): GcpQuota => ({
  name: `custom_model_serving_${metric}`,
  code: `CustomModelServing${id}PerProjectPerRegion`,
});

/** Quotas of Vertex AI endpoints in a region, by Vertex AI's name of the GPU. They count GPUs. */
export const vertexServingQuotas: Readonly<Record<string, GcpQuota>> = {
  NVIDIA_TESLA_P4: serving("nvidia_p4_gpus", "P4GPUs"),
  NVIDIA_TESLA_T4: serving("nvidia_t4_gpus", "T4GPUs"),
  NVIDIA_TESLA_P100: serving("nvidia_p100_gpus", "P100GPUs"),
  NVIDIA_TESLA_V100: serving("nvidia_v100_gpus", "V100GPUs"),
  NVIDIA_L4: serving("nvidia_l4_gpus", "L4GPUs"),
  NVIDIA_TESLA_A100: serving("nvidia_a100_gpus", "A100GPUs"),
  NVIDIA_A100_80GB: serving("nvidia_a100_80gb_gpus", "A10080GBGPUs"),
  NVIDIA_H100_80GB: serving("nvidia_h100_gpus", "H100GPUs"),
  NVIDIA_RTX_PRO_6000: serving("nvidia_rtx_pro_6000_gpus", "RTXPRO6000GPUs"),
};

/** Quotas of Cloud Run's GPUs without zonal redundancy in a region, by Cloud Run's name of the GPU. */
export const cloudRunGpuQuotas: Readonly<
  Record<string, GcpQuota & { readonly perGpu: number; readonly unit: string }>
> = {
  "nvidia-l4": {
    name: "Total Nvidia L4 GPU allocation without zonal redundancy, per project per region",
    code: "NvidiaL4GpuAllocNoZonalRedundancyPerProjectRegion",
    perGpu: 1,
    unit: "GPUs",
  },
  "nvidia-rtx-pro-6000": {
    name: "Total Nvidia RTX Pro 6000 GPU allocation, in milli GPU, without zonal redundancy, per project per region",
    code: "NvidiaRtxPro6000GpuAllocNoZonalRedundancyPerProjectRegion",
    perGpu: 1000,
    unit: "milli GPUs",
  },
};

const zonal = (id: string): GcpQuota => ({
  name: `${id}PerProjectPerZoneForTPUAPI`,
  code: `${id}PerProjectPerZoneForTPUAPI`,
});

/** Quotas of Cloud TPU, by the TPU's name in the accelerator table. */
export const tpuQuotas: Readonly<Record<string, TpuQuotas>> = {
  "TPU-v5e": {
    onDemand: zonal("TPUV5sLitepod"),
    preemptible: zonal("TPUV5sPreemptibleLitepod"),
    unit: "chips",
    serving: {
      chips: 8,
      onDemand: zonal("TPUV5sLitepodServing"),
      preemptible: zonal("TPUV5sPreemptibleLitepodServing"),
    },
  },
  "TPU-v5p": { onDemand: zonal("TPUV5P"), preemptible: zonal("TPUV5PPreemptible"), unit: "TensorCores" },
  "TPU-v6e": { onDemand: zonal("TPUV6E"), preemptible: zonal("TPUV6EPreemptible"), unit: "chips" },
};

/** Where to ask for a quota, by the service that keeps it. */
export const gcpQuotaPages = {
  "Compute Engine": "https://console.cloud.google.com/iam-admin/quotas?service=compute.googleapis.com",
  "Vertex AI": "https://console.cloud.google.com/iam-admin/quotas?service=aiplatform.googleapis.com",
  "Cloud Run": "https://console.cloud.google.com/iam-admin/quotas?service=run.googleapis.com",
  "Cloud TPU": "https://console.cloud.google.com/iam-admin/quotas?service=tpu.googleapis.com",
} as const;
