import constraints from "../engine/emulator/aws-constraints.json" with { type: "json" };
import { RULES } from "./aws-rules.js";
import { isObject, isUndecided, type Properties, places, reveal } from "./value-paths.js";

/** What a value may be; lengths in characters, patterns match the whole text. */
interface Limits {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** Alternatives, separated by `|`. */
  readonly enum?: string;
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

/** Limits of the place itself, and of the API's shape that it has. */
interface Constraint extends Limits {
  readonly required?: boolean;
  readonly shape?: string;
}

const TYPES: Readonly<Record<string, Readonly<Record<string, Constraint>>>> = constraints.types;
const SHAPES: Readonly<Record<string, Limits>> = constraints.shapes;

/**
 * What the AWS API would refuse in a resource's inputs, one line each; empty when it would take them. Values that only a
 * deployment decides pass: unknowns, and symbolic texts such as `<role.arn>`. Names that the provider makes up are not
 * asked for. It knows the limits in the API's models and, in `aws-rules.ts`, what its documentation says in prose.
 *
 * @param type a Pulumi type such as `aws:sagemaker/model:Model`; an unknown one has no violations
 */
export function violations(type: string, inputs: Record<string, unknown>): string[] {
  const plain = reveal(inputs) as Properties;
  const found = [...check(TYPES[type] ?? {}, plain), ...(RULES[type]?.(plain) ?? [])];
  const { typeName, desiredState } = plain;
  if (type === "aws:cloudcontrol/resource:Resource" && typeof desiredState === "string")
    if (desiredState.startsWith("{") || !isUndecided(desiredState))
      found.push(...desired(String(typeName), desiredState));
  return found;
}

function desired(typeName: string, text: string): string[] {
  const table = TYPES[typeName];
  if (table === undefined) return [`typeName ${typeName} has no schema here`];
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    return ["desiredState is not JSON"];
  }
  return [...check(table, state), ...(RULES[typeName]?.(state as Properties) ?? [])].map(
    (problem) => `desiredState: ${problem}`,
  );
}

function check(table: Readonly<Record<string, Constraint>>, value: unknown): string[] {
  return Object.entries(table).flatMap(([path, constraint]) =>
    places(value, path).flatMap(({ at, value: found }) => {
      if (found === undefined || found === null) return constraint.required ? [`${at} is required`] : [];
      if (isUndecided(found)) return [];
      const shape = constraint.shape === undefined ? {} : (SHAPES[constraint.shape] ?? {});
      return [...outside(found, constraint), ...outside(found, shape)].map((problem) => `${at} ${problem}`.trim());
    }),
  );
}

/** How a value breaks its limits. */
function outside(value: unknown, limits: Limits): string[] {
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
  if (limits.min !== undefined || limits.max !== undefined) {
    const number = Number(value);
    if (Number.isNaN(number)) problems.push(`must be a number, got ${JSON.stringify(value)}`);
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
