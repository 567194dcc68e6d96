import { listOf, numberOf, objectOf } from "../../plan/inputs.js";
import type { Resource, StackView } from "../resource.js";
import { referringBy } from "./referring.js";

const AUTOSCALE = "azure-native:monitor:AutoscaleSetting";

/** How few and how many instances an autoscale setting allows. Either is read when it is asked for. */
export interface Bounds {
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/**
 * What the stack's autoscale settings say of a resource, over all their profiles; nothing where none is for it. One that
 * is not `enabled` scales nothing, and that is the default.
 */
export function autoscaleOf(resource: Resource, stack: StackView): Bounds | undefined {
  const capacities = referringBy("targetResourceUri", resource, AUTOSCALE, stack)
    .filter(({ inputs }) => inputs.enabled === true)
    .flatMap(({ inputs }) => listOf(inputs.profiles).map(({ capacity }) => objectOf(capacity)));
  if (capacities.length === 0) return undefined;
  return {
    get minimum() {
      const minimums = capacities.map(({ minimum }) => numberOf(minimum));
      return extreme(Math.min, minimums);
    },
    get maximum() {
      const maximums = capacities.map(({ maximum }) => numberOf(maximum));
      return extreme(Math.max, maximums);
    },
  };
}

function extreme(of: (...values: number[]) => number, values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? of(...known) : undefined;
}
