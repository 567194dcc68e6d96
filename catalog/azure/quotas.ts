import type { Provenance } from "../provenance.js";

/** A quota by the name that the portal shows and by the one that Azure's API has. */
export interface AzureQuotaName {
  /** Absent: no source gives it. */
  readonly name?: string;
  readonly code: string;
}

/** The quotas on the vCPUs of a VM family; Azure Machine Learning keeps its own. */
export interface AzureFamilyQuota {
  /** For machines of Compute, on demand. The code is the family in the size table. */
  readonly compute: AzureQuotaName;
  /** For compute instances, clusters and online endpoints. Absent: no list of Azure Machine Learning has the family. */
  readonly machineLearning?: AzureQuotaName & {
    /** An online endpoint needs a fifth more instances of it than it has, for upgrades. */
    readonly upgradeReserve: boolean;
  };
}

/** Where the columns come from. */
export const familyQuotaSources = {
  computeNames: {
    source: "dstack's documentation, troubleshooting guide: quotas of Azure; `az vm list-usage`",
    asOf: "2026-11-25",
  },
  machineLearning: {
    source: "https://learn.microsoft.com/azure/machine-learning/reference-managed-online-endpoints-vm-sku-list",
    asOf: "2025-10-18",
  },
  machineLearningNames: {
    source:
      "names of Azure Machine Learning's usages API as quoted by Microsoft's Phi cookbook (A100) and by public " +
      "repositories that asked for them (T4, A10, DSv2)",
    asOf: "2026-11-25",
  },
  upgradeReserve: {
    source:
      "https://learn.microsoft.com/azure/machine-learning/how-to-manage-quotas, Virtual machine quota allocation for " +
      "deployment: ceil(1.2 × instances) × cores; exempt sizes: the SKU list",
    asOf: "2026-01-27",
  },
} as const satisfies Record<string, Provenance>;

/** Families with quotas, in the order of the size table; the last has the size of compute instances. */
export const familyQuotas: readonly AzureFamilyQuota[] = [
  {
    compute: { code: "Standard NCASv3_T4 Family", name: "Standard NCASv3_T4 Family vCPUs" },
    machineLearning: {
      code: "standard NCASv3_T4 Family",
      name: "Standard NCASv3_T4 Family Cluster Dedicated vCPUs",
      upgradeReserve: true,
    },
  },
  {
    compute: { code: "StandardNVADSA10v5Family", name: "Standard NVADSA10v5 Family vCPUs" },
    machineLearning: {
      code: "standardNVADSA10v5Family",
      name: "Standard NVADSA10v5 Family Cluster Dedicated vCPUs",
      upgradeReserve: true,
    },
  },
  { compute: { code: "StandardNCdsRTXPRO6000BSEv6XLFamily" } },
  {
    compute: { code: "Standard NDASv4_A100 Family", name: "Standard NDASv4_A100 Family vCPUs" },
    machineLearning: { code: "standard NDASv4_A100 Family", upgradeReserve: false },
  },
  {
    compute: { code: "StandardNCADSA100v4Family", name: "Standard NCADS_A100_v4 Family vCPUs" },
    machineLearning: {
      code: "standardNCADSA100v4Family",
      name: "Standard NCADSA100v4 Family Cluster Dedicated vCPUs",
      upgradeReserve: false,
    },
  },
  {
    compute: { code: "standard NDAMSv4_A100Family", name: "Standard NDAMSv4_A100Family vCPUs" },
    machineLearning: { code: "standard NDAMSv4_A100Family", upgradeReserve: false },
  },
  {
    compute: { code: "StandardNCadsH100v5Family", name: "Standard NCadsH100v5 Family vCPUs" },
    machineLearning: { code: "standardNCADSH100v5Family", upgradeReserve: false },
  },
  {
    compute: { code: "standardNDSH100v5Family", name: "Standard NDSH100v5 Family vCPUs" },
    machineLearning: { code: "standardNDv5H100Family", upgradeReserve: false },
  },
  { compute: { code: "standardNDISRH200V5Family" } },
  { compute: { code: "standardNDISv5MI300XFamily" } },
  {
    compute: { code: "standardDSv2Family", name: "Standard DSv2 Family vCPUs" },
    machineLearning: {
      code: "standardDSv2Family",
      name: "Standard DSv2 Family Cluster Dedicated vCPUs",
      upgradeReserve: true,
    },
  },
];

/** Families of sizes that the size table, of machines with GPUs, does not have. */
export const cpuSizeFamilies: Readonly<Record<string, string>> = { Standard_DS3_v2: "standardDSv2Family" };

/** A quota that does not depend on the family. */
export interface AzureQuota extends Required<AzureQuotaName>, Provenance {}

const shown = (source: string, asOf: string) => ({ source, asOf });
const alerts = shown(
  "https://learn.microsoft.com/azure/quotas/how-to-guide-monitoring-alerting, sample queries",
  "2024-05-09",
);
const machineLearningUsages = shown(
  "names of Azure Machine Learning's usages API, as printed in public repositories by `az ml compute list-usage`",
  "2026-11-25",
);
const containerApps = shown(
  "https://learn.microsoft.com/azure/container-apps/quotas, GPU quotas, of one environment each; codes as printed by " +
    "`az containerapp env list-usages`",
  "2026-09-23",
);

/** Quotas on vCPUs of all families together, and on serverless GPUs. */
export const azureQuotas = {
  /** Compute, on demand. */
  regional: { name: "Total Regional vCPUs", code: "cores", ...alerts },
  /** Compute, spot, the only one of spot machines. The portal also calls it Total Regional Spot vCPUs. */
  regionalSpot: { name: "Total Regional Low-priority vCPUs", code: "lowPriorityCores", ...alerts },
  machineLearning: {
    name: "Total Cluster Dedicated Regional vCPUs",
    code: "TotalDedicatedCores",
    ...machineLearningUsages,
  },
  machineLearningLowPriority: {
    name: "Total Cluster LowPriority Regional vCPUs",
    code: "TotalLowPriorityCores",
    ...machineLearningUsages,
  },
  "Consumption-GPU-NC8as-T4": {
    name: "Managed Environment Consumption T4 GPUs",
    code: "ManagedEnvironmentConsumptionT4Gpus",
    ...containerApps,
  },
  "Consumption-GPU-NC24-A100": {
    name: "Managed Environment Consumption NCA100 GPUs",
    code: "ManagedEnvironmentConsumptionNCA100Gpus",
    ...containerApps,
  },
} as const satisfies Record<string, AzureQuota>;

/** Where a service's quotas are asked for. */
export const quotaPages = {
  Compute: "https://portal.azure.com/#view/Microsoft_Azure_Capacity/QuotaMenuBlade/~/myQuotas",
  "Azure Machine Learning": "https://ml.azure.com/quota",
  /** On the page of the environment, which has to exist. */
  "Container Apps": "https://learn.microsoft.com/azure/container-apps/quota-requests",
} as const;
