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
import { type Fitting, type ModelLoad, modelLoad } from "./fit.js";
import { type ModelChoice, modelChoice } from "./model-choice.js";
import type { MachineType } from "./placement.js";
import { containerStartUpSec } from "./start-up.js";
import { memoryFlag, vllmArguments, vllmEnvironment, vllmFlags } from "./vllm.js";

export type { AzureServingRequest, AzureWayOfServing } from "./azure-ways.js";

interface Chosen<Type extends MachineType> extends ModelChoice<Type> {
  /** Seconds for a container from its start to its first answer. */
  readonly startUpTimeoutSec: number;
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
    vllmFlags: vllmArguments(flagsOf(request, load, fitting)),
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
    ...memoryFlag,
  };
}

function chosen<Type extends MachineType>(
  request: AzureServingRequest,
  load: ModelLoad,
  fitting: Fitting<Type>,
  way: AzureWayOfServing,
): Chosen<Type> {
  const { minReplicas, serving } = request;
  const asked = minReplicas === 0 ? "zero replicas" : "replicas.min 1 or more";
  const why = serving === undefined ? asked : `serving: ${serving}`;
  const { name, count, accelerator } = fitting.type;
  return {
    startUpTimeoutSec: containerStartUpSec(load.weightsGiB, longestStartUpSec[way]),
    ...modelChoice(request, load, fitting, `${name} (${count} × ${accelerator})`, `${wayNames[way]} for ${why}`),
  };
}
