import { stripVTControlCharacters } from "node:util";
import { markdownTable } from "markdown-table";
import { type Block, cellsOf, type Report, type Row } from "./report.js";

/** A report as Markdown, such as for a pull request. */
export function markdown(report: Report): string {
  return report
    .map(print)
    .filter((part) => part !== "")
    .join("\n\n");
}

function print(block: Block): string {
  if ("heading" in block)
    return [`### ${escaped(block.heading)}`, ...(block.note ? [escaped(block.note)] : [])].join("\n\n");
  if ("text" in block) return block.text.split("\n").map(escaped).join("  \n");
  if ("code" in block) return block.code === "" ? "" : ["```", stripVTControlCharacters(block.code), "```"].join("\n");
  const { head, rows, right = [] } = block.table;
  const align = head.map((_, column) => (right.includes(column) ? "right" : "left"));
  return rows.length === 0 ? "" : markdownTable([[...head], ...rows.map(marked)], { align });
}

function marked(row: Row): string[] {
  const cells = cellsOf(row).map((cell) => escaped(cell.trim()));
  return "strong" in row ? cells.map((cell) => cell && `**${cell}**`) : cells;
}

/** Text that Markdown shows as it is. */
function escaped(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\\`*_<>[\]|~]/g, "\\$&")
    .replaceAll("\n", "<br>");
}
