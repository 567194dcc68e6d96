import type { Accelerator } from "../catalog/accelerators.js";
import { models } from "../catalog/models.js";
import { nearestName } from "./error.js";
import type { Fitting, ModelLoad, ModelRequest } from "./fit.js";
import type { MachineType, Placement } from "./placement.js";

/** What is chosen for a model on every cloud. */
export interface ModelChoice<Type extends MachineType> {
  readonly accelerator: Accelerator;
  /** Tokens of one sequence; absent for a model of unknown shape whose context was not asked for. */
  readonly contextTokens?: number;
  /** GiB of the published weights; absent for a model of unknown shape. */
  readonly weightsGiB?: number;
  /** `tight`: it fits if vLLM's overhead is small, and a first start shows whether it is. */
  readonly fit: "fits" | "tight" | "not known";
  /** The estimate behind `fit`. */
  readonly placement?: Placement<Type>;
  /** Why this, in words. */
  readonly reason: string;
}

/**
 * @param machine what it is served on, in words
 * @param way why it is served in this way, where a cloud has several
 */
export function modelChoice<Type extends MachineType>(
  { model }: ModelRequest,
  { contextTokens, weightsGiB }: ModelLoad,
  { accelerator, fit, placement, passed }: Fitting<Type>,
  machine: string,
  ...way: string[]
): ModelChoice<Type> {
  const smallest = `${machine}: the smallest with this accelerator`;
  const because = placement ? `${smallest} that ${model} fits` : `${smallest}; ${unknownModel(model)}`;
  return { accelerator, contextTokens, weightsGiB, fit, placement, reason: [...way, because, ...passed].join("; ") };
}

/** Says that the catalog does not know a model, and what it may be meant to be. */
export function unknownModel(model: string): string {
  const nearest = nearestName(
    model,
    models.map(({ id }) => id),
  );
  return `the catalog does not know ${model}${nearest === undefined ? "" : ` (nearest: ${nearest})`}`;
}
