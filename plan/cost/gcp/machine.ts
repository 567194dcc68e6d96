import { type GcpMachineType, gcpMachineTypes } from "../../../catalog/gcp/machine-types.js";
import { gcpMachinePrice, tpuChipPrice } from "../../../catalog/gcp/prices.js";
import type { GcpRateName } from "../../../catalog/gcp/rates.js";
import type { Rate } from "../../../catalog/rate.js";
import { count, type Inputs, text } from "./inputs.js";

/** How a machine is had. */
export type Capacity = "on-demand" | "spot" | "flex-start" | "reserved";

/** What a line of the bill says, and the price. */
export interface Offer {
  readonly what: string;
  readonly rate: Rate;
}

/** Where no price is known of a way to have a machine, the price on demand is the most that it costs. */
const WITHOUT_PRICE: Readonly<Record<Capacity, string>> = {
  "on-demand": "",
  spot: ", spot, at the on-demand price: no spot price is known",
  "flex-start": ", flex-start, at the on-demand price: no price of flex-start is known",
  reserved: ", reserved, at the on-demand price: what the reservation costs while they are off is not known",
};

function offerOf(
  name: string,
  capacity: Capacity,
  priceOf: (capacity: "on-demand" | "spot") => Rate | undefined,
): Offer | undefined {
  const spot = capacity === "spot" ? priceOf("spot") : undefined;
  if (spot !== undefined) return { what: `${name}, spot`, rate: spot };
  const onDemand = priceOf("on-demand");
  return onDemand && { what: `${name}${WITHOUT_PRICE[capacity]}`, rate: onDemand };
}

/** The price of a Compute Engine machine for an hour; nothing for GPUs attached that its price does not have. */
export function machineOffer(type: string, gpus: readonly Inputs[], region: string, capacity: Capacity) {
  if (type.startsWith("n1-") && !hasItsGpus(type, gpus)) return undefined;
  return offerOf(type, capacity, (priced) => gcpMachinePrice(type, region, priced));
}

/** The price of a chip of a TPU slice for an hour. */
export function chipOffer(accelerator: string, sliceType: string, region: string, capacity: Capacity) {
  return offerOf(sliceType, capacity, (priced) => tpuChipPrice(accelerator, region, priced));
}

function hasItsGpus(name: string, gpus: readonly Inputs[]): boolean {
  const known: GcpMachineType | undefined = gcpMachineTypes.find((type) => type.name === name);
  const [gpu = {}] = gpus;
  return known !== undefined && text(gpu.type) === known.acceleratorType && count(gpu.count) === known.count;
}

const DISK_RATES: Readonly<Record<string, GcpRateName>> = {
  "pd-standard": "pdStandard",
  "pd-balanced": "pdBalanced",
  "pd-ssd": "pdSsd",
};

/** Gigabytes of disks that have a rate, by rate, and why others have none. */
export interface Disks {
  readonly sizes: ReadonlyMap<GcpRateName, number>;
  readonly unpriced?: string;
}

/** Disks of a machine; `defaults` say what those that name no type or size are. */
export function disksOf(disks: readonly Inputs[], defaults: { type: string; sizeGb?: number }): Disks {
  const sizes = new Map<GcpRateName, number>();
  let unpriced: string | undefined;
  for (const disk of disks) {
    const named = disk.type === "SCRATCH" ? "local-ssd" : (text(disk.diskType) ?? defaults.type);
    const type = named.toLowerCase().replaceAll("_", "-");
    const size = count(disk.diskSizeGb) ?? defaults.sizeGb;
    const rate = DISK_RATES[type];
    if (rate === undefined) unpriced ??= `no source gives the rate of its disks, ${type}`;
    else if (size === undefined) unpriced ??= "the size of its disks is that of their image, which is not known";
    else sizes.set(rate, (sizes.get(rate) ?? 0) + size);
  }
  return { sizes, unpriced };
}
