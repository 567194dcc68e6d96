import type { Provenance } from "../provenance.js";

/** How a machine can be had. */
export type AzureCapacity = "on-demand" | "spot" | "reservation";

/** A VM size with whole GPUs. */
export interface AzureVmSize {
  readonly name: string;
  /** Name of its accelerator in the accelerator table. */
  readonly accelerator: string;
  /** Accelerators a machine. */
  readonly count: number;
  readonly vCpus: number;
  /** Host memory. */
  readonly memoryGiB: number;
  readonly capacity: readonly AzureCapacity[];
  /** It has an InfiniBand network, which joins the machines of one placement group. */
  readonly infiniBand: boolean;
  /** What drives the GPU: NVIDIA's data centre driver, its vGPU driver, even of a whole GPU, or AMD's ROCm. */
  readonly driver: "cuda" | "grid" | "rocm";
  /** It has NVMe disks of its own beside the temporary disk. */
  readonly localNvme: boolean;
  /** It takes the security type Trusted Launch. */
  readonly trustedLaunch: boolean;
  /** Azure Machine Learning has managed online endpoints on it. */
  readonly onlineEndpoint: boolean;
  /** Name of the quota that its vCPUs count against. */
  readonly quotaFamily: string;
  /** Regions that offer it. */
  readonly regions: readonly string[];
}

/**
 * Where the columns come from. A size is taken to be offered where Azure publishes a price for it, the RTX PRO 6000 where
 * its page says so; Azure Machine Learning publishes no list by region. Azure sells every size on demand and as spot.
 */
export const vmSizeSources = {
  hardware: { source: "Azure VM sizes, as published by Karpenter for Azure", asOf: "2026-06-18" },
  regions: { source: "Azure prices by region, as published by Karpenter for Azure", asOf: "2026-06-18" },
  rtxPro6000Regions: {
    source:
      "MicrosoftDocs/azure-compute-docs, nc-rtxpro6000-bse-v6-series-overview.md: generally available in two regions",
    asOf: "2026-06-03",
  },
  spot: {
    source: "https://learn.microsoft.com/azure/virtual-machines/spot-vms: all but Promo sizes",
    asOf: "2024-08-05",
  },
  reservation: {
    source: "https://learn.microsoft.com/azure/virtual-machines/capacity-reservation-overview, VM series",
    asOf: "2026-02-17",
  },
  infiniBand: {
    source: "managed online endpoints SKU list, column Supports Infiniband; sizes named ND…r… for H200 and MI300X",
    asOf: "2025-10-18",
  },
  driver: { source: "Azure/karpenter-provider-azure, pkg/utils: sizes that need a GRID driver", asOf: "2026-06" },
  localNvme: {
    source: "https://learn.microsoft.com/azure/virtual-machines/sizes/overview, pages of the series",
    asOf: "2025-09-02",
  },
  trustedLaunch: {
    source:
      "https://learn.microsoft.com/azure/virtual-machines/trusted-launch, VM sizes; of the RTX PRO 6000 " +
      "https://learn.microsoft.com/azure/virtual-machines/linux/n-series-driver-setup",
    asOf: "2025-12-04",
  },
  onlineEndpoint: {
    source: "https://learn.microsoft.com/azure/machine-learning/reference-managed-online-endpoints-vm-sku-list",
    asOf: "2025-10-18",
  },
  quotaFamily: {
    source:
      "families of the Azure Resource SKUs, as published by Aspire (AksNodeVmSizes 13.3.0, the RTX PRO 6000's 13.5.1)",
    asOf: "2026-08",
  },
} as const satisfies Record<string, Provenance>;

/** One size: its name without `Standard_`, accelerators, vCPUs and host memory in GiB. */
type Size = readonly [size: string, count: number, vCpus: number, memoryGiB: number];

interface Family extends Pick<AzureVmSize, "accelerator" | "capacity" | "quotaFamily" | "driver"> {
  readonly infiniBand?: true;
  readonly localNvme?: true;
  readonly trustedLaunch?: false;
  readonly onlineEndpoint?: false;
  /** Names with a space between, a continent a string. */
  readonly regions: readonly string[];
  readonly sizes: readonly Size[];
}

const allCapacity = ["on-demand", "spot", "reservation"] as const;
const noReservation = ["on-demand", "spot"] as const;

