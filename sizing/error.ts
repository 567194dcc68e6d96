import { closest, distance } from "fastest-levenshtein";

/** Settings that no machine of the catalog can serve. Its message names the setting, the values got and what is offered. */
export class SizingError extends Error {
  override readonly name = "SizingError";
}

/** The known name nearest to `got`, or nothing when none is near. */
export function nearestName(got: string, known: readonly string[]): string | undefined {
  const lower = got.toLowerCase();
  const nearest = closest(
    lower,
    known.map((name) => name.toLowerCase()),
  );
  // Beyond a third of its letters a name is another name, not a slip.
  if (distance(lower, nearest) > Math.max(1, Math.floor(nearest.length / 3))) return undefined;
  return known.find((name) => name.toLowerCase() === nearest);
}

/** `; did you mean X?` for the known name nearest to `got`, or nothing when none is near. */
export function didYouMean(got: string, known: readonly string[]): string {
  const name = nearestName(got, known);
  return name === undefined ? "" : `; did you mean ${name}?`;
}
