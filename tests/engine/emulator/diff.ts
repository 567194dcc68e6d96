import { isObject, type Properties, reveal } from "../../support/value-paths.js";

/** An input that differs between two versions of a resource. */
export interface ChangedInput {
  /** Where, as in `productionVariants[0].instanceType`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** Whether the cloud can make the change only by a new object. */
  readonly replaces: boolean;
}

/**
 * What differs between the inputs of a resource.
 *
 * @param immutable paths without list positions; an input at or below one replaces the resource. With `?` at the end only
 * when the input itself comes or goes
 */
export function changedInputs(olds: Properties, news: Properties, immutable: readonly string[]): ChangedInput[] {
  return compare("", reveal(olds), reveal(news)).map(({ path, kind }) => {
    const plain = path.replace(/\[\d+\]/g, "");
    const replaces = immutable.some((entry) =>
      entry.endsWith("?")
        ? kind !== "update" && plain === entry.slice(0, -1)
        : plain === entry || plain.startsWith(`${entry}.`) || entry.startsWith(`${plain}.`),
    );
    return { path, kind, replaces };
  });
}

function compare(path: string, old: unknown, now: unknown): Omit<ChangedInput, "replaces">[] {
  if (old === now) return [];
  if (old === undefined || old === null) return now === undefined || now === null ? [] : [{ path, kind: "add" }];
  if (now === undefined || now === null) return [{ path, kind: "delete" }];
  if (isObject(old) && isObject(now))
    return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key) =>
      compare(path === "" ? key : `${path}.${key}`, old[key], now[key]),
    );
  if (Array.isArray(old) && Array.isArray(now))
    return Array.from({ length: Math.max(old.length, now.length) }).flatMap((_, index) =>
      compare(`${path}[${index}]`, old[index], now[index]),
    );
  return [{ path, kind: "update" }];
}
