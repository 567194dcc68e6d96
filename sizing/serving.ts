import type { Accelerator } from "../catalog/accelerators.js";
import { accelerators as allAccelerators } from "../catalog/accelerators.js";
import { type ServingImage, vllmImage } from "../catalog/aws/images.js";
import type { AwsInstanceType } from "../catalog/aws/instance-types.js";
import { findModel, type ModelDimensions, models } from "../catalog/models.js";
import { checkRegion, offer, offeredTypes, preferredAccelerators } from "./accelerators.js";
import { nearestName, SizingError } from "./error.js";
import { memoryNeed, type Precision, publishedWeightsGiB, tensorParallelSize, usableMiB } from "./memory.js";
import { type Demand, largest, type Placement, place } from "./placement.js";
import { startUpTimeouts } from "./start-up.js";
import { obstacle, vllmEnvironment } from "./vllm.js";

/** The shape of a model that the catalog does not know: published in bf16, every layer attending to all. */
export interface ModelShape {
  /** Parameters, in billions. */
  readonly parametersB: number;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headSize: number;
}

/** What an endpoint asks for. */
export interface ServingRequest {
  readonly cloud: "aws";
  readonly region: string;
  /** Hugging Face id. */
  readonly model: string;
  /** For a model that the catalog does not know; takes precedence over the catalog. */
  readonly shape?: ModelShape;
  /** Names in order of preference, from the setting `accelerator`. */
  readonly accelerators: readonly string[];
  /** Tokens of one sequence. @default the model's own limit, at most 8192 */
  readonly contextTokens?: number;
  /** Sequences of that length that must fit at the same time. */
  readonly concurrency: number;
  readonly precision: Precision;
  /** 0 needs an inference component, the only SageMaker endpoint that scales to zero. */
  readonly minReplicas: number;
}

/** How an endpoint serves its model. */
export interface ServingChoice {
  /** The way of serving: an inference component from zero replicas, a model on instances from one. */
  readonly serving: "inference-component" | "instances";
  readonly accelerator: Accelerator;
  /** EC2 name of the machine. */
  readonly instanceType: string;
  /** SageMaker's name of it: `ml.g6.xlarge`. */
  readonly sageMakerInstanceType: string;
  /** Accelerators of the machine. */
  readonly acceleratorCount: number;
  /** Accelerators that one copy of the model takes: what an inference component asks for. */
  readonly tensorParallel: number;
  /** Host memory of the machine. */
  readonly memoryGiB: number;
  /** Host memory that an inference component asks for. */
  readonly minMemoryMiB: number;
  /** Local NVMe disks: no KMS key and no volume size on the endpoint configuration. */
  readonly localNvme: boolean;
  readonly image: ServingImage;
  /** `SM_VLLM_*` variables of the container; the model's source is not among them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Tokens of one sequence; absent for a model of unknown shape whose context was not asked for. */
  readonly contextTokens?: number;
  /** GiB of the published weights; absent for a model of unknown shape. */
  readonly weightsGiB?: number;
  readonly modelDataDownloadTimeoutSec: number;
  readonly containerStartupTimeoutSec: number;
  /** `tight`: it fits if vLLM's overhead is small, and a first start shows whether it is. */
  readonly fit: "fits" | "tight" | "not known";
  /** The estimate behind `fit`. */
  readonly placement?: Placement;
  /** Why this, in words. */
  readonly reason: string;
}

const defaultContextTokens = 8192;

/**
 * Host memory that a copy reserves. An inference component is refused when it asks for more than SageMaker leaves free,
 * which is not documented: of the 16 GiB of an ml.g5.xlarge 1024 MiB are accepted. It need not be more: a copy takes
 * the machine's accelerators, so nothing else is placed beside it, and the minimum is no limit.
 *
 * @see https://github.com/aws-samples/generative-ai-on-amazon-sagemaker/pull/335
 */
const minMemoryMiB = 1024;

/**
 * The machine, tensor-parallel size and vLLM flags for a model on SageMaker: on the first accelerator of the list that
 * the region offers for endpoints and that the model fits, the type with the fewest of it, then the least host memory.
 * The order never depends on a price. A model of unknown shape gets one accelerator of the first that is offered.
 *
 * @throws SizingError when the region or a name is unknown, nothing on the list is offered, the context is longer than
 * the model's, the precision is one that the weights do not have, or the model fits nothing on the list.
 */
