import type { Confidence, Provenance } from "./provenance.js";

/** Hours of a month, wherever a price by the hour is said by the month. */
export const HOURS_PER_MONTH = 730;

/** What a rate is the price of. */
export const units = {
  hour: "one of them for an hour",
  "VM-hour": "an hour of each virtual machine that uses it",
  "chip-hour": "a chip for an hour",
  day: "one of them for a day",
  month: "one of them for a month",
  GB: "a gigabyte that passes or arrives",
  "GB-month": "a gigabyte kept for a month",
  "GiB-hour": "a gibibyte provisioned for an hour",
  "IOPS-hour": "an input or output operation a second, provisioned for an hour",
  "MiB/s-hour": "a mebibyte a second, provisioned for an hour",
  "vCPU-second": "a vCPU for a second",
  "GiB-second": "a gibibyte of memory for a second",
  "GPU-second": "a GPU for a second",
  "10,000 requests": "ten thousand calls of an API",
  "100,000 emails": "a hundred thousand messages",
} as const satisfies Record<string, string>;

export type Unit = keyof typeof units;

/** A price in US dollars, before tax, discounts and free allowances. */
export interface Rate extends Provenance {
  /** Price of one unit. */
  readonly usd: number;
  /**
   * `list`: a cloud's list price, in that region; `derived`: worked out or estimated, as `source` says; `other-region`:
   * the price of `region`, for want of one of the region asked for.
   */
  readonly basis: "list" | "derived" | "other-region";
  /** Region that it is the price of; absent: no source says that it differs by region. */
  readonly region?: string;
}

/** A rate of a managed service. */
export interface ServiceRate extends Rate {
  readonly unit: Unit;
  readonly confidence: Confidence;
}

/** A rate that is printed with `≈`. */
export function approximate({ basis }: Rate): boolean {
  return basis !== "list";
}

/** A rate as it stands in a region: of another region, it says so. */
export function rateIn<R extends Rate>(rate: R, region: string): R {
  if (rate.region === undefined || rate.region === region) return rate;
  return { ...rate, basis: "other-region" };
}
