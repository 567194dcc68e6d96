/** The same check for resources of several types. */
export function alike<Check>(types: readonly string[], check: Check): Record<string, Check> {
  return Object.fromEntries(types.map((type) => [type, check]));
}
