import { type Accelerator, accelerators as allAccelerators } from "../catalog/accelerators.js";
import { findModel, type ModelDimensions } from "../catalog/models.js";
import { preferredAccelerators } from "./accelerators.js";
import { SizingError } from "./error.js";
import { memoryNeed, type Precision, publishedWeightsGiB, tensorParallelSize, usableMiB } from "./memory.js";
import { type Demand, largest, type MachineType, type Placement, place } from "./placement.js";
import { obstacle } from "./vllm.js";

/** The shape of a model that the catalog does not know: published in bf16, every layer attending to all. */
export interface ModelShape {
  /** Parameters, in billions. */
  readonly parametersB: number;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headSize: number;
}

/** What an endpoint asks for on any cloud. */
export interface ModelRequest {
  /** Hugging Face id. */
  readonly model: string;
  /** For a model that the catalog does not know; takes precedence over the catalog. */
  readonly shape?: ModelShape;
  /** Names in order of preference, from the setting `accelerator`; none: those of the usual order. */
  readonly accelerators: readonly string[];
  /** Tokens of one sequence. @default the model's own limit, at most 8192 */
  readonly contextTokens?: number;
  /** Sequences of that length that must fit at the same time. */
  readonly concurrency: number;
  readonly precision: Precision;
}

/** What sizing knows of the model, and what is asked of it. */
export interface ModelLoad {
  readonly dimensions?: ModelDimensions;
  /** Tokens of one sequence; absent for a model of unknown shape whose context was not asked for. */
  readonly contextTokens?: number;
  /** GiB of the published weights; absent for a model of unknown shape. */
  readonly weightsGiB?: number;
  /** Absent for a model of unknown shape. */
  readonly demand?: Demand;
}

/** The machine for a model. */
export interface Fitting<Type extends MachineType> {
  readonly accelerator: Accelerator;
  readonly type: Type;
  readonly tensorParallel: number;
  readonly fit: "fits" | "tight" | "not known";
  /** The estimate behind `fit`. */
  readonly placement?: Placement<Type>;
  /** Why earlier names of the list were passed over. */
  readonly passed: readonly string[];
}

const defaultContextTokens = 8192;

/**
 * @throws SizingError when the context is longer than the model's, or the precision is one that its weights do not have
 */
export function modelLoad(request: ModelRequest): ModelLoad {
  const { model, shape, concurrency, precision } = request;
  const dimensions = shape ? dimensionsOf(shape) : findModel(model);
  const contextTokens = contextOf(request, dimensions);
  checkPrecision(request, dimensions);
  if (!dimensions || !contextTokens) return { dimensions, contextTokens };
  return {
    dimensions,
    contextTokens,
    weightsGiB: publishedWeightsGiB(dimensions),
    demand: { model: dimensions, precision, contextTokens, concurrency },
  };
}

/**
 * The first accelerator of the list that `types` have and that the model fits, on the first type with it that the model
 * fits; a model of unknown shape gets the first. Or why there is none, a text for each name of the list. A `hurdle` is
 * what keeps the model off a type that has memory enough on its accelerators.
 */
export function firstThatFits<Type extends MachineType>(
  { accelerators, precision }: ModelRequest,
  { dimensions, demand }: ModelLoad,
  types: readonly Type[],
  notOffered: (accelerator: string) => string,
  hurdle: (type: Type) => string | undefined = () => undefined,
): Fitting<Type> | { readonly passed: readonly string[] } {
  const passed: string[] = [];
  for (const accelerator of preferredAccelerators(accelerators)) {
    const own = types.filter((type) => type.accelerator === accelerator.name);
    const [smallest] = own;
    const inTheWay =
      obstacle(accelerator, precision, dimensions) ?? (smallest ? undefined : notOffered(accelerator.name));
    const free = own.filter((type) => hurdle(type) === undefined);
    const placement = demand && !inTheWay ? place(demand, accelerator, free) : undefined;
    if (!smallest || inTheWay || (demand && !placement)) {
      const held = demand && place(demand, accelerator, own);
      passed.push(
        inTheWay ??
          (held && hurdle(held.type)) ??
          `it does not fit ${accelerator.name}: ${shortfall(demand, accelerator, own)}`,
      );
      continue;
    }
    const { type = smallest, tensorParallel = 1, verdict = "not known" } = placement ?? {};
    return { accelerator, type, tensorParallel, fit: verdict, placement, passed };
  }
  return { passed };
}

/** Settings under which the model would fit one of `types`, in the words of the settings. */
export function remediesFor(demand: Demand, names: readonly string[], types: readonly MachineType[]): string[] {
  const typesOf = (name: string) => types.filter((type) => type.accelerator === name);
  const listed = preferredAccelerators(names);
  const fitsListed = (other: Partial<Demand>) =>
    listed.some((accelerator) => place({ ...demand, ...other }, accelerator, typesOf(accelerator.name)));

  const remedies: string[] = [];
  const others = allAccelerators.filter(
    (accelerator) => !listed.includes(accelerator) && place(demand, accelerator, typesOf(accelerator.name)),
  );
  if (others.length > 0) remedies.push(`accelerator ${others.map(({ name }) => name).join(", ")}`);
  if (demand.precision !== "fp8" && demand.model.weights.dtype === "bf16" && fitsListed({ precision: "fp8" }))
    remedies.push("precision fp8");
  const context = largest(demand.contextTokens, (contextTokens) => fitsListed({ contextTokens }));
  if (context >= 1024) remedies.push(`contextTokens ${Math.floor(context / 1024) * 1024}`);
  const concurrency = largest(demand.concurrency - 1, (fewer) => fitsListed({ concurrency: fewer }));
  if (concurrency > 0) remedies.push(`concurrency ${concurrency}`);
  return remedies;
}

function dimensionsOf({ parametersB, layers, kvHeads, headSize }: ModelShape): ModelDimensions {
  return {
    weights: { paramsB: parametersB, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: layers, kvHeads, headDim: headSize },
    contextTokens: Number.POSITIVE_INFINITY,
    task: "chat",
  };
}

function contextOf({ model, contextTokens }: ModelRequest, dimensions?: ModelDimensions): number | undefined {
  if (!dimensions) return contextTokens;
  if (contextTokens !== undefined && contextTokens > dimensions.contextTokens)
    throw new SizingError(
      `contextTokens must be at most ${dimensions.contextTokens} for ${model}, got ${contextTokens}`,
    );
  return contextTokens ?? Math.min(dimensions.contextTokens, defaultContextTokens);
}

function checkPrecision({ model, precision }: ModelRequest, dimensions?: ModelDimensions): void {
  const dtype = dimensions?.weights.dtype ?? "bf16";
  if (precision === "auto" || dtype === "bf16" || dtype === precision) return;
  throw new SizingError(
    `precision must be auto for ${model}, whose weights are published in ${dtype}, got ${precision}`,
  );
}

const gib = (mib: number) => `${(mib / 1024).toFixed(1)} GiB`;

/** What the model needs and what the largest of `types` has. */
function shortfall(demand: Demand | undefined, accelerator: Accelerator, types: readonly MachineType[]): string {
  const most = types.at(-1);
  if (!demand || !most) return "";
  const tensorParallel = tensorParallelSize(demand.model, most.count);
  const need = memoryNeed({ ...demand, tensorParallel }).totalMiB.optimistic;
  const usable = usableMiB(accelerator).optimistic;
  return (
    `at ${demand.contextTokens} tokens × ${demand.concurrency} it needs at least ${gib(need)} on each of ` +
    `${tensorParallel}, and vLLM may use ${gib(usable)} on the largest, ${most.name}`
  );
}
