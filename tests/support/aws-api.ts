import constraints from "../engine/emulator/aws-constraints.json" with { type: "json" };
import { RULES } from "./aws-rules.js";
import { type Constraint, type Limits, outside } from "./limits.js";
import { isUndecided, type Properties, places, reveal } from "./value-paths.js";

/** Limits of the place itself, and of the API's shape that it has. */
interface ShapedConstraint extends Constraint {
  readonly shape?: string;
}

const TYPES: Readonly<Record<string, Readonly<Record<string, ShapedConstraint>>>> = constraints.types;
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

function check(table: Readonly<Record<string, ShapedConstraint>>, value: unknown): string[] {
  return Object.entries(table).flatMap(([path, constraint]) =>
    places(value, path).flatMap(({ at, value: found }) => {
      if (found === undefined || found === null) return constraint.required ? [`${at} is required`] : [];
      if (isUndecided(found)) return [];
      const shape = constraint.shape === undefined ? {} : (SHAPES[constraint.shape] ?? {});
      return [...outside(found, constraint), ...outside(found, shape)].map((problem) => `${at} ${problem}`.trim());
    }),
  );
}
