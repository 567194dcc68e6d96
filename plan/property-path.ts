/** A property inside a resource's inputs: keys and list indexes from the top. */
export type Path = readonly (string | number)[];

/** A path as the engine writes it: `productionVariants[0].instanceType`, `tags["a.b"]`. */
export function formatPath(path: Path): string {
  return path
    .map((part, position) => {
      if (typeof part === "number") return `[${part}]`;
      if (!/^[A-Za-z_$][\w$-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return position === 0 ? part : `.${part}`;
    })
    .join("");
}

/** The path that {@link formatPath} wrote. */
export function parsePath(text: string): Path {
  const parts = text.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([A-Za-z_$][\w$-]*)/g);
  return [...parts].map(([, index, quoted, key]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? (JSON.parse(`"${quoted}"`) as string) : String(key),
  );
}

/** The object or list that a text holds as JSON, such as a policy; any other value as it is. */
export function opened(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** What is at `path` inside `value`, also inside JSON texts. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) => (opened(inner) as Record<string | number, unknown> | undefined)?.[part],
    value,
  );
}
