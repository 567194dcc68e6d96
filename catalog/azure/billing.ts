import type { Provenance } from "../provenance.js";
import type { ServiceRate } from "../rate.js";

/** Private endpoints that a workspace's managed network makes to what the workspace works with, by the workspace's input. */
export interface ManagedNetworkEndpoints extends Provenance {
  readonly workspace: number;
  readonly storageAccount: number;
  readonly keyVault: number;
  readonly containerRegistry: number;
}

/**
 * To each of these that is private, and to all of them where only approved outbound traffic is allowed. The storage account
 * has one for blobs and one for files. They are there from when the network is, with nothing running in it.
 */
export const managedNetworkEndpoints: ManagedNetworkEndpoints = {
  workspace: 1,
  storageAccount: 2,
  keyVault: 1,
  containerRegistry: 1,
  source:
    "https://learn.microsoft.com/azure/machine-learning/how-to-managed-network, List of required rules, and the rules " +
    "__SYS_PE_* of an exported workspace (API 2024-04-01-preview)",
  asOf: "2025-05-23",
};

/** What a compute instance keeps when it is stopped: a premium SSD. */
export const computeInstanceDisk = {
  rate: "premiumDiskP10",
  sizeGiB: 120,
  source: "https://learn.microsoft.com/azure/machine-learning/concept-plan-manage-cost: P10 also when stopped",
  asOf: "2025-03-21",
} as const satisfies Provenance & Record<string, unknown>;

/** What a compute instance with a public address has, running or not. Whether one without has it too, no source says. */
export const computeInstanceLoadBalancer: ServiceRate = {
  usd: 0.33,
  unit: "day",
  basis: "derived",
  confidence: "checked",
  source: "https://learn.microsoft.com/azure/machine-learning/concept-plan-manage-cost: one each, around $0.33 a day",
  asOf: "2025-03-21",
};

/** What an SSD share of provisioned v2 has when its size alone is said, and how much of it is in the price of its size. */
export const ssdShare = {
  /** Operations a second: so many, and so many for each GiB. */
  iops: { base: 3000, perGiB: 1, included: 3000 },
  /** MiB a second: so many, and so many for each GiB. */
  throughput: { base: 100, perGiB: 0.1, included: 100 },
  source:
    "https://learn.microsoft.com/azure/storage/files/understanding-billing, Provisioned v2 provisioning; what is included: " +
    "the first tier of the meters in the Azure Retail Prices API",
  asOf: "2025-06-04",
} as const satisfies Provenance & Record<string, unknown>;
