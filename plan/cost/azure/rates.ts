import { type AzureRateName, azureRate } from "../../../catalog/azure/rates.js";
import { approximate, type Rate } from "../../../catalog/rate.js";
import type { Charge, Monthly } from "../quote.js";

/** A charge at a rate of the catalog. */
export function chargeOf(what: string, name: AzureRateName, region: string, quantity: Monthly): Charge {
  const rate = azureRate(name, region);
  return { what, rate, unit: rate.unit, quantity };
}

/** A rate of the catalog in words: `$0.045 per hour`, with `≈` where it is derived or of another region. */
export function rateInWords(name: AzureRateName, region: string): string {
  const rate = azureRate(name, region);
  return `${usdInWords(rate)} per ${rate.unit}`;
}

/** The dollars of a rate. */
export function usdInWords(rate: Rate): string {
  const cents = rate.usd.toFixed(2);
  return `${approximate(rate) ? "≈ " : ""}$${Number(cents) === rate.usd ? cents : rate.usd}`;
}
