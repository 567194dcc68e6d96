import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";

const NONE = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** Longest line, of a terminal that is wide. */
const WIDTH = 120;
const INDENT = "  ";

/**
 * Columns without borders, indented by two; columns named in `right` are right-aligned. Words that would make a line longer
 * than 120 wrap within the last column.
 */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map((row) => stripVTControlCharacters(row[column] ?? "").length)),
  );
  const others = widths.slice(0, -1);
  const left = WIDTH - INDENT.length - others.reduce((sum, width) => sum + width + NONE.middle.length, 0);
  const wraps = (widths.at(-1) ?? 0) > left && left > 0 && !right.includes(count - 1);
  const table = new Table({
    chars: NONE,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colAligns: widths.map((_, column) => (right.includes(column) ? "right" : "left")),
    ...(wraps ? { colWidths: [...others, left], wordWrap: true } : {}),
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => `${INDENT}${line}`.trimEnd())
    .join("\n");
}
