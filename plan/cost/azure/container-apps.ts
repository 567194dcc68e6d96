import { type ContainerAppsGpu, containerAppsGpus } from "../../../catalog/azure/container-apps-gpus.js";
import { findModel } from "../../../catalog/models.js";
import { publishedWeightsGiB } from "../../../sizing/memory.js";
import { type Inputs, listOf, numberOf, objectOf, referred, textOf } from "../../inputs.js";
import { type Charge, type Priced, type Quote, scaled, times } from "../quote.js";
import { DAYS_PER_MONTH } from "./days.js";
import { placeOf } from "./place.js";
import { chargeOf } from "./rates.js";

const ENVIRONMENT = "azure-native:app:ManagedEnvironment";
const NAT_GATEWAY = "azure-native:network:NatGateway";
const ENDPOINT = "ai-stack:azure:ContainerAppsEndpoint";

const GPU_RATES = {
  "Consumption-GPU-NC8as-T4": "containerAppsT4",
  "Consumption-GPU-NC24-A100": "containerAppsA100",
} as const satisfies Record<ContainerAppsGpu["name"], string>;

/** An environment costs nothing beside the replicas of its apps, unless it has machines of its own. */
export function priceManagedEnvironment({ inputs }: Priced): Quote {
  const dedicated = listOf(inputs.workloadProfiles)
    .map(({ workloadProfileType }) => String(workloadProfileType))
    .filter((type) => !type.startsWith("Consumption"));
  if (dedicated.length === 0) return "free";
  return { unpriced: `no source gives a rate of machines of its own: ${dedicated.join(", ")}` };
}

/** What the replicas of an app have, and how many there are. */
export interface Replicas {
  /** The serverless GPU of each. */
  readonly gpu?: ContainerAppsGpu;
  readonly min: number;
  readonly max: number;
}

/** The replicas of an app, or why the plan does not say. */
export function replicasOf(priced: Pick<Priced, "state" | "inputs" | "component" | "find">): Replicas | string {
  const ours = oursOf(priced);
  const profile = profileOf(priced, ours);
  const gpu = containerAppsGpus.find(({ name }) => name === profile);
  if (gpu === undefined && profile !== "Consumption")
    return profile === undefined
      ? "the plan does not say what its replicas run on"
      : `it runs on machines of its environment: ${profile}`;
  const template = objectOf(priced.inputs.template);
  const { minReplicas, maxReplicas } = objectOf(template.scale);
  const { min, max } = objectOf(ours.replicas);
  const most = numberOf(maxReplicas) ?? numberOf(max) ?? (template.containers ? DEFAULT_MAX_REPLICAS : undefined);
  if (most === undefined) return "the plan does not say how many replicas it has";
  return { gpu, min: numberOf(minReplicas) ?? numberOf(min) ?? 0, max: most };
}

/** @see https://learn.microsoft.com/azure/container-apps/scale-app#scale-definition */
const DEFAULT_MAX_REPLICAS = 10;

function oursOf({ component }: Pick<Priced, "component">): Inputs {
  return component?.type === ENDPOINT ? (component.inputs ?? {}) : {};
}

/** Type of the workload profile that an app runs on. */
function profileOf(priced: Pick<Priced, "state" | "inputs" | "find">, ours: Inputs): string | undefined {
  const name = priced.inputs.workloadProfileName ?? "Consumption";
  const profiles = listOf(referred(priced, "environmentId", ENVIRONMENT)?.inputs?.workloadProfiles);
  const profile = profiles.find((candidate) => candidate.name === name);
  return textOf(profile?.workloadProfileType) ?? textOf(ours.gpuProfile) ?? (name === "Consumption" ? name : undefined);
}

/** An app is billed by the seconds of its replicas: GPU, vCPUs and memory. With a GPU, Azure has no lower rate for idle ones. */
export function priceContainerApp(priced: Priced): Quote {
  const replicas = replicasOf(priced);
  if (typeof replicas === "string") return { unpriced: replicas };
  const { gpu, min, max } = replicas;
  const ours = oursOf(priced);
  const containers = listOf(objectOf(priced.inputs.template).containers).map(({ resources }) => objectOf(resources));
  const cpu = sumOf(containers.map((resources) => numberOf(resources.cpu))) ?? numberOf(ours.cpu) ?? gpu?.cpu;
  const memoryGiB =
    sumOf(containers.map(({ memory }) => numberOf(textOf(memory)?.replace(/Gi$/, "")))) ??
    numberOf(ours.memoryGiB) ??
    gpu?.memoryGiB;
  if (cpu === undefined || memoryGiB === undefined)
    return { unpriced: "the plan does not say how large its replicas are" };

  const region = placeOf(priced);
  const seconds = times(scaled(min, max, priced.loadHours), 3600);
  const note = gpu === undefined && min > 0 ? ", as if always at work" : "";
  return [
    ...(gpu === undefined ? [] : [chargeOf(`GPU, ${gpu.accelerator}`, GPU_RATES[gpu.name], region, seconds)]),
    chargeOf(`${cpu} vCPUs of a replica${note}`, "containerAppsCpu", region, times(seconds, cpu)),
    chargeOf(`${memoryGiB} GiB of a replica${note}`, "containerAppsMemory", region, times(seconds, memoryGiB)),
    ...wakeUpTraffic(priced, ours, region),
  ];
}

function sumOf(values: readonly (number | undefined)[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce<number | undefined>(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  );
}

const GB_PER_GIB = 1024 ** 3 / 1000 ** 3;

/**
 * The way of the weights to an endpoint that has no replica while idle, once a day: from the share that keeps them by its
 * private endpoint, else from Hugging Face by the NAT gateway.
 */
function wakeUpTraffic({ all }: Priced, ours: Inputs, region: string): Charge[] {
  const { model, weights, cacheStorageName } = ours;
  if (numberOf(objectOf(ours.replicas).min) !== 0 || weights !== undefined) return [];
  const cached = cacheStorageName !== undefined;
  if (!cached && all(NAT_GATEWAY).length === 0) return [];
  const dimensions = findModel(String(model));
  const wakeUps = (dimensions ? publishedWeightsGiB(dimensions) * GB_PER_GIB : 0) * DAYS_PER_MONTH;
  const way = cached ? "from the share" : "through a NAT gateway";
  const size = dimensions === undefined ? ", of unknown size: not in the sum" : "";
  return [
    chargeOf(`weights ${way}, at one wake-up a day${size}`, cached ? "privateEndpointData" : "natGatewayData", region, {
      idle: 0,
      load: wakeUps,
      full: wakeUps,
    }),
  ];
}
