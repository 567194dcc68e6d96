import { approximate } from "../../catalog/rate.js";
import type { ComparisonRow } from "../../sizing/compare.js";
import { about } from "./money.js";
import type { Report, Row } from "./report.js";

/** One model on every way of serving: one table, and why it has no machine on some. */
export function compareReport(rows: readonly ComparisonRow[]): Report {
  const refused = rows.flatMap((row) => (row.fit === "no" ? [row] : []));
  return [
    {
      table: {
        head: ["serving", "region", "machine", "accelerator", "fit", "sequences", "to zero", "idle", "full"],
        rows: rows.map(rowOf),
        right: [7, 8],
      },
    },
    { text: refused.map(({ name, why, remedies }) => [`${name}: ${why}`, ...named(remedies)].join("; ")).join("\n") },
    { text: legend(rows) },
  ];
}

function rowOf(row: ComparisonRow): Row {
  const toZero = row.scalesToZero ? "yes" : "no";
  if (row.fit === "no") return [row.name, row.region, "", "", "does not fit", "", toZero, "", ""];
  const { optimistic, pessimistic } = row.sequences;
  const room = optimistic === pessimistic ? `${optimistic}` : `${pessimistic}–${optimistic}`;
  return [
    row.name,
    row.region,
    row.machine,
    `${row.count} × ${row.accelerator}`,
    row.fit,
    room,
    toZero,
    ...dollars(row),
  ];
}

function dollars({ monthly, hourly }: Extract<ComparisonRow, { machine: string }>): [idle: string, full: string] {
  if (monthly === undefined || hourly === undefined) return ["no price", "no price"];
  return [about(monthly.idle, approximate(hourly)), about(monthly.full, approximate(hourly))];
}

function named(remedies: readonly string[]): string[] {
  return remedies.length === 0 ? [] : [`what would fit: ${remedies.slice(0, 3).join(", ")}`];
}

function legend(rows: readonly ComparisonRow[]): string {
  const dates = rows.flatMap((row) => (row.fit === "no" || row.hourly === undefined ? [] : [row.hourly.asOf])).sort();
  const [oldest, newest] = [dates[0], dates.at(-1)];
  const when = oldest === undefined ? "" : ` Prices of ${oldest === newest ? oldest : `${oldest} to ${newest}`};`;
  return `US dollars a month for one replica: while no requests come, and all month.${when} ≈: not from a list price of the region.`;
}
