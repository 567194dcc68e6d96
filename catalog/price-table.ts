import type { Provenance } from "./provenance.js";
import type { Rate } from "./rate.js";

/** How a machine is paid for. */
export type PricedCapacity = "on-demand" | "spot";

/** What one source says of the prices of machines. */
export interface PriceTable extends Provenance {
  readonly capacity: PricedCapacity;
  readonly basis: "list" | "derived";
  /** US dollars an hour, by machine type and region. */
  readonly prices: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A file of machine prices. No type has two prices for one region and capacity. */
export interface PriceFile {
  readonly tables: readonly PriceTable[];
}

/**
 * Price of a machine for an hour; of another region when no source has one of `region`: of the first of `baseRegions` that
 * has one, else of the first by name. Nothing when no source knows a price of the type.
 */
export function findPrice(
  tables: readonly PriceTable[],
  baseRegions: readonly string[],
  type: string,
  region: string,
  capacity: PricedCapacity,
): Rate | undefined {
  const priced = tables.filter((table) => table.capacity === capacity && Object.hasOwn(table.prices, type));
  for (const place of [region, ...baseRegions]) {
    const rate = rateOf(priced, type, place, region);
    if (rate !== undefined) return rate;
  }
  const [first] = priced.flatMap(({ prices }) => Object.keys(prices[type] ?? {})).sort();
  return first === undefined ? undefined : rateOf(priced, type, first, region);
}

function rateOf(tables: readonly PriceTable[], type: string, place: string, asked: string): Rate | undefined {
  for (const { prices, basis, source, asOf } of tables) {
    const byRegion = prices[type] ?? {};
    const usd = Object.hasOwn(byRegion, place) ? byRegion[place] : undefined;
    if (usd !== undefined) return { usd, basis: place === asked ? basis : "other-region", asOf, source, region: place };
  }
  return undefined;
}
