import * as z from "zod";
import type { PricedCapacity, PriceFile, PriceTable } from "../price-table.js";

const price = z.number().positive().max(1000);

/** What a file of machine prices must be. */
export const priceFileSchema = z
  .strictObject({
    tables: z.array(
      z.strictObject({
        capacity: z.enum(["on-demand", "spot"]),
        basis: z.enum(["list", "derived"]),
        asOf: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])(-[0-3]\d)?$/),
        source: z.string().min(10),
        prices: z.record(z.string().min(3), z.record(z.string().min(3), price)),
      }),
    ),
  })
  .refine(({ tables }) => duplicate(tables) === undefined, {
    error: ({ input }) => `two tables have a price of ${duplicate((input as PriceFile).tables)}`,
  });

/** One price that a refresh found. */
export interface FoundPrice {
  readonly capacity: PricedCapacity;
  readonly type: string;
  readonly region: string;
  readonly usd: number;
}

/** A price that a refresh changes, adds (no `before`) or confirms. */
export interface PriceChange extends FoundPrice {
  readonly before?: number;
}

const keyOf = ({ capacity, type, region }: Omit<FoundPrice, "usd">) => `${type} in ${region}, ${capacity}`;

/** Every price of some tables. */
export function pricesOf(tables: readonly PriceTable[]): FoundPrice[] {
  return tables.flatMap(({ capacity, prices }) =>
    Object.entries(prices).flatMap(([type, byRegion]) =>
      Object.entries(byRegion).map(([region, usd]) => ({ capacity, type, region, usd })),
    ),
  );
}

function duplicate(tables: readonly PriceTable[]): string | undefined {
  const seen = new Set<string>();
  return pricesOf(tables)
    .map(keyOf)
    .find((key) => seen.size === seen.add(key).size);
}

/** Puts what a source says today in place of what the file had of the same machines; the rest stays as it was. */
export function refreshed(file: PriceFile, found: readonly FoundPrice[], source: string, asOf: string): PriceFile {
  const replaced = new Set(found.map(keyOf));
  const tables = new Map<string, { table: Omit<PriceTable, "prices">; prices: FoundPrice[] }>();
  const put = ({ prices, ...table }: PriceTable) => {
    const key = JSON.stringify([table.capacity, table.basis, table.source, table.asOf]);
    const kept = pricesOf([{ ...table, prices }]);
    tables.set(key, { table, prices: [...(tables.get(key)?.prices ?? []), ...kept] });
  };
  for (const { prices, ...table } of file.tables) {
    const rest = pricesOf([{ ...table, prices }]).filter((one) => !replaced.has(keyOf(one)));
    put({ ...table, prices: byType(rest) });
  }
  for (const capacity of ["on-demand", "spot"] as const) {
    const prices = byType(found.filter((one) => one.capacity === capacity));
    put({ capacity, basis: "list", source, asOf, prices });
  }
  return {
    tables: [...tables.values()]
      .filter(({ prices }) => prices.length > 0)
      .map(({ table, prices }) => ({ ...table, prices: byType(prices) })),
  };
}

function byType(found: readonly FoundPrice[]): PriceTable["prices"] {
  const types: Record<string, Record<string, number>> = {};
  for (const { type, region, usd } of found) types[type] = { ...types[type], [region]: usd };
  return types;
}

/** What a refresh does to a file, in the order of the types' names. */
export function changesOf(file: PriceFile, found: readonly FoundPrice[]): PriceChange[] {
  const before = new Map(pricesOf(file.tables).map((one) => [keyOf(one), one.usd]));
  return [...found]
    .map((one) => ({ ...one, before: before.get(keyOf(one)) }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** The text of a file: the same bytes for the same prices, one price a line. */
export function serialized({ tables }: PriceFile): string {
  const order = ({ capacity, asOf, source }: PriceTable) => `${capacity} ${asOf} ${source}`;
  const sortKeys = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  const sorted = [...tables]
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .map(({ capacity, basis, asOf, source, prices }) => {
      const byRegion = Object.entries(prices).map(([type, regions]) => [type, sortKeys(regions)] as const);
      return { capacity, basis, asOf, source, prices: sortKeys(Object.fromEntries(byRegion)) };
    });
  return `${JSON.stringify({ tables: sorted }, null, 2)}\n`;
}
