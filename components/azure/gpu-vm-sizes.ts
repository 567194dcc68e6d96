import { RunError } from "@pulumi/pulumi";

/** What a VM size fixes of a machine. */
export interface GpuVmSize {
  /** What drives its GPUs: NVIDIA's data centre driver, its vGPU driver, even of a whole GPU, or AMD's ROCm. */
  readonly driver: "cuda" | "grid" | "rocm";
  /** It has an InfiniBand network, which joins the machines of one placement group. */
  readonly infiniBand: boolean;
  /** Machines of this size can be reserved in a capacity reservation group. */
  readonly reservation: boolean;
  /** It takes the security type Trusted Launch. */
  readonly trustedLaunch: boolean;
  /** It runs Azure's own image for its driver, or Azure has an extension that installs the driver. */
  readonly defaultImage: boolean;
}

/** A series of VM sizes. */
interface Series extends GpuVmSize {
  /** Names without `Standard_`. */
  readonly sizes: readonly string[];
}

const cuda = {
  driver: "cuda",
  infiniBand: false,
  reservation: false,
  trustedLaunch: true,
  defaultImage: true,
} as const;
const infiniBand = { ...cuda, infiniBand: true } as const;

/**
 * Sources: https://learn.microsoft.com/azure/virtual-machines/sizes/gpu-accelerated/nc-family, nd-family and nv-family
 * (2026-06); https://learn.microsoft.com/azure/virtual-machines/capacity-reservation-overview (2026-02);
 * https://learn.microsoft.com/azure/virtual-machines/trusted-launch (2025-04), and for the RTX PRO 6000, whose driver is
 * installed by hand and without a virtual TPM,
 * https://learn.microsoft.com/azure/virtual-machines/linux/n-series-driver-setup (2025-12).
 */
const SERIES: readonly Series[] = [
  { ...cuda, reservation: true, sizes: ["NC4as_T4_v3", "NC8as_T4_v3", "NC16as_T4_v3", "NC64as_T4_v3"] },
  {
    ...cuda,
    driver: "grid",
    reservation: true,
    sizes: ["NV36ads_A10_v5", "NV36adms_A10_v5", "NV72ads_A10_v5"],
  },
  {
    ...cuda,
    driver: "grid",
    trustedLaunch: false,
    defaultImage: false,
    sizes: [
      ...["NC144lds_xl_RTXPRO6000BSE_v6", "NC144ds_xl_RTXPRO6000BSE_v6"],
      ...["NC288lds_xl_RTXPRO6000BSE_v6", "NC288ds_xl_RTXPRO6000BSE_v6"],
    ],
  },
  { ...cuda, reservation: true, sizes: ["NC24ads_A100_v4", "NC48ads_A100_v4", "NC96ads_A100_v4"] },
  { ...infiniBand, trustedLaunch: false, sizes: ["ND96asr_v4", "ND96amsr_A100_v4"] },
  { ...cuda, sizes: ["NC40ads_H100_v5", "NC80adis_H100_v5"] },
  { ...infiniBand, sizes: ["ND96isr_H100_v5", "ND96isr_H200_v5"] },
  { ...infiniBand, driver: "rocm", sizes: ["ND96isr_MI300X_v5"] },
];

/** Series that are gone. Source: https://learn.microsoft.com/azure/virtual-machines/sizes/retirement/retired-sizes-list. */
const RETIRED = /^Standard_(NC\d+r?s_v3|NV\d+s_v3|NV\d+as_v4)$/;

/**
 * What `vmSize` is like.
 *
 * @throws RunError for a size that is unknown or retired
 */
export function gpuVmSize(vmSize: string): GpuVmSize {
  const found = SERIES.find(({ sizes }) => sizes.some((size) => `Standard_${size}` === vmSize));
  if (found !== undefined) {
    const { sizes: _, ...size } = found;
    return size;
  }
  const retired = RETIRED.test(vmSize) ? ", which Azure has retired" : "";
  throw new RunError(`'vmSize' must be one of ${gpuVmSizes().join(", ")}, got ${JSON.stringify(vmSize)}${retired}`);
}

/** The sizes that are as `wanted`, in the table's order. */
export function gpuVmSizes(wanted: (size: GpuVmSize) => boolean = () => true): string[] {
  return SERIES.filter(wanted).flatMap(({ sizes }) => sizes.map((size) => `Standard_${size}`));
}