// For an accelerator: the fewest first, then the least memory. Choices follow this order.
const families: readonly Family[] = [
  {
    accelerator: "T4",
    capacity: allCapacity,
    driver: "cuda",
    quotaFamily: "Standard NCASv3_T4 Family",
    regions: [
      "eastus eastus2 centralus northcentralus southcentralus westus westus2 westus3 canadacentral brazilsouth",
      "northeurope westeurope uksouth francecentral germanywestcentral italynorth polandcentral swedencentral",
      "israelcentral centralindia southindia japaneast koreacentral southeastasia australiaeast",
    ],
    sizes: [
      ["NC4as_T4_v3", 1, 4, 28],
      ["NC8as_T4_v3", 1, 8, 56],
      ["NC16as_T4_v3", 1, 16, 110],
      ["NC64as_T4_v3", 4, 64, 440],
    ],
  },
  {
    accelerator: "A10",
    capacity: allCapacity,
    driver: "grid",
    quotaFamily: "StandardNVADSA10v5Family",
    regions: [
      "eastus eastus2 centralus northcentralus southcentralus westus westus2 westus3 canadacentral brazilsouth",
      "northeurope westeurope uksouth francecentral germanywestcentral italynorth polandcentral spaincentral",
      "swedencentral switzerlandnorth israelcentral uaenorth southafricanorth",
      "centralindia japaneast koreacentral eastasia southeastasia australiaeast",
    ],
    sizes: [
      ["NV36ads_A10_v5", 1, 36, 440],
      ["NV36adms_A10_v5", 1, 36, 880],
      ["NV72ads_A10_v5", 2, 72, 880],
    ],
  },
  {
    accelerator: "RTX-PRO-6000",
    capacity: noReservation,
    driver: "grid",
    trustedLaunch: false, // its driver is to be installed without secure boot and vTPM
    onlineEndpoint: false,
    quotaFamily: "StandardNCdsRTXPRO6000BSEv6XLFamily",
    regions: ["westus2 southeastasia"],
    sizes: [
      ["NC144lds_xl_RTXPRO6000BSE_v6", 1, 144, 264],
      ["NC144ds_xl_RTXPRO6000BSE_v6", 1, 144, 516],
      ["NC288lds_xl_RTXPRO6000BSE_v6", 2, 288, 516],
      ["NC288ds_xl_RTXPRO6000BSE_v6", 2, 288, 1032],
    ],
  },
  {
    accelerator: "A100-40GB",
    capacity: noReservation,
    driver: "cuda",
    infiniBand: true,
    trustedLaunch: false,
    quotaFamily: "Standard NDASv4_A100 Family",
    regions: ["eastus southcentralus westus2", "westeurope italynorth"],
    sizes: [["ND96asr_v4", 8, 96, 900]],
  },
  {
    accelerator: "A100-80GB",
    capacity: allCapacity,
    driver: "cuda",
    localNvme: true,
    quotaFamily: "StandardNCADSA100v4Family",
    regions: [
      "eastus eastus2 centralus northcentralus southcentralus westus westus2 westus3 canadacentral brazilsouth",
      "northeurope westeurope uksouth francecentral germanywestcentral italynorth polandcentral spaincentral",
      "swedencentral switzerlandnorth centralindia japaneast koreacentral southeastasia australiaeast",
    ],
    sizes: [
      ["NC24ads_A100_v4", 1, 24, 220],
      ["NC48ads_A100_v4", 2, 48, 440],
      ["NC96ads_A100_v4", 4, 96, 880],
    ],
  },
  {
    accelerator: "A100-80GB",
    capacity: noReservation,
    driver: "cuda",
    infiniBand: true,
    trustedLaunch: false,
    quotaFamily: "standard NDAMSv4_A100Family",
    regions: [
      "eastus eastus2 centralus southcentralus westus westus2 westus3 canadacentral brazilsouth",
      "westeurope uksouth francecentral italynorth norwayeast polandcentral spaincentral swedencentral",
      "switzerlandnorth uaenorth southafricanorth southindia japaneast australiaeast",
    ],
    sizes: [["ND96amsr_A100_v4", 8, 96, 1800]],
  },
  {
    accelerator: "H100-NVL",
    capacity: noReservation,
    driver: "cuda",
    quotaFamily: "StandardNCadsH100v5Family",
    regions: [
      "eastus eastus2 centralus northcentralus southcentralus westus westus2 westus3 canadacentral",
      "northeurope westeurope uksouth germanywestcentral spaincentral swedencentral switzerlandnorth uaenorth",
      "centralindia japaneast koreacentral southeastasia australiaeast",
    ],
    sizes: [
      ["NC40ads_H100_v5", 1, 40, 320],
      ["NC80adis_H100_v5", 2, 80, 640],
    ],
  },
  {
    accelerator: "H100",
    capacity: noReservation,
    driver: "cuda",
    infiniBand: true,
    localNvme: true,
    quotaFamily: "standardNDSH100v5Family",
    regions: [
      "eastus eastus2 centralus northcentralus southcentralus westus westus2 westus3 canadacentral",
      "westeurope uksouth polandcentral spaincentral swedencentral switzerlandnorth uaenorth southafricanorth",
      "japaneast koreacentral australiaeast",
    ],
    sizes: [["ND96isr_H100_v5", 8, 96, 1900]],
  },
  {
    accelerator: "H200",
    capacity: noReservation,
    driver: "cuda",
    infiniBand: true,
    localNvme: true,
    onlineEndpoint: false,
    quotaFamily: "standardNDISRH200V5Family",
    regions: [
      "eastus2 centralus northcentralus westus westus2 westus3 brazilsouth",
      "northeurope uksouth francecentral germanywestcentral italynorth norwayeast polandcentral spaincentral",
      "swedencentral uaenorth southafricanorth japaneast southeastasia australiaeast",
    ],
    sizes: [["ND96isr_H200_v5", 8, 96, 1850]],
  },
  {
    accelerator: "MI300X",
    capacity: noReservation,
    driver: "rocm",
    infiniBand: true,
    localNvme: true,
    onlineEndpoint: false,
    quotaFamily: "standardNDISv5MI300XFamily",
    regions: [
      "eastus2 centralus northcentralus westus westus3 canadacentral brazilsouth",
      "northeurope uksouth francecentral germanywestcentral polandcentral swedencentral uaenorth",
    ],
    sizes: [["ND96isr_MI300X_v5", 8, 96, 1850]],
  },
];

/** Azure's sizes with whole GPUs: for an accelerator the fewest first, then the least host memory. */
export const azureVmSizes: readonly AzureVmSize[] = families.flatMap(({ regions, sizes, ...family }) =>
  sizes.map(([size, count, vCpus, memoryGiB]) => ({
    name: `Standard_${size}`,
    count,
    vCpus,
    memoryGiB,
    infiniBand: false,
    localNvme: false,
    trustedLaunch: true,
    onlineEndpoint: true,
    ...family,
    regions: regions.flatMap((names) => names.split(" ")),
  })),
);
