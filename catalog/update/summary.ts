import type { PriceChange } from "./price-file.js";
import type { Refresh } from "./update.js";

/** What a refresh changed: a line for each price that moved, and the numbers of the others. */
export function summaryOf(refreshes: readonly Refresh[], skipped: readonly string[]): string {
  const parts = refreshes.map(({ cloud, changes, kept }) => {
    const moved = changes.filter(({ before, usd }) => before !== undefined && before !== usd);
    const added = changes.filter(({ before }) => before === undefined);
    const same = changes.length - moved.length - added.length;
    const numbers = `${moved.length} changed, ${added.length} new, ${same} the same, ${kept.length} kept with their old date`;
    return [`${cloud}: ${numbers}`, ...lines(moved)].join("\n");
  });
  return [...parts, ...skipped].join("\n");
}

function lines(moved: readonly PriceChange[]): string[] {
  const rows = moved.map(({ type, region, capacity, usd, before = usd }) => {
    const percent = (100 * (usd - before)) / before;
    const change = `${percent < 0 ? "−" : "+"}${Math.abs(percent).toFixed(1)} %`;
    return [type, region, capacity, `${before} → ${usd}`, change];
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}
