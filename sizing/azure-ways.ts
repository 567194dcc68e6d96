import { type ContainerAppsGpu, containerAppsGpus } from "../catalog/azure/container-apps-gpus.js";
import { type AzureVmSize, azureVmSizes } from "../catalog/azure/vm-sizes.js";
import { offer } from "./accelerators.js";
import { SizingError } from "./error.js";
import { type Fitting, firstThatFits, type ModelLoad, type ModelRequest, remediesFor } from "./fit.js";
import type { MachineType } from "./placement.js";

export type AzureWayOfServing = "container-apps" | "online-endpoint";

/** What an endpoint asks for on Azure. Both ways of serving take weights in Blob Storage, so these are not in question. */
export interface AzureServingRequest extends ModelRequest {
  readonly cloud: "azure";
  readonly region: string;
  /** 0 needs Container Apps, the only one of the two ways that scales to zero. */
  readonly minReplicas: number;
  /** @default Container Apps for zero replicas, else a managed online endpoint */
  readonly serving?: AzureWayOfServing;
}

export const wayNames: Readonly<Record<AzureWayOfServing, string>> = {
  "container-apps": "Container Apps",
  "online-endpoint": "Azure Machine Learning",
};

/** The way of serving: what is asked for; Container Apps for zero replicas; a managed online endpoint. */
export function azureWay({ serving, minReplicas }: AzureServingRequest): AzureWayOfServing {
  return serving ?? (minReplicas === 0 ? "container-apps" : "online-endpoint");
}

type Fit<Type extends MachineType> = Fitting<Type> | { readonly passed: readonly string[] };

/** The machine for a model by each way of serving, or why there is none. */
export const fitOn = {
  "container-apps": (request: AzureServingRequest, load: ModelLoad): Fit<ContainerAppsGpu> =>
    firstThatFits(request, load, containerAppsIn(request), (name) => `${name} is not offered there on Container Apps`),
  "online-endpoint": (request: AzureServingRequest, load: ModelLoad): Fit<AzureVmSize> =>
    firstThatFits(
      request,
      load,
      onlineEndpointsIn(request),
      (name) => `${name} is not offered there for online endpoints`,
    ),
} as const;

function containerAppsIn({ region }: AzureServingRequest): readonly ContainerAppsGpu[] {
  return containerAppsGpus.filter(({ regions }) => regions.includes(region));
}

function onlineEndpointsIn({ region }: AzureServingRequest): readonly AzureVmSize[] {
  return azureVmSizes.filter((size) => size.regions.includes(region) && size.onlineEndpoint);
}

/** Throws when what is asked for is something that a managed online endpoint never does. */
export function checkOnlineEndpoint({ minReplicas }: AzureServingRequest): void {
  if (minReplicas === 0)
    throw new SizingError(
      "replicas.min must be 1 or more with serving: online-endpoint, got 0: on Azure only serving: container-apps has " +
        "zero replicas",
    );
}

/** The error for a model that fits nothing on the list by this way of serving, with the nearest that works. */
export function refusal(
  request: AzureServingRequest,
  load: ModelLoad,
  way: AzureWayOfServing,
  passed: readonly string[],
): SizingError {
  const { accelerators, region } = request;
  const types: readonly MachineType[] =
    way === "online-endpoint" ? onlineEndpointsIn(request) : containerAppsIn(request);
  const remedies = [
    ...onlineEndpointInstead(request, load),
    ...(load.demand ? remediesFor(load.demand, accelerators, types) : []),
  ];
  const offered =
    types.length > 0 ? `Offered for ${wayNames[way]} are ${offer(types)}` : `${wayNames[way]} has no GPUs there`;
  return new SizingError(
    `${subject(request, way)} on accelerator [${accelerators.join(", ")}] in ${region}: ${passed.join("; ")}. ` +
      (remedies.length > 0 ? `What would fit: ${remedies.join("; ")}` : offered),
  );
}

/** Who did not name Container Apps learns why it is in question. */
function subject({ model, serving, minReplicas }: AzureServingRequest, way: AzureWayOfServing): string {
  return minReplicas === 0 && serving === undefined
    ? `replicas.min 0 needs Container Apps on Azure, and model ${model} cannot be served by it`
    : `model ${model} cannot be served by ${wayNames[way]}`;
}

/** What an online endpoint would take; Container Apps takes nothing that fits no machine of an online endpoint. */
function onlineEndpointInstead(request: AzureServingRequest, load: ModelLoad): string[] {
  const fitting = fitOn["online-endpoint"](request, load);
  if (!("type" in fitting)) return [];
  const { name, count, accelerator } = fitting.type;
  const needed = [
    ...(request.serving === undefined ? [] : ["serving online-endpoint"]),
    ...(request.minReplicas === 0 ? ["replicas.min 1"] : []),
  ];
  return [`${needed.join(" with ")} (${wayNames["online-endpoint"]} on ${name}, ${count} × ${accelerator})`];
}
