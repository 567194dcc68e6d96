/** Where a row or a table comes from. */
export interface Provenance {
  /** Who says so: a document, a dataset, an API model. */
  readonly source: string;
  /** The day or month of the source, as `2026-07-20` or `2026-07`. */
  readonly asOf: string;
}

/** How far a row can be trusted: `checked` against its source, or from memory (`recall`). */
export type Confidence = "checked" | "recall";

/** A look-up for something that the tables do not have. */
export class CatalogError extends Error {
  override readonly name: string = "CatalogError";
}
