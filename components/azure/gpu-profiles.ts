/** Serverless GPUs of Container Apps, as its API names the types of workload profiles. A replica has one GPU. */
export type GpuProfile = "Consumption-GPU-NC8as-T4" | "Consumption-GPU-NC24-A100";

/**
 * By type: the name that an environment gives the profile, and what a replica has at most. The type itself is too long for
 * a name (https://github.com/Azure/azure-cli/issues/31239).
 *
 * Source: https://learn.microsoft.com/azure/container-apps/workload-profiles-overview (Consumption GPU profiles, a
 * replica: 8 to 24 vCPUs, 56 to 220 GiB), read 2026-11.
 */
export const GPU_PROFILES: Readonly<
  Record<GpuProfile, { readonly name: string; readonly cpu: number; readonly memoryGiB: number }>
> = {
  "Consumption-GPU-NC8as-T4": { name: "NC8as-T4", cpu: 8, memoryGiB: 56 },
  "Consumption-GPU-NC24-A100": { name: "NC24-A100", cpu: 24, memoryGiB: 220 },
};