export function chooseServing(request: ServingRequest): ServingChoice {
  const { region, model, shape, accelerators, concurrency, precision, minReplicas } = request;
  checkRegion(region);
  const dimensions = shape ? dimensionsOf(shape) : findModel(model);
  const contextTokens = contextOf(request, dimensions);
  checkPrecision(request, dimensions);
  const types = endpointTypes(region);
  const demand = dimensions && contextTokens ? { model: dimensions, precision, contextTokens, concurrency } : undefined;

  const passed: string[] = [];
  for (const accelerator of preferredAccelerators(accelerators)) {
    const own = types.filter((type) => type.accelerator === accelerator.name);
    const [smallest] = own;
    const inTheWay =
      obstacle(accelerator, precision, dimensions) ??
      (smallest ? undefined : `${accelerator.name} is not offered there for endpoints`);
    const placement = demand && !inTheWay ? place(demand, accelerator, own) : undefined;
    if (!smallest || inTheWay || (demand && !placement)) {
      passed.push(inTheWay ?? `it does not fit ${accelerator.name}: ${shortfall(demand, accelerator, own)}`);
      continue;
    }
    const type = placement?.type ?? smallest;
    const tensorParallel = placement?.tensorParallel ?? 1;
    const weightsGiB = dimensions && publishedWeightsGiB(dimensions);
    return {
      serving: minReplicas === 0 ? "inference-component" : "instances",
      accelerator,
      instanceType: type.name,
      sageMakerInstanceType: `ml.${type.name}`,
      acceleratorCount: type.count,
      tensorParallel,
      memoryGiB: type.memoryGiB,
      minMemoryMiB,
      localNvme: type.localNvme,
      image: vllmImage(region),
      environment: vllmEnvironment({
        accelerator,
        precision,
        model: dimensions,
        contextTokens,
        concurrency,
        tensorParallel,
      }),
      contextTokens,
      weightsGiB,
      ...startUpTimeouts(weightsGiB),
      fit: placement?.verdict ?? "not known",
      placement,
      reason: [...because(model, type, placement), ...passed].join("; "),
    };
  }
  const remedies = demand ? remediesFor(demand, accelerators, types) : [];
  throw new SizingError(
    `model ${model} cannot be served on accelerator [${accelerators.join(", ")}] in ${region}: ${passed.join("; ")}. ` +
      (remedies.length > 0 ? `What would fit: ${remedies.join("; ")}` : `Offered for endpoints are ${offer(types)}`),
  );
}

/** The types that SageMaker endpoints can have in the region and that there is a serving container for. */
function endpointTypes(region: string): readonly AwsInstanceType[] {
  const served = allAccelerators.filter(({ runtime }) => runtime === "cuda").map(({ name }) => name);
  return offeredTypes(region).filter((type) => type.sageMakerEndpoint && served.includes(type.accelerator));
}

function dimensionsOf({ parametersB, layers, kvHeads, headSize }: ModelShape): ModelDimensions {
  return {
    weights: { paramsB: parametersB, dtype: "bf16", bytesPerParam: 2 },
    attention: { kind: "heads", fullLayers: layers, kvHeads, headDim: headSize },
    contextTokens: Number.POSITIVE_INFINITY,
    task: "chat",
  };
}

function contextOf({ model, contextTokens }: ServingRequest, dimensions?: ModelDimensions): number | undefined {
  if (!dimensions) return contextTokens;
  if (contextTokens !== undefined && contextTokens > dimensions.contextTokens)
    throw new SizingError(
      `contextTokens must be at most ${dimensions.contextTokens} for ${model}, got ${contextTokens}`,
    );
  return contextTokens ?? Math.min(dimensions.contextTokens, defaultContextTokens);
}

function checkPrecision({ model, precision }: ServingRequest, dimensions?: ModelDimensions): void {
  const dtype = dimensions?.weights.dtype ?? "bf16";
  if (precision === "auto" || dtype === "bf16" || dtype === precision) return;
  throw new SizingError(
    `precision must be auto for ${model}, whose weights are published in ${dtype}, got ${precision}`,
  );
}

function because(model: string, type: AwsInstanceType, placement?: Placement): string[] {
  const machine = `ml.${type.name} (${type.count} × ${type.accelerator})`;
  if (placement) return [`${machine}: the smallest with this accelerator that ${model} fits`];
  const nearest = nearestName(
    model,
    models.map(({ id }) => id),
  );
  const hint = nearest === undefined ? "" : ` (nearest: ${nearest})`;
  return [`${machine}: the smallest with this accelerator; the catalog does not know ${model}${hint}`];
}

const gib = (mib: number) => `${(mib / 1024).toFixed(1)} GiB`;

/** What the model needs and what the largest of `types` has. */
function shortfall(demand: Demand | undefined, accelerator: Accelerator, types: readonly AwsInstanceType[]): string {
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

/** Settings under which the model would fit, in the words of the settings. */
function remediesFor(demand: Demand, names: readonly string[], types: readonly AwsInstanceType[]): string[] {
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
