import { type Accelerator, accelerators } from "../../catalog/accelerators.js";
import { findModel, type ModelDimensions } from "../../catalog/models.js";
import { type ModelShape, modelLoad } from "../../sizing/fit.js";
import { fits, memoryNeed, usableShare } from "../../sizing/memory.js";
import { unknownModel } from "../../sizing/model-choice.js";
import type { Demand } from "../../sizing/placement.js";
import { obstacle } from "../../sizing/vllm.js";
import { UNKNOWN } from "../plan.js";
import type { EndpointSettings } from "./endpoint-settings.js";
import type { ServedModel } from "./served-model.js";
import { askedMemory } from "./vllm-flags.js";

/** What is asked of a vLLM server, and what it has. */
export interface Estimate {
  readonly demand: Demand;
  /** Accelerators that one copy of the model is split over. */
  readonly tensorParallel: number;
  /** Accelerators that a replica has. */
  readonly count: number;
  /** One of them. */
  readonly accelerator: Accelerator;
  /** Share of its memory that vLLM takes; absent: its default. */
  readonly memoryShare?: number;
}

/** What is asked of the server of a model, or why that is not known. */
export function estimateOf(
  served: ServedModel,
  { concurrency = 1, shape }: EndpointSettings,
): Estimate | { readonly unknown: string } {
  const { model, machine, count, server } = served;
  if (model === UNKNOWN) return { unknown: "which model it is, is known after up" };
  if (machine === UNKNOWN) return { unknown: "which machine it is on, is known after up" };
  if ("unknown" in server) return server;
  const accelerator = accelerators.find(({ name }) => name === served.accelerator);
  if (accelerator === undefined || count === undefined) return { unknown: `the catalog does not know ${machine}` };
  const dimensions = dimensionsOf(model, shape);
  if (dimensions === undefined) return { unknown: unknownModel(model) };
  const asked = askedMemory(server, dimensions);
  const { contextTokens = dimensions.contextTokens, tensorParallel = served.tensorParallel, precision } = asked;
  if (asked.uncounted !== undefined) return { unknown: `${asked.uncounted} is not in the estimate` };
  if (!Number.isFinite(contextTokens)) return { unknown: "no --max-model-len says how long its context is" };
  const inTheWay = obstacle(accelerator, precision, dimensions);
  if (inTheWay !== undefined) return { unknown: inTheWay };
  const demand = { model: dimensions, precision, contextTokens, concurrency };
  return { demand, tensorParallel, count, accelerator, memoryShare: asked.memoryShare };
}

function dimensionsOf(model: string, shape: ModelShape | undefined): ModelDimensions | undefined {
  if (shape === undefined) return findModel(model);
  return modelLoad({ model, shape, accelerators: [], concurrency: 1, precision: "auto" }).dimensions;
}

/** The accelerator as if it had less memory, or more: of which vLLM takes by default what it takes by this share. */
export function withShare(accelerator: Accelerator, share: number = usableShare.optimistic): Accelerator {
  return { ...accelerator, memoryMiB: (accelerator.memoryMiB * share) / usableShare.optimistic };
}

/** Whether it fits: not where it is split over more accelerators than there are. */
export function verdictOf({ demand, tensorParallel, count, accelerator, memoryShare }: Estimate) {
  if (tensorParallel > count) return "no";
  return fits(memoryNeed({ ...demand, tensorParallel }), withShare(accelerator, memoryShare));
}
