import type { Accelerator } from "../catalog/accelerators.js";
import { awsInstanceTypes } from "../catalog/aws/instance-types.js";
import { sageMakerPrice } from "../catalog/aws/prices.js";
import { type ContainerAppsGpu, containerAppsGpus } from "../catalog/azure/container-apps-gpus.js";
import { azureMachinePrice } from "../catalog/azure/prices.js";
import { azureVmSizes } from "../catalog/azure/vm-sizes.js";
import { type CloudRunInstance, cloudRunInstances } from "../catalog/gcp/cloud-run-gpus.js";
import { gcpMachineTypes } from "../catalog/gcp/machine-types.js";
import { vertexServingPrice } from "../catalog/gcp/prices.js";
import type { Rate } from "../catalog/rate.js";
import { fitOn as azureFitOn } from "./azure-ways.js";
import { type Fitting, firstThatFits, type ModelLoad, type ModelRequest } from "./fit.js";
import { fitOn as gcpFitOn } from "./gcp-ways.js";
import type { MachineType, Placement } from "./placement.js";
import { cloudRunPrice, containerAppsPrice } from "./serverless-prices.js";

export type ServingName =
  | "inference-component"
  | "instances"
  | "cloud-run"
  | "model-garden"
  | "container-apps"
  | "online-endpoint";

/** A model and where it is to be served, with weights from Hugging Face. */
export interface WayRequest extends ModelRequest {
  readonly region: string;
}

/** What is asked of a model of known shape. */
export type KnownLoad = ModelLoad & Required<Pick<ModelLoad, "demand">>;

/** What a way of serving has for a model. */
export interface Offer {
  readonly accelerator: Accelerator;
  /** The machine, as the service calls it: `ml.g6.xlarge`. */
  readonly machine: string;
  readonly placement: Placement;
  /** Price of a replica for an hour; absent where no source knows it. */
  readonly hourly?: Rate;
}

/** A way of serving that one of the stacks has. */
export interface WayOfServing {
  readonly cloud: "aws" | "gcp" | "azure";
  readonly serving: ServingName;
  /** Name in words. */
  readonly name: string;
  /** It has no replicas, and costs nothing, while no requests come. */
  readonly scalesToZero: boolean;
  /** The machines that it offers in a region, in the order of choice. */
  readonly machines: (region: string) => readonly MachineType[];
  /** Price of a replica on a machine for an hour, by the service's name of it. */
  readonly hourly: (name: string, region: string) => Rate | undefined;
  /** What the stack would choose, or why each name of the list was passed over. */
  readonly choose: (request: WayRequest, load: KnownLoad) => Offer | { readonly passed: readonly string[] };
}

interface Definition<Type extends MachineType> extends Pick<WayOfServing, "cloud" | "serving" | "name"> {
  readonly scalesToZero: boolean;
  readonly types: readonly (Type & { readonly regions: readonly string[] })[];
  /** The service's name of a type. */
  readonly named: (type: Type) => string;
  readonly fitOn: (request: WayRequest, load: ModelLoad) => Fitting<Type> | { readonly passed: readonly string[] };
  readonly price: (type: Type, region: string) => Rate | undefined;
}

function way<Type extends MachineType>(definition: Definition<Type>): WayOfServing {
  const { types, named, fitOn, price, ...rest } = definition;
  return {
    ...rest,
    machines: (region) => types.filter(({ regions }) => regions.includes(region)),
    hourly: (name, region) => {
      const type = types.find((one) => named(one) === name);
      return type && price(type, region);
    },
    choose: (request, load) => {
      const fitting = fitOn(request, load);
      if (!("type" in fitting) || fitting.placement === undefined) return { passed: fitting.passed };
      const { accelerator, type, placement } = fitting;
      return { accelerator, machine: named(type), placement, hourly: price(type, request.region) };
    },
  };
}

const sageMakerTypes = awsInstanceTypes.filter(({ sageMakerEndpoint }) => sageMakerEndpoint);

const sageMaker = {
  cloud: "aws",
  types: sageMakerTypes,
  named: ({ name }: MachineType) => `ml.${name}`,
  fitOn: (request: WayRequest, load: ModelLoad) =>
    firstThatFits(
      request,
      load,
      sageMakerTypes.filter(({ regions }) => regions.includes(request.region)),
      (name) => `${name} is not offered there for endpoints`,
    ),
  price: ({ name }: MachineType, region: string) => sageMakerPrice(`ml.${name}`, region),
} as const;

/** Every way of serving, by cloud, the one that scales to zero first. */
export const waysOfServing: readonly WayOfServing[] = [
  way({ ...sageMaker, serving: "inference-component", name: "SageMaker, inference component", scalesToZero: true }),
  way({ ...sageMaker, serving: "instances", name: "SageMaker, instances", scalesToZero: false }),
  way<CloudRunInstance>({
    cloud: "gcp",
    serving: "cloud-run",
    name: "Cloud Run",
    scalesToZero: true,
    types: cloudRunInstances,
    named: ({ name }) => name,
    fitOn: (request, load) => gcpFitOn["cloud-run"]({ ...request, cloud: "gcp", minReplicas: 0 }, load),
    price: cloudRunPrice,
  }),
  way({
    cloud: "gcp",
    serving: "model-garden",
    name: "Model Garden",
    scalesToZero: false,
    types: gcpMachineTypes.filter(({ modelGarden }) => modelGarden),
    named: ({ name }) => name,
    fitOn: (request, load) => gcpFitOn["model-garden"]({ ...request, cloud: "gcp", minReplicas: 1 }, load),
    price: ({ name }, region) => vertexServingPrice(name, region),
  }),
  way<ContainerAppsGpu>({
    cloud: "azure",
    serving: "container-apps",
    name: "Container Apps",
    scalesToZero: true,
    types: containerAppsGpus,
    named: ({ name }) => name,
    fitOn: (request, load) => azureFitOn["container-apps"]({ ...request, cloud: "azure", minReplicas: 0 }, load),
    price: containerAppsPrice,
  }),
  way({
    cloud: "azure",
    serving: "online-endpoint",
    name: "Azure Machine Learning, online endpoint",
    scalesToZero: false,
    types: azureVmSizes.filter(({ onlineEndpoint }) => onlineEndpoint),
    named: ({ name }) => name,
    fitOn: (request, load) => azureFitOn["online-endpoint"]({ ...request, cloud: "azure", minReplicas: 1 }, load),
    price: ({ name }, region) => azureMachinePrice(name, region, "on-demand"),
  }),
];

/**
 * The machine for a model with each accelerator of the list that it fits: the cheapest first, what has no price last,
 * else in the order of the list.
 */
export function offersOf(way: WayOfServing, request: WayRequest, load: KnownLoad): Offer[] {
  const offers = request.accelerators.flatMap((name) => {
    const offer = way.choose({ ...request, accelerators: [name] }, load);
    return "machine" in offer ? [offer] : [];
  });
  return offers.sort((a, b) => hourlyUsd(a) - hourlyUsd(b));
}

function hourlyUsd({ hourly }: Offer): number {
  return hourly?.usd ?? Number.MAX_VALUE;
}
