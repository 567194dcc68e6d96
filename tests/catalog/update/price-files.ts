import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { PriceFile } from "../../../catalog/price-table.js";

/** A copy of the catalog's price files, and how to read it. */
export function catalogCopy() {
  const folder = mkdtempSync(join(tmpdir(), "ai-stack-catalog-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const cloud of ["aws", "gcp", "azure"])
    cpSync(
      fileURLToPath(new URL(`../../../catalog/${cloud}/prices.json`, import.meta.url)),
      join(folder, cloud, "prices.json"),
    );
  const contents = () =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => [
          join(parentPath, name).slice(folder.length + 1),
          readFileSync(join(parentPath, name), "utf8"),
        ]),
    );
  return { folder, contents };
}

/** A price file of two machines, which a source is asked for in two regions each. */
export const twoMachines: PriceFile = {
  tables: [
    {
      capacity: "on-demand",
      basis: "derived",
      asOf: "2026-01-01",
      source: "an old price list",
      prices: { big: { east: 8, west: 9 }, small: { east: 1, west: 1.25 } },
    },
    {
      capacity: "spot",
      basis: "derived",
      asOf: "2025-01-01",
      source: "a guess of old",
      prices: { big: { east: 3 } },
    },
  ],
};
