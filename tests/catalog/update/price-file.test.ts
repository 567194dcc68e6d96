import { describe, expect, test } from "vitest";
import { priceFileSchema, refreshed, serialized } from "../../../catalog/update/price-file.js";
import { progressBar } from "../../../catalog/update/progress-bar.js";
import { twoMachines } from "./price-files.js";

describe("a price file", () => {
  test("has no two prices for the same", () => {
    const [table] = twoMachines.tables;
    const twice = { tables: [table, { ...table, source: "another price list" }] };
    expect(priceFileSchema.safeParse(twice).error?.issues[0]?.message).toBe(
      "two tables have a price of big in east, on-demand",
    );
  });

  test("is the same text whatever the order of its tables, types and regions", () => {
    const [first, second] = twoMachines.tables;
    const turned = { ...first!, prices: { small: { west: 1.25, east: 1 }, big: { west: 9, east: 8 } } };
    expect(serialized({ tables: [second!, turned] })).toBe(serialized(twoMachines));
  });

  test("loses a table whose prices are all replaced", () => {
    const spot = { capacity: "spot", type: "big", region: "east", usd: 2 } as const;
    const { tables } = refreshed(twoMachines, [spot], "a new price list", "2026-11-25");
    expect(tables.map(({ source: from, capacity }) => [from, capacity])).toEqual([
      ["an old price list", "on-demand"],
      ["a new price list", "spot"],
    ]);
  });
});

test.each([
  [0, "░░░░░░░░░░░░░░░░░░░░   0 %  azure"],
  [0.333, "███████░░░░░░░░░░░░░  33 %  azure"],
  [1, "████████████████████  100 %  azure"],
])("the bar at %s is %s", (done, bar) => {
  expect(progressBar("azure", done)).toBe(bar);
});
