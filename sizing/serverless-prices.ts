import { type AzureRateName, azureRate } from "../catalog/azure/rates.js";
import { type GcpRateName, gcpRate } from "../catalog/gcp/rates.js";
import { approximate, type Rate } from "../catalog/rate.js";

/** What a replica has that is billed by the second. */
interface Replica {
  /** Name of its one GPU in the accelerator table. */
  readonly accelerator: string;
  readonly cpu: number;
  readonly memoryGiB: number;
}

/** No source has a rate of the RTX PRO 6000. */
const cloudRunGpus: Partial<Record<string, GcpRateName>> = { L4: "cloudRunL4" };

const containerAppsGpus: Partial<Record<string, AzureRateName>> = {
  T4: "containerAppsT4",
  "A100-80GB": "containerAppsA100",
};

/** Price of an instance of Cloud Run for an hour; nothing where no source has the rate of its GPU. */
export function cloudRunPrice({ accelerator, cpu, memoryGiB }: Replica, region: string): Rate | undefined {
  const gpu = cloudRunGpus[accelerator];
  if (gpu === undefined) return undefined;
  return replicaRate([
    [1, gcpRate(gpu, region)],
    [cpu, gcpRate("cloudRunCpu", region)],
    [memoryGiB, gcpRate("cloudRunMemory", region)],
  ]);
}

/** Price of a replica of Container Apps for an hour; nothing where no source has the rate of its GPU. */
export function containerAppsPrice({ accelerator, cpu, memoryGiB }: Replica, region: string): Rate | undefined {
  const gpu = containerAppsGpus[accelerator];
  if (gpu === undefined) return undefined;
  return replicaRate([
    [1, azureRate(gpu, region)],
    [cpu, azureRate("containerAppsCpu", region)],
    [memoryGiB, azureRate("containerAppsMemory", region)],
  ]);
}

/** How many of something a replica has, and the rate of one for a second. */
type Part = readonly [count: number, rate: Rate];

/**
 * Price of a replica for an hour, from its parts: as sure as the least sure of their rates, and as old as the oldest.
 */
export function replicaRate(parts: readonly [Part, ...Part[]]): Rate {
  const [[, first]] = parts;
  const rates = parts.map(([, rate]) => rate);
  const usd = parts.reduce((sum, [count, rate]) => sum + count * rate.usd * 3600, 0);
  const { basis, region } = rates.find(approximate) ?? first;
  return {
    usd: Number(usd.toFixed(6)),
    basis,
    region,
    asOf: rates.map(({ asOf }) => asOf).reduce((oldest, asOf) => (asOf < oldest ? asOf : oldest)),
    source: [...new Set(rates.map(({ source }) => source))].join("; "),
  };
}
