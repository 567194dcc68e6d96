import type { Accelerator } from "../catalog/accelerators.js";
import type { ContainerAppsGpu } from "../catalog/azure/container-apps-gpus.js";
import { type AzureServingImage, containerAppsVllmImage, onlineEndpointVllmImage } from "../catalog/azure/images.js";
import { azureRegions } from "../catalog/azure/regions.js";
import type { AzureVmSize } from "../catalog/azure/vm-sizes.js";
import { checkRegion } from "./accelerators.js";
import {
  type AzureServingRequest,
  type AzureWayOfServing,
  azureWay,
  checkOnlineEndpoint,
  fitOn,
  refusal,
  wayNames,
} from "./azure-ways.js";
import { because, type Fitting, type ModelLoad, modelLoad } from "./fit.js";
import { usableShare } from "./memory.js";
import type { MachineType, Placement } from "./placement.js";
import { containerStartUpSec } from "./start-up.js";
import { vllmEnvironment, vllmFlags } from "./vllm.js";

export type { AzureServingRequest, AzureWayOfServing } from "./azure-ways.js";

interface Chosen<Type extends MachineType> {
  readonly accelerator: Accelerator;
  /** Tokens of one sequence; absent for a model of unknown shape whose context was not asked for. */
  readonly contextTokens?: number;
  /** GiB of the published weights; absent for a model of unknown shape. */
  readonly weightsGiB?: number;
  /** Seconds for a container from its start to its first answer. */
  readonly startUpTimeoutSec: number;
  /** `tight`: it fits if vLLM's overhead is small, and a first start shows whether it is. */
  readonly fit: "fits" | "tight" | "not known";
  /** The estimate behind `fit`. */
  readonly placement?: Placement<Type>;
  /** Why this, in words. */
  readonly reason: string;
}

/** A model on Container Apps, one serverless GPU a replica. */
export interface ContainerAppsChoice extends Chosen<ContainerAppsGpu> {
  readonly serving: "container-apps";
  /** The workload profile's type. */
  readonly gpuProfile: ContainerAppsGpu["name"];
  /** vCPUs of a replica. */
  readonly cpu: number;
  /** Memory of a replica. */
  readonly memoryGiB: number;
  readonly image: AzureServingImage;
  /** Flags of vLLM, as `--max-model-len=16384`; the model's source is not among them. */
  readonly vllmFlags: readonly string[];
}

/** A model on a managed online endpoint of Azure Machine Learning, one machine a replica. */
export interface OnlineEndpointChoice extends Chosen<AzureVmSize> {
  readonly serving: "online-endpoint";
  readonly vmSize: string;
  /** Accelerators of the machine. */
  readonly acceleratorCount: number;
  /** Accelerators that the model is split over. */
  readonly tensorParallel: number;
  readonly image: AzureServingImage;
  /** `SM_VLLM_*` variables of the container; the model's source is not among them. */
  readonly environment: Readonly<Record<string, string>>;
}

export type AzureServingChoice = ContainerAppsChoice | OnlineEndpointChoice;

/**
 * Longest waits for a container. Container Apps: a startup probe's failureThreshold 10 × periodSeconds 240, the most that
 * its API documents (2025-02-02-preview). Azure Machine Learning documents no limit: two hours is an allowance.
 */
const longestStartUpSec = { "container-apps": 2400, "online-endpoint": 7200 } as const;

/**
 * The way of serving, the machine and the vLLM flags for a model on Azure. In this order: what `serving` names; Container
 * Apps for zero replicas; a managed online endpoint. The way never depends on a price. Where the model does not fit
 * Container Apps, the error says whether an online endpoint, which has no zero replicas, would take it.
 *
 * @throws SizingError as `chooseServing` does, and for `serving: "online-endpoint"` with zero replicas.
 */
export function chooseAzureServing(request: AzureServingRequest): AzureServingChoice {
  checkRegion(request.region, azureRegions);
  const load = modelLoad(request);
  const way = azureWay(request);
  if (way === "online-endpoint") checkOnlineEndpoint(request);
  return way === "container-apps" ? onContainerApps(request, load) : onOnlineEndpoint(request, load);
}

function onContainerApps(request: AzureServingRequest, load: ModelLoad): ContainerAppsChoice {
  const fitting = fitOn["container-apps"](request, load);
  if (!("type" in fitting)) throw refusal(request, load, "container-apps", fitting.passed);
  const { name, cpu, memoryGiB } = fitting.type;
  return {
    serving: "container-apps",
    gpuProfile: name,
    cpu,
    memoryGiB,
    image: containerAppsVllmImage,
    vllmFlags: Object.entries(flagsOf(request, load, fitting)).map(([flag, value]) => `--${flag}=${value}`),
    ...chosen(request, load, fitting, "container-apps"),
  };
}

function onOnlineEndpoint(request: AzureServingRequest, load: ModelLoad): OnlineEndpointChoice {
  const fitting = fitOn["online-endpoint"](request, load);
  if (!("type" in fitting)) throw refusal(request, load, "online-endpoint", fitting.passed);
  const { type, tensorParallel } = fitting;
  return {
    serving: "online-endpoint",
    vmSize: type.name,
    acceleratorCount: type.count,
    tensorParallel,
    image: onlineEndpointVllmImage,
    environment: vllmEnvironment(flagsOf(request, load, fitting)),
    ...chosen(request, load, fitting, "online-endpoint"),
  };
}

function flagsOf<Type extends MachineType>(
  { precision, concurrency }: AzureServingRequest,
  { dimensions, contextTokens }: ModelLoad,
  { accelerator, tensorParallel }: Fitting<Type>,
): Readonly<Record<string, string>> {
  return {
    ...vllmFlags({ accelerator, precision, model: dimensions, contextTokens, concurrency, tensorParallel }),
    // The estimate counts on it, and the default of vLLM differs from version to version.
    "gpu-memory-utilization": String(usableShare.optimistic),
  };
}

function chosen<Type extends MachineType>(
  { model, minReplicas, serving }: AzureServingRequest,
  { contextTokens, weightsGiB }: ModelLoad,
  { accelerator, type, fit, placement, passed }: Fitting<Type>,
  way: AzureWayOfServing,
): Chosen<Type> {
  const asked = minReplicas === 0 ? "zero replicas" : "replicas.min 1 or more";
  const why = serving === undefined ? asked : `serving: ${serving}`;
  const machine = `${type.name} (${type.count} × ${type.accelerator})`;
  return {
    accelerator,
    contextTokens,
    weightsGiB,
    startUpTimeoutSec: containerStartUpSec(weightsGiB, longestStartUpSec[way]),
    fit,
    placement,
    reason: [`${wayNames[way]} for ${why}`, because(model, machine, placement), ...passed].join("; "),
  };
}
