/** A document that is given as JSON text, or as the object itself; nothing where a text is not JSON. */
export function documentOf(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined; // AWS refuses it
  }
}
