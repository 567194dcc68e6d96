import { type GcpRateName, gcpRate } from "../../../catalog/gcp/rates.js";
import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import { type Charge, type Monthly, times } from "../quote.js";
import type { Disks } from "./machine.js";

/** A charge by a rate of a managed service. */
export function serviceCharge(what: string, name: GcpRateName, region: string, quantity: Monthly): Charge {
  const rate = gcpRate(name, region);
  return { what, rate, unit: rate.unit, quantity };
}

const DISK_NAMES: Partial<Record<GcpRateName, string>> = {
  pdStandard: "pd-standard",
  pdBalanced: "pd-balanced",
  pdSsd: "pd-ssd",
};

/** Disks that are there for so many hours a month. */
export function diskCharges(what: string, { sizes }: Disks, region: string, hours: Monthly): Charge[] {
  return [...sizes].map(([name, gb]) =>
    serviceCharge(`${what}, ${DISK_NAMES[name]}`, name, region, times(hours, gb / HOURS_PER_MONTH)),
  );
}

/** Charges that something is paid for at full scale. */
export function paid(charges: readonly Charge[]): Charge[] {
  return charges.filter(({ quantity }) => quantity.full > 0);
}
