import type { Accelerator } from "../catalog/accelerators.js";
import type { ModelDimensions } from "../catalog/models.js";
import {
  fits,
  type MemoryNeed,
  memoryNeed,
  type Precision,
  type Range,
  sequencesThatFit,
  tensorParallelSize,
} from "./memory.js";
import { obstacle } from "./vllm.js";

/** A model and what is asked of it. */
export interface Demand {
  readonly model: ModelDimensions;
  readonly precision: Precision;
  readonly contextTokens: number;
  readonly concurrency: number;
}

/** What sizing needs to know of a type of machine, of any cloud. */
export interface MachineType {
  readonly name: string;
  /** Name of its accelerator in the accelerator table. */
  readonly accelerator: string;
  /** Accelerators a machine. */
  readonly count: number;
}

/** A model on one machine. */
export interface Placement<Type extends MachineType = MachineType> {
  readonly type: Type;
  readonly tensorParallel: number;
  readonly verdict: "fits" | "tight";
  readonly need: MemoryNeed;
  readonly sequences: Range;
}

/**
 * The first of `types`, which have this accelerator, on which the model fits at the optimistic end. A copy is split
 * over as many accelerators of the machine as it can be: a replica is a machine.
 */
export function place<Type extends MachineType>(
  demand: Demand,
  accelerator: Accelerator,
  types: readonly Type[],
): Placement<Type> | undefined {
  if (obstacle(accelerator, demand.precision, demand.model)) return undefined;
  for (const type of types) {
    const tensorParallel = tensorParallelSize(demand.model, type.count);
    const need = memoryNeed({ ...demand, tensorParallel });
    const verdict = fits(need, accelerator);
    if (verdict !== "no")
      return {
        type,
        tensorParallel,
        verdict,
        need,
        sequences: sequencesThatFit({ ...demand, tensorParallel }, accelerator),
      };
  }
  return undefined;
}

/** The largest whole number from 1 to `max` for which `holds`, which never holds again once it fails; 0 if none. */
export function largest(max: number, holds: (value: number) => boolean): number {
  let low = 0;
  let high = max;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
