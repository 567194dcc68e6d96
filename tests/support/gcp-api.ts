import constraints from "../engine/emulator/gcp-constraints.json" with { type: "json" };
import { COMPUTE_LIMITS, COMPUTE_RULES } from "./gcp-compute-rules.js";
import { LIMITS, labelProblems, RULES } from "./gcp-rules.js";
import { type Constraint, outsideLimits } from "./limits.js";
import { isObject, type Properties, reveal } from "./value-paths.js";

type Tables = Readonly<Record<string, Readonly<Record<string, Constraint>>>>;

const TYPES: Tables = constraints.types;
const PROSE: Tables = { ...LIMITS, ...COMPUTE_LIMITS };
const ALL_RULES = { ...RULES, ...COMPUTE_RULES };

/**
 * What Google's APIs would refuse in a resource's inputs, one line each; empty when they would take them. Values that
 * only a deployment decides pass: unknowns, and symbolic texts such as `<net.id>`. Names that the provider makes up are
 * not asked for. It knows the limits in the discovery documents and, in `gcp-rules.ts` and `gcp-compute-rules.ts`, what
 * the documentation says in prose.
 *
 * @param type a Pulumi type such as `gcp:compute/network:Network`; an unknown one has no violations
 */
export function violations(type: string, inputs: Record<string, unknown>): string[] {
  if (!type.startsWith("gcp:")) return [];
  const plain = withoutEmpty(reveal(inputs)) as Properties;
  return [
    ...outsideLimits(TYPES[type] ?? {}, plain),
    ...outsideLimits(PROSE[type] ?? {}, plain),
    ...labelProblems(type, plain),
    ...(ALL_RULES[type]?.(plain) ?? []),
  ];
}

/** The value without empty texts, which the provider does not send. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isObject(value)) return value;
  const given = Object.entries(value).filter(([, inner]) => inner !== "");
  return Object.fromEntries(given.map(([key, inner]) => [key, withoutEmpty(inner)]));
}
