import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PriceFile } from "../price-table.js";
import { PriceSourceError } from "./http.js";
import { changesOf, type FoundPrice, type PriceChange, priceFileSchema, refreshed, serialized } from "./price-file.js";
import type { Cloud, Source } from "./sources.js";

/** Of the prices that a source is asked for, the least part that must come back: less is a broken answer. */
const LEAST_ANSWERED = 0.8;

/** What became of one cloud's prices. */
export interface Refresh {
  readonly cloud: Cloud;
  readonly changes: readonly PriceChange[];
  /** Prices on demand that the file had and the source did not give: they stay, with their old date. */
  readonly kept: readonly Omit<FoundPrice, "capacity">[];
}

/** Told what is read, and how much of everything is done, from 0 to 1. */
export type Progress = (what: string, done: number) => void;

/**
 * Refreshes the price files of a catalog. Every source is read before a file is touched, and every new file is written beside
 * the old one before the first takes its place: a refresh that fails changes nothing.
 *
 * @throws PriceSourceError when a source cannot be read, or answers with too little.
 */
export async function updatePrices(
  catalog: string,
  sources: readonly Source[],
  today: Date,
  progress: Progress,
): Promise<Refresh[]> {
  const asOf = today.toISOString().slice(0, 10);
  const steps = sources.reduce((sum, source) => sum + source.steps, 0);
  let done = 0;
  const texts: { file: string; text: string }[] = [];
  const refreshes: Refresh[] = [];
  for (const source of sources) {
    const found: FoundPrice[] = [];
    for await (const some of source.read((what) => progress(`${source.cloud} ${what}`, done / steps))) {
      found.push(...some);
      done++;
    }
    checkAnswered(source, found);
    const file = join(catalog, source.cloud, "prices.json");
    const before = priceFileSchema.parse(JSON.parse(await readFile(file, "utf8")));
    const after = priceFileSchema.safeParse(refreshed(before, found, source.source, asOf));
    if (!after.success) throw new PriceSourceError(`${source.source}: ${after.error.issues[0]?.message}`);
    texts.push({ file, text: serialized(after.data) });
    refreshes.push({ cloud: source.cloud, changes: changesOf(before, found), kept: keptOf(source, before, found) });
  }
  await replaceAll(texts);
  return refreshes;
}

const placeOf = ({ type, region }: Pick<FoundPrice, "type" | "region">) => `${type} ${region}`;

function checkAnswered({ source, asked }: Source, found: readonly FoundPrice[]): void {
  const onDemand = new Set(found.filter(({ capacity }) => capacity === "on-demand").map(placeOf));
  const places = asked.flatMap(({ name, regions }) => regions.map((region) => placeOf({ type: name, region })));
  const answered = places.filter((place) => onDemand.has(place)).length;
  if (answered < places.length * LEAST_ANSWERED)
    throw new PriceSourceError(
      `${source}: ${answered} of ${places.length} prices came back, fewer than ${LEAST_ANSWERED * 100} %; nothing is changed`,
    );
}

function keptOf({ asked }: Source, { tables }: PriceFile, found: readonly FoundPrice[]): Refresh["kept"] {
  const onDemand = new Set(found.filter(({ capacity }) => capacity === "on-demand").map(placeOf));
  return asked.flatMap(({ name, regions }) =>
    regions.flatMap((region) => {
      const usd = tables.find((table) => table.capacity === "on-demand" && table.prices[name]?.[region] !== undefined)
        ?.prices[name]?.[region];
      return usd === undefined || onDemand.has(placeOf({ type: name, region })) ? [] : [{ type: name, region, usd }];
    }),
  );
}

async function replaceAll(texts: readonly { readonly file: string; readonly text: string }[]): Promise<void> {
  const beside = (file: string) => `${file}.${process.pid}.tmp`;
  try {
    for (const { file, text } of texts) await writeFile(beside(file), text);
  } catch (error) {
    for (const { file } of texts) await rm(beside(file), { force: true });
    throw error;
  }
  for (const { file } of texts) await rename(beside(file), file);
}
