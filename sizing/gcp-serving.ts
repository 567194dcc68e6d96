import type { CloudRunInstance } from "../catalog/gcp/cloud-run-gpus.js";
import { cloudRunVllmImage, type GcpServingImage, modelGardenVllmImage } from "../catalog/gcp/images.js";
import type { GcpMachineType } from "../catalog/gcp/machine-types.js";
import { gcpRegions } from "../catalog/gcp/regions.js";
import { checkRegion } from "./accelerators.js";
import { type Fitting, type ModelLoad, modelLoad } from "./fit.js";
import {
  checkModelGarden,
  fitOn,
  type GcpServingRequest,
  type GcpWayOfServing,
  gcpWay,
  refusal,
  wayNames,
} from "./gcp-ways.js";
import { type ModelChoice, modelChoice } from "./model-choice.js";
import type { MachineType } from "./placement.js";
import { containerStartUpSec } from "./start-up.js";
import { memoryFlag, vllmArguments, vllmFlags } from "./vllm.js";

export type { GcpServingRequest, GcpWayOfServing } from "./gcp-ways.js";

interface Chosen<Type extends MachineType> extends ModelChoice<Type> {
  readonly image: GcpServingImage;
  /** Flags of vLLM, as `--max-model-len=16384`; the model's source and the tensor-parallel size are not among them. */
  readonly vllmFlags: readonly string[];
  /** Seconds for a container from its start to its first answer. */
  readonly startUpTimeoutSec: number;
}

/** A model on Cloud Run, one GPU an instance. */
export interface CloudRunChoice extends Chosen<CloudRunInstance> {
  readonly serving: "cloud-run";
  readonly gpu: CloudRunInstance["name"];
  readonly cpu: number;
  readonly memoryGiB: number;
}

/** A model that Vertex AI deploys from Model Garden. */
export interface ModelGardenChoice extends Chosen<GcpMachineType> {
  readonly serving: "model-garden";
  readonly machineType: string;
  /** Vertex AI's name of the accelerator. */
  readonly acceleratorType: string;
  /** Accelerators that a replica uses: the tensor-parallel size. If half the machine's or less, replicas share it. */
  readonly acceleratorCount: number;
}

export type GcpServingChoice = CloudRunChoice | ModelGardenChoice;

/** Longest waits for a container. Source: Cloud Run, GPU services; Vertex AI v1, ModelContainerSpec.deploymentTimeout. */
const longestStartUpSec = { "cloud-run": 1800, "model-garden": 7200 } as const;

/**
 * The way of serving, the machine and the vLLM flags for a model on Google Cloud. In this order: what `serving` names;
 * Cloud Run for zero replicas or weights in Cloud Storage; Model Garden. The way never depends on a price. Where the
 * model does not fit Cloud Run, the error says whether Model Garden, which has no zero replicas, would take it.
 *
 * @throws SizingError as `chooseServing` does, and for `serving: "model-garden"` with zero replicas, weights in Cloud
 * Storage, or a model without an owner.
 */
export function chooseGcpServing(request: GcpServingRequest): GcpServingChoice {
  checkRegion(request.region, gcpRegions);
  const load = modelLoad(request);
  const way = gcpWay(request);
  if (way === "model-garden") checkModelGarden(request);
  return way === "cloud-run" ? onCloudRun(request, load) : onModelGarden(request, load);
}

function onCloudRun(request: GcpServingRequest, load: ModelLoad): CloudRunChoice {
  const fitting = fitOn["cloud-run"](request, load);
  if (!("type" in fitting)) throw refusal(request, load, "cloud-run", fitting.passed);
  const { name, cpu, memoryGiB } = fitting.type;
  const machine = `${name} with ${cpu} vCPUs and ${memoryGiB} GiB`;
  return {
    serving: "cloud-run",
    gpu: name,
    cpu,
    memoryGiB,
    image: cloudRunVllmImage,
    ...chosen(request, load, fitting, "cloud-run", machine),
  };
}

function onModelGarden(request: GcpServingRequest, load: ModelLoad): ModelGardenChoice {
  const fitting = fitOn["model-garden"](request, load);
  if (!("type" in fitting)) throw refusal(request, load, "model-garden", fitting.passed);
  const { type, tensorParallel } = fitting;
  const machine = `${type.name} (${type.count} × ${type.accelerator})`;
  return {
    serving: "model-garden",
    machineType: type.name,
    acceleratorType: type.vertexAcceleratorType,
    acceleratorCount: tensorParallel,
    image: modelGardenVllmImage,
    ...chosen(request, load, fitting, "model-garden", machine),
  };
}

function chosen<Type extends MachineType>(
  request: GcpServingRequest,
  load: ModelLoad,
  fitting: Fitting<Type>,
  way: GcpWayOfServing,
  machine: string,
): Omit<Chosen<Type>, "image"> {
  const { precision, concurrency, minReplicas, serving } = request;
  const { dimensions, contextTokens, weightsGiB } = load;
  const { accelerator } = fitting;
  const flags = vllmFlags({ accelerator, precision, model: dimensions, contextTokens, concurrency, tensorParallel: 1 });
  const asked =
    minReplicas === 0 ? "zero replicas" : way === "cloud-run" ? "weights in Cloud Storage" : "replicas.min 1 or more";
  const why = serving === undefined ? asked : `serving: ${serving}`;
  return {
    vllmFlags: vllmArguments({ ...flags, ...memoryFlag }),
    startUpTimeoutSec: containerStartUpSec(weightsGiB, longestStartUpSec[way]),
    ...modelChoice(request, load, fitting, machine, `${wayNames[way]} for ${why}`),
  };
}
