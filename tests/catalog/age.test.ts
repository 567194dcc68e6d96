import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AgedFact, agedFacts, type Fact, factsOf } from "../../catalog/age.js";
import { checkCatalog, modules } from "../../catalog/check.js";

const today = new Date("2026-11-25T15:00:00Z");
const fact = (asOf: string, table = "rates: some"): Fact => ({ table, source: "a price list", asOf, rows: 1 });
const ages = (facts: readonly AgedFact[]) => facts.map(({ asOf, days }) => [asOf, days]);

describe("a fact", () => {
  test("is too old after 180 days, not at 180", () => {
    expect(ages(agedFacts([fact("2026-05-29"), fact("2026-05-28")], today))).toEqual([["2026-05-28", 181]]);
  });

  test("of a month counts from the month's first day", () => {
    expect(ages(agedFacts([fact("2026-05"), fact("2026-06")], today))).toEqual([["2026-05", 208]]);
  });

  test("comes before younger ones, and at the same age by table", () => {
    const facts = [fact("2026-01-01", "b"), fact("2025-01-01", "c"), fact("2026-01-01", "a")];
    expect(agedFacts(facts, today).map(({ table }) => table)).toEqual(["c", "a", "b"]);
  });

  test.each(["undated", "2026", "2026-13"])("of a date that is none, %s, fails", (asOf) => {
    expect(() => agedFacts([fact(asOf)], today)).toThrow(
      `asOf must be a day or a month such as 2026-07-20 or 2026-07, got ${asOf}`,
    );
  });
});

test("facts are found wherever a source and a date stand together, alike ones of a table counted", () => {
  const list = { source: "list", asOf: "2026-01" };
  const facts = factsOf({
    m: { rows: [list, { name: "x", ...list }], deep: { a: { b: list } }, none: 3, f: () => list },
  });
  expect(facts).toEqual([
    { table: "m: rows", ...list, rows: 2 },
    { table: "m: deep", ...list, rows: 1 },
  ]);
});

test("every module of the catalog that holds facts is checked", () => {
  const files = readdirSync(new URL("../../catalog", import.meta.url), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replace(/\.ts$/, ""));
  const programs = ["age", "check", "price-table", "provenance", "rate"];
  const withoutFacts = ["priced-cpu-types", "azure/regions", "gcp/regions"];
  const checked = files.filter((file) => ![...programs, ...withoutFacts].includes(file) && !file.startsWith("update/"));
  expect(Object.keys(modules).sort()).toEqual(checked.sort());
});

describe("catalog:check", () => {
  test("prints what is too old, with its age, date, rows, table and source, and succeeds", () => {
    const { text, exitCode } = checkCatalog(today, false);
    expect(text).toMatch(/^\d+ of \d+ sources of the catalog are more than 180 days old$/m);
    expect(text).toMatch(/^ {3}877 {2}2024-07 {8}2 {2}aws\/rates: awsRates +AWS price list, .* nat_gateway_test$/m);
    expect(exitCode).toBe(0);
  });

  test("fails on it with --strict", () => {
    expect(checkCatalog(today, true).exitCode).toBe(1);
  });

  test("succeeds when all is young enough", () => {
    const { text, exitCode } = checkCatalog(new Date("2024-08-01"), true);
    expect(text).toMatch(/^all \d+ sources of the catalog are at most 180 days old$/);
    expect(exitCode).toBe(0);
  });
});
