import constraints from "../engine/emulator/azure-constraints.json" with { type: "json" };
import { APP_LIMITS, APP_RULES } from "./azure-app-rules.js";
import { COMPUTE_LIMITS, COMPUTE_RULES } from "./azure-compute-rules.js";
import { ML_LIMITS, ML_RULES } from "./azure-ml-rules.js";
import { NETWORK_LIMITS, NETWORK_RULES } from "./azure-network-rules.js";
import { identityProblems, LIMITS, RULES, tagProblems } from "./azure-rules.js";
import { type Constraint, outside, outsideLimits } from "./limits.js";
import { isObject, isUndecided, type Properties, reveal } from "./value-paths.js";

/** A property of a shape: a text, where nothing else is said. */
interface Property extends Constraint {
  readonly type?: string;
  /** Many of it, by position or by name. */
  readonly list?: boolean;
  readonly map?: boolean;
  /** Name of the shape that the value has. */
  readonly shape?: string;
  /** The property that tells which shape it has of those in `kinds`; a kind without one is not looked into. */
  readonly by?: string;
  readonly kinds?: Readonly<Record<string, string>>;
}
type Shape = Readonly<Record<string, Property>>;

/** Shapes of types' inputs, and of objects in them, by name. */
const SHAPES: Readonly<Record<string, Shape>> = { ...constraints.types, ...constraints.shapes };
/** Properties that only the service sets, separated by `|`, by the shape's name. */
const READ_ONLY: Readonly<Record<string, string>> = constraints.readOnly;
const PROSE = { ...LIMITS, ...NETWORK_LIMITS, ...COMPUTE_LIMITS, ...ML_LIMITS, ...APP_LIMITS };
const ALL_RULES = { ...RULES, ...NETWORK_RULES, ...COMPUTE_RULES, ...ML_RULES, ...APP_RULES };

/**
 * What Azure Resource Manager would refuse in a resource's inputs, or drop without a word, one line each; empty when it
 * would take them. Values that only a deployment decides pass: unknowns, and symbolic texts such as `<net.id>`. Names that
 * the provider makes up, and the location that it takes from its settings, are not asked for. It knows the API's models and,
 * in the `azure-*-rules.ts`, what the documentation says in prose.
 *
 * @param type a Pulumi type such as `azure-native:network:Subnet`; an unknown one has no violations
 */
export function violations(type: string, inputs: Record<string, unknown>): string[] {
  if (!type.startsWith("azure-native:")) return [];
  const plain = reveal(inputs) as Properties;
  const problems = [
    ...outsideShape(type, plain, ""),
    ...outsideLimits(PROSE[type] ?? {}, plain),
    ...tagProblems(type, plain),
    ...identityProblems(plain),
    ...(ALL_RULES[type]?.(plain) ?? []),
  ];
  return [...new Set(problems)];
}

/** How an object breaks the shape of a name; an unknown shape takes everything. */
function outsideShape(name: string, value: Properties, at: string): string[] {
  const shape = SHAPES[name];
  if (shape === undefined) return [];
  const fixed = READ_ONLY[name]?.split("|") ?? [];
  const place = (key: string) => (at === "" ? key : `${at}.${key}`);
  return [
    ...Object.keys(value)
      .filter((key) => shape[key] === undefined && value[key] !== undefined)
      .map((key) => `${place(key)} is ${fixed.includes(key) ? "read-only" : "no property"}`),
    ...Object.entries(shape).flatMap(([key, property]) => outsideProperty(property, value[key], place(key))),
  ];
}

function outsideProperty(property: Property, value: unknown, at: string): string[] {
  if (value === undefined || value === null) return property.required ? [`${at} is required`] : [];
  if (isUndecided(value)) return [];
  if (property.list) {
    if (!Array.isArray(value)) return [`${at} must be a list`];
    const { minItems, maxItems } = property;
    return [
      ...outside(value, { minItems, maxItems }).map((problem) => `${at} ${problem}`),
      ...value.flatMap((element, index) => outsideValue(property, element, `${at}[${index}]`)),
    ];
  }
  if (property.map) {
    if (!isObject(value)) return [`${at} must be an object`];
    return Object.entries(value).flatMap(([key, entry]) => outsideValue(property, entry, `${at}.${key}`));
  }
  return outsideValue(property, value, at);
}

function outsideValue(property: Property, value: unknown, at: string): string[] {
  if (isUndecided(value) || value === undefined || property.type === "any") return [];
  const { shape, by, kinds } = property;
  if (shape !== undefined || by !== undefined) {
    if (!isObject(value)) return [`${at} must be an object`];
    if (by === undefined || kinds === undefined) return outsideShape(shape ?? "", value, at);
    const kind = kinds[String(value[by])];
    if (kind !== undefined || isUndecided(value[by])) return outsideShape(kind ?? "", value, at);
    return [`${at}.${by} must be ${Object.keys(kinds).join(", ")}, got '${value[by]}'`];
  }
  const type = property.type === "integer" ? "number" : (property.type ?? "string");
  if (typeof value !== type) return [`${at} must be a ${type}, got ${JSON.stringify(value)}`];
  return outside(value, { ...property, integer: property.type === "integer" }).map((problem) => `${at} ${problem}`);
}
