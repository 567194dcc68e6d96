import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PriceSourceError } from "../../../catalog/update/http.js";
import { type FoundPrice, serialized } from "../../../catalog/update/price-file.js";
import type { Source } from "../../../catalog/update/sources.js";
import { summaryOf } from "../../../catalog/update/summary.js";
import { updatePrices } from "../../../catalog/update/update.js";
import { catalogCopy, twoMachines } from "./price-files.js";

const today = new Date("2026-11-25T15:00:00Z");

const found = (type: string, region: string, usd: number, capacity: FoundPrice["capacity"] = "on-demand") => ({
  capacity,
  type,
  region,
  usd,
});
const source = (
  steps: readonly (readonly FoundPrice[])[],
  cloud: Source["cloud"] = "azure",
  names = ["big"],
): Source => ({
  cloud,
  source: "a new price list",
  asked: names.map((name) => ({ name, regions: ["east", "west"] })),
  steps: steps.length,
  async *read(announce) {
    for (const [at, prices] of steps.entries()) {
      announce(`step ${at + 1}`);
      yield prices;
    }
  },
});
const failing = (cloud: Source["cloud"] = "azure"): Source => ({
  ...source([[]], cloud),
  // biome-ignore lint/correctness/useYield: it fails before it has anything
  async *read() {
    throw new PriceSourceError("https://prices.example/: HTTP 500, after 5 tries");
  },
});

function smallCatalog() {
  const copy = catalogCopy();
  for (const cloud of ["aws", "gcp", "azure"])
    writeFileSync(join(copy.folder, cloud, "prices.json"), serialized(twoMachines));
  return copy;
}

describe("a refresh", () => {
  const answers = [[found("big", "east", 7.2), found("big", "west", 9)], [found("big", "east", 2.5, "spot")]];

  test("puts what the source says in place of what the file had, and leaves the rest with its date", async () => {
    const { folder, contents } = smallCatalog();
    await updatePrices(folder, [source(answers)], today, () => {});
    const list = { basis: "list", asOf: "2026-11-25", source: "a new price list" };
    expect(JSON.parse(contents()["azure/prices.json"]!)).toEqual({
      tables: [
        { ...twoMachines.tables[0], prices: { small: { east: 1, west: 1.25 } } },
        { capacity: "on-demand", ...list, prices: { big: { east: 7.2, west: 9 } } },
        { capacity: "spot", ...list, prices: { big: { east: 2.5 } } },
      ],
    });
  });

  test("leaves the files of other clouds, and no file beside", async () => {
    const { folder, contents } = smallCatalog();
    const before = contents();
    await updatePrices(folder, [source(answers)], today, () => {});
    const after = contents();
    expect({ ...after, "azure/prices.json": "" }).toEqual({ ...before, "azure/prices.json": "" });
  });

  test("writes the same bytes a second time", async () => {
    const { folder, contents } = smallCatalog();
    await updatePrices(folder, [source(answers)], today, () => {});
    const first = contents();
    await updatePrices(folder, [source(answers.toReversed())], today, () => {});
    expect(contents()).toEqual(first);
  });

  test("tells what it reads and how much is done", async () => {
    const told: [string, number][] = [];
    const steps = [source(answers, "aws"), source(answers, "azure")];
    await updatePrices(smallCatalog().folder, steps, today, (what, done) => told.push([what, done]));
    expect(told).toEqual([
      ["aws step 1", 0],
      ["aws step 2", 0.25],
      ["azure step 1", 0.5],
      ["azure step 2", 0.75],
    ]);
  });

  test("says what changed, what is new and what the source no longer has", async () => {
    const steps = [[found("big", "east", 7.2), found("big", "west", 9), found("small", "west", 1.25)]];
    const some = source([[...steps[0]!, found("big", "south", 10)]], "azure", ["big", "big", "small"]);
    const refreshes = await updatePrices(smallCatalog().folder, [some], today, () => {});
    expect(summaryOf(refreshes, ["gcp: skipped"])).toBe(
      [
        "azure: 1 changed, 1 new, 2 the same, 1 kept with their old date",
        "  big  east  on-demand  8 → 7.2  −10.0 %",
        "gcp: skipped",
      ].join("\n"),
    );
  });
});

describe("a refresh that fails changes nothing:", () => {
  const good = [[found("big", "east", 7.2), found("big", "west", 9.9)]];

  test.each<[string, Source, string]>([
    ["a source that cannot be read", failing(), "HTTP 500, after 5 tries"],
    ["half an answer", source([[found("big", "east", 7)]]), "1 of 2 prices came back, fewer than 80 %"],
    ["no prices at all", source([[]]), "0 of 2 prices came back"],
    [
      "spot prices alone",
      source([[found("big", "east", 1, "spot"), found("big", "west", 1, "spot")]]),
      "0 of 2 prices came back",
    ],
    ["an absurd price", source([[found("big", "east", 70_000), found("big", "west", 9)]]), "a new price list: Too big"],
  ])("%s, after another cloud that could be read", async (_, bad, message) => {
    const { folder, contents } = smallCatalog();
    const before = contents();
    const refresh = updatePrices(folder, [source(good, "aws"), bad], today, () => {});
    await expect(refresh).rejects.toThrow(message);
    expect(contents()).toEqual(before);
  });

  test("a file that cannot be written", async () => {
    const { folder, contents } = smallCatalog();
    const blocked = join(folder, "azure", `prices.json.${process.pid}.tmp`, "in-the-way");
    cpSync(join(folder, "azure", "prices.json"), blocked);
    const before = contents();
    await expect(updatePrices(folder, [source(good, "aws"), source(good)], today, () => {})).rejects.toThrow();
    expect(contents()["aws/prices.json"]).toBe(before["aws/prices.json"]);
    expect(Object.keys(contents())).toEqual(Object.keys(before));
  });

  test("a file of the catalog that is broken", async () => {
    const { folder, contents } = smallCatalog();
    writeFileSync(join(folder, "azure", "prices.json"), '{"tables": 3}');
    const before = contents();
    await expect(updatePrices(folder, [source(good, "aws"), source(good)], today, () => {})).rejects.toThrow();
    expect(contents()).toEqual(before);
  });
});
