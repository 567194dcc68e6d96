import type { Input } from "@pulumi/pulumi";
import type { GpuVmSize } from "../gpu-vm-sizes.js";

/** Azure's images for HPC and AI: driver, InfiniBand, NCCL or RCCL, MPI and a container runtime. */
const hpc = { publisher: "microsoft-dsvm", offer: "ubuntu-hpc", version: "latest" } as const;

/**
 * Sources: README of Azure/azhpc-images (2026), which lists the current images;
 * https://learn.microsoft.com/azure/virtual-machines/trusted-launch-faq (Ubuntu Server, 2025-08).
 */
const IMAGES = {
  cuda: { ...hpc, sku: "2404" },
  rocm: { ...hpc, sku: "2404-rocm" },
  // Has no driver: the extension brings it.
  grid: { publisher: "Canonical", offer: "0001-com-ubuntu-server-jammy", sku: "22_04-lts-gen2", version: "latest" },
} as const;

/**
 * Installs NVIDIA's vGPU driver on machines whose sizes need it. It fetches packages from the internet.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/extensions/hpccompute-gpu-linux
 */
const GRID_DRIVER_EXTENSION = {
  name: "gpu-driver",
  publisher: "Microsoft.HpcCompute",
  type: "NvidiaGpuDriverLinux",
  typeHandlerVersion: "1.11",
  autoUpgradeMinorVersion: true,
} as const;

/** What machines boot from, and the extensions that they need to use their GPUs. */
export function bootImage(size: GpuVmSize, imageId: Input<string> | undefined) {
  return imageId === undefined
    ? { imageReference: IMAGES[size.driver], driverExtensions: size.driver === "grid" ? [GRID_DRIVER_EXTENSION] : [] }
    : { imageReference: { id: imageId }, driverExtensions: [] };
}

/**
 * Whether the image that machines boot from by default takes Trusted Launch. The HPC images do not run with it.
 *
 * Source: the agent pools `flexvm` of Azure/aks-flex (2026), which has the image of 22.04 by default and found so on an
 * H200.
 */
export function defaultImageTakesTrustedLaunch({ driver, defaultImage }: GpuVmSize): boolean {
  return defaultImage && driver === "grid";
}
