import { type CloudRunInstance, cloudRunInstances } from "../catalog/gcp/cloud-run-gpus.js";
import { type GcpMachineType, gcpMachineTypes } from "../catalog/gcp/machine-types.js";
import { offer } from "./accelerators.js";
import { SizingError } from "./error.js";
import { type Fitting, firstThatFits, type ModelLoad, type ModelRequest, remediesFor } from "./fit.js";
import type { MachineType } from "./placement.js";

export type GcpWayOfServing = "cloud-run" | "model-garden";

/** What an endpoint asks for on Google Cloud. */
export interface GcpServingRequest extends ModelRequest {
  readonly cloud: "gcp";
  readonly region: string;
  /** 0 needs Cloud Run, the only one of the two ways that scales to zero. */
  readonly minReplicas: number;
  /** @default Cloud Run for zero replicas and for own weights, else Model Garden */
  readonly serving?: GcpWayOfServing;
  /** The weights come from Cloud Storage, which only Cloud Run takes. @default false: from Hugging Face */
  readonly weights?: boolean;
}

export const wayNames: Readonly<Record<GcpWayOfServing, string>> = {
  "cloud-run": "Cloud Run",
  "model-garden": "Model Garden",
};

/** The way of serving: what is asked for; Cloud Run for zero replicas or weights in Cloud Storage; Model Garden. */
export function gcpWay({ serving, minReplicas, weights = false }: GcpServingRequest): GcpWayOfServing {
  return serving ?? (minReplicas === 0 || weights ? "cloud-run" : "model-garden");
}

/** Memory of a Cloud Run instance that is left for vLLM itself beside the files: an allowance, not a measurement. */
const serverGiB = 8;

type Fit<Type extends MachineType> = Fitting<Type> | { readonly passed: readonly string[] };

/** The machine for a model by each way of serving, or why there is none. */
export const fitOn = {
  "cloud-run": (request: GcpServingRequest, load: ModelLoad): Fit<CloudRunInstance> =>
    firstThatFits(
      request,
      load,
      cloudRunIn(request),
      (name) => `${name} is not offered there on Cloud Run`,
      (instance) => filesInTheWay(instance, request, load),
    ),
  "model-garden": (request: GcpServingRequest, load: ModelLoad): Fit<GcpMachineType> =>
    firstThatFits(
      request,
      load,
      modelGardenIn(request),
      (name) => `${name} is not offered there on demand for Model Garden`,
    ),
} as const;

function cloudRunIn({ region }: GcpServingRequest): readonly CloudRunInstance[] {
  return cloudRunInstances.filter(({ regions }) => regions.includes(region));
}

function modelGardenIn({ region }: GcpServingRequest): readonly GcpMachineType[] {
  return gcpMachineTypes.filter((type) => type.regions.includes(region) && type.modelGarden);
}

/** An instance keeps what comes from Hugging Face in its memory. */
function filesInTheWay(
  { accelerator, memoryGiB }: CloudRunInstance,
  { weights = false }: GcpServingRequest,
  { weightsGiB = 0 }: ModelLoad,
): string | undefined {
  if (weights || weightsGiB + serverGiB <= memoryGiB) return undefined;
  return (
    `the weights (${weightsGiB.toFixed(1)} GiB) and vLLM do not fit the ${memoryGiB} GiB of an instance with ` +
    `${accelerator}, which keeps what comes from Hugging Face: give weights in Cloud Storage, which are read in place`
  );
}

/** Throws when what is asked for is something that Model Garden never does. */
export function checkModelGarden({ model, minReplicas, weights = false }: GcpServingRequest): void {
  if (weights)
    throw new SizingError(
      "weights must be left out with serving: model-garden: on Google Cloud only serving: cloud-run takes weights in " +
        "Cloud Storage",
    );
  if (minReplicas === 0)
    throw new SizingError(
      "replicas.min must be 1 or more with serving: model-garden, got 0: on Google Cloud only serving: cloud-run has " +
        "zero replicas",
    );
  if (!model.includes("/"))
    throw new SizingError(
      `model must be <owner>/<model> for Model Garden, got ${JSON.stringify(model)}; serving: cloud-run takes it`,
    );
}

/** The error for a model that fits nothing on the list by this way of serving, with the nearest that works. */
export function refusal(
  request: GcpServingRequest,
  load: ModelLoad,
  way: GcpWayOfServing,
  passed: readonly string[],
): SizingError {
  const { accelerators, region } = request;
  const types: readonly MachineType[] =
    way === "model-garden"
      ? modelGardenIn(request)
      : cloudRunIn(request).filter((instance) => filesInTheWay(instance, request, load) === undefined);
  const remedies = [
    ...modelGardenInstead(request, load, way),
    ...(load.demand ? remediesFor(load.demand, accelerators, types) : []),
  ];
  const offered =
    types.length > 0 ? `Offered for ${wayNames[way]} are ${offer(types)}` : `${wayNames[way]} has no GPUs there`;
  return new SizingError(
    `${subject(request, way)} on accelerator [${accelerators.join(", ")}] in ${region}: ${passed.join("; ")}. ` +
      (remedies.length > 0 ? `What would fit: ${remedies.join("; ")}` : offered),
  );
}

/** Who did not name Cloud Run learns why it is in question. */
function subject({ model, serving, minReplicas }: GcpServingRequest, way: GcpWayOfServing): string {
  return minReplicas === 0 && serving === undefined
    ? `replicas.min 0 needs Cloud Run on Google Cloud, and model ${model} cannot be served by it`
    : `model ${model} cannot be served by ${wayNames[way]}`;
}

/** What Model Garden would take; Cloud Run takes nothing that fits no machine of Model Garden. */
function modelGardenInstead(request: GcpServingRequest, load: ModelLoad, way: GcpWayOfServing): string[] {
  if (way === "model-garden" || request.weights || !request.model.includes("/")) return [];
  const fitting = fitOn["model-garden"](request, load);
  if (!("type" in fitting)) return [];
  const { name, count, accelerator } = fitting.type;
  const needed = [
    ...(request.serving === undefined ? [] : ["serving model-garden"]),
    ...(request.minReplicas === 0 ? ["replicas.min 1"] : []),
  ];
  return [`${needed.join(" with ")} (Model Garden on ${name}, ${count} × ${accelerator})`];
}
