import { isObject, isUndecided, places } from "./value-paths.js";

/** What a value may be; lengths in characters, patterns match the whole text. */
export interface Limits {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** Alternatives, separated by `|`. */
  readonly enum?: string;
  readonly integer?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxEntries?: number;
  readonly key?: Limits;
  readonly value?: Limits;
  /** All properties that an object may have. */
  readonly members?: readonly string[];
}

/** Limits of a place in the inputs. */
export interface Constraint extends Limits {
  readonly required?: boolean;
}

/**
 * How inputs break the limits of their places, one line each. Values that only a deployment decides pass.
 *
 * @param table limits by path, in the form of `places`
 */
export function outsideLimits(table: Readonly<Record<string, Constraint>>, value: unknown): string[] {
  return Object.entries(table).flatMap(([path, constraint]) =>
    places(value, path).flatMap(({ at, value: found }) => {
      if (found === undefined || found === null) return constraint.required ? [`${at} is required`] : [];
      if (isUndecided(found)) return [];
      return outside(found, constraint).map((problem) => `${at} ${problem}`.trim());
    }),
  );
}

/** How a value breaks its limits. */
export function outside(value: unknown, limits: Limits): string[] {
  const problems: string[] = [];
  const { minLength = 0, maxLength = Infinity, min = -Infinity, max = Infinity } = limits;
  // The provider takes numbers and booleans as texts, too.
  const text = typeof value === "boolean" || typeof value === "number" ? String(value) : value;
  if (typeof text === "string" && typeof value !== "number") {
    if (text.length < minLength || text.length > maxLength)
      problems.push(`must have ${range(minLength, maxLength)} characters, has ${text.length}: '${text.slice(0, 80)}'`);
    if (limits.pattern !== undefined && !matches(text, limits.pattern))
      problems.push(`must match ${limits.pattern}, got '${text.slice(0, 80)}'`);
    const allowed = limits.enum?.split("|");
    if (allowed !== undefined && !allowed.includes(text))
      problems.push(
        `must be ${allowed.length > 12 ? `one of ${allowed.length} values` : allowed.join(", ")}, got '${text}'`,
      );
  }
  if (limits.integer || limits.min !== undefined || limits.max !== undefined) {
    const number = Number(value);
    if (Number.isNaN(number)) problems.push(`must be a number, got ${JSON.stringify(value)}`);
    else if (limits.integer && !Number.isInteger(number)) problems.push(`must be a whole number, got ${number}`);
    else if (number < min || number > max) problems.push(`must be ${range(min, max)}, got ${number}`);
  }
  if (Array.isArray(value)) {
    const { minItems = 0, maxItems = Infinity } = limits;
    if (value.length < minItems || value.length > maxItems)
      problems.push(`must have ${range(minItems, maxItems)} elements, has ${value.length}`);
  }
  if (isObject(value)) {
    const keys = Object.keys(value);
    if (keys.length > (limits.maxEntries ?? Infinity))
      problems.push(`must have up to ${limits.maxEntries} entries, has ${keys.length}`);
    if (limits.members !== undefined)
      problems.push(...keys.filter((key) => !limits.members?.includes(key)).map((key) => `has no property ${key}`));
    if (limits.key !== undefined || limits.value !== undefined)
      for (const [key, entry] of Object.entries(value)) {
        problems.push(...outside(key, limits.key ?? {}).map((problem) => `key '${key}' ${problem}`));
        if (!isUndecided(entry)) problems.push(...outside(entry, limits.value ?? {}).map((p) => `'${key}' ${p}`));
      }
  }
  return problems;
}

function range(least: number, most: number): string {
  if (most === Infinity) return `at least ${least}`;
  return least <= 0 && least !== most ? `up to ${most}` : `${least} to ${most}`;
}

const PATTERNS = new Map<string, RegExp | undefined>();

function matches(text: string, pattern: string): boolean {
  if (!PATTERNS.has(pattern)) PATTERNS.set(pattern, compile(pattern));
  return PATTERNS.get(pattern)?.test(text) ?? true;
}

/** The API's patterns are Java's; of those used, JavaScript lacks only `\p{Print}`. */
function compile(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern.replaceAll("\\p{Print}", "[^\\p{C}]")})$`, "u");
}
