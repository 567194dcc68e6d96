/** A row of a table; `strong` for one that stands for those below or above it. */
export type Row = readonly string[] | { readonly strong: readonly string[] };

/** A table of a report. */
export interface Table {
  readonly head: readonly string[];
  /** The rows say on their own what they are: a terminal shows no head. */
  readonly plain?: boolean;
  readonly rows: readonly Row[];
  /** Columns that are right-aligned. */
  readonly right?: readonly number[];
}

/** A part of a report. */
export type Block =
  | { readonly heading: string; readonly note?: string }
  | { readonly text: string }
  | { readonly table: Table }
  | { readonly code: string };

/** What a verb says, to be printed for a terminal or as Markdown. */
export type Report = readonly Block[];

/** The cells of a row. */
export function cellsOf(row: Row): readonly string[] {
  return "strong" in row ? row.strong : row;
}
