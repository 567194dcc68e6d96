import { styleText } from "node:util";
import { type Block, cellsOf, type Report, type Row } from "./report.js";
import { columns } from "./table.js";

/** A report for a terminal. */
export function terminal(report: Report): string {
  return report
    .map(print)
    .filter((part) => part !== "")
    .join("\n\n");
}

function print(block: Block): string {
  if ("heading" in block) return [styleText("bold", block.heading), ...(block.note ? [block.note] : [])].join("  ");
  if ("text" in block) return block.text;
  if ("code" in block) return block.code;
  const { head, plain, rows, right } = block.table;
  const titles = plain ? [] : [head.map((title) => title && styleText("dim", title))];
  return columns([...titles, ...rows.map(styled)], right);
}

function styled(row: Row): readonly string[] {
  return "strong" in row ? row.strong.map((cell) => cell && styleText("bold", cell)) : cellsOf(row);
}
