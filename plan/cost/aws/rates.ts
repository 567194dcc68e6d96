import { type AwsRateName, awsRate } from "../../../catalog/aws/rates.js";
import { approximate } from "../../../catalog/rate.js";
import type { Charge, Monthly } from "../quote.js";

/** A charge at a rate of the catalog. */
export function chargeOf(what: string, name: AwsRateName, region: string, quantity: Monthly): Charge {
  const rate = awsRate(name, region);
  return { what, rate, unit: rate.unit, quantity };
}

/** A rate in words: `$0.023 per GB-month`, with `≈` where it is that of another region. */
export function rateInWords(name: AwsRateName, region: string): string {
  const rate = awsRate(name, region);
  const cents = rate.usd.toFixed(2);
  return `${approximate(rate) ? "≈ " : ""}$${Number(cents) === rate.usd ? cents : rate.usd} per ${rate.unit}`;
}
