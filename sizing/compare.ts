import { accelerators as allAccelerators } from "../catalog/accelerators.js";
import { awsRegions } from "../catalog/aws/instance-types.js";
import { azureRegions } from "../catalog/azure/regions.js";
import { gcpRegions } from "../catalog/gcp/regions.js";
import { models } from "../catalog/models.js";
import { HOURS_PER_MONTH, type Rate } from "../catalog/rate.js";
import { checkRegion } from "./accelerators.js";
import { didYouMean, SizingError } from "./error.js";
import { modelLoad, remediesFor } from "./fit.js";
import { memoryNeed, type Precision, type Range, tensorParallelSize, usableMiB } from "./memory.js";
import type { Demand, MachineType } from "./placement.js";
import { obstacle } from "./vllm.js";
import {
  type KnownLoad,
  offersOf,
  type ServingName,
  type WayOfServing,
  type WayRequest,
  waysOfServing,
} from "./ways.js";

/** What a model is compared for. */
export interface ComparisonOptions {
  /** Tokens of one sequence. @default the model's own limit, at most 8192 */
  readonly contextTokens?: number;
  /** Sequences of that length that must fit at the same time. @default 1 */
  readonly concurrency?: number;
  /** Number format of the weights. @default "auto", that of the published ones */
  readonly precision?: Precision;
  /** Region of each cloud. @default us-east-1, us-central1, westus3 */
  readonly regions?: Partial<Record<WayOfServing["cloud"], string>>;
}

interface Way {
  readonly cloud: WayOfServing["cloud"];
  readonly serving: ServingName;
  /** The way of serving in words. */
  readonly name: string;
  readonly region: string;
  /** It has no replicas, and costs nothing, while no requests come. */
  readonly scalesToZero: boolean;
}

/** A way of serving that has a machine for the model. */
export interface ServedRow extends Way {
  readonly fit: "fits" | "tight";
  /** Name of the accelerator. */
  readonly accelerator: string;
  /** Accelerators of the machine. */
  readonly count: number;
  /** Accelerators that one copy of the model is split over. */
  readonly tensorParallel: number;
  /** The machine, as the service calls it. */
  readonly machine: string;
  /** How many sequences of the context fit at the same time. */
  readonly sequences: Range;
  /** Price of one replica for an hour; absent where no source knows it. */
  readonly hourly?: Rate;
  /** US dollars a month for one replica: while no requests come, and when it runs all the time. */
  readonly monthly?: { readonly idle: number; readonly full: number };
}

/** A way of serving that has no machine for the model. */
export interface RefusedRow extends Way {
  readonly fit: "no";
  readonly why: string;
  /** What would fit there, in the words of the settings. */
  readonly remedies: readonly string[];
}

export type ComparisonRow = ServedRow | RefusedRow;

const baseRegions = { aws: "us-east-1", gcp: "us-central1", azure: "westus3" } as const;
const covered = { aws: awsRegions, gcp: gcpRegions, azure: azureRegions } as const;
const acceleratorNames = allAccelerators.map(({ name }) => name);

/**
 * One model on every way of serving that the stacks have, in the order of {@link waysOfServing}: each on the cheapest
 * accelerator of its region that the model fits, with the smallest machine that has it. What has no price comes after
 * what has one.
 *
 * @throws SizingError when the catalog does not know the model or a region, the context is longer than the model's, or
 * the precision is one that the weights do not have
 */
export function compareModel(model: string, options: ComparisonOptions = {}): ComparisonRow[] {
  const { contextTokens, concurrency = 1, precision = "auto" } = options;
  const regionOf = (cloud: WayOfServing["cloud"]) => options.regions?.[cloud] ?? baseRegions[cloud];
  for (const cloud of ["aws", "gcp", "azure"] as const) checkRegion(regionOf(cloud), covered[cloud]);
  const request = { model, accelerators: acceleratorNames, contextTokens, concurrency, precision };
  const load = modelLoad(request);
  const { demand } = load;
  if (demand === undefined) throw unknownModel(model);
  return waysOfServing.map((way) => rowOf(way, { ...request, region: regionOf(way.cloud) }, { ...load, demand }));
}

function unknownModel(model: string): SizingError {
  const ids = models.map(({ id }) => id);
  const hint = didYouMean(model, ids);
  return new SizingError(
    `model ${JSON.stringify(model)} is not in the catalog${hint === "" ? `, which knows ${ids.join(", ")}` : hint}`,
  );
}

function rowOf(way: WayOfServing, request: WayRequest, load: KnownLoad): ComparisonRow {
  const { cloud, serving, name, scalesToZero } = way;
  const place = { cloud, serving, name, region: request.region, scalesToZero };
  const [cheapest] = offersOf(way, request, load);
  if (cheapest === undefined) return { ...place, fit: "no", ...refusalOf(way, request, load) };
  const { accelerator, machine, placement, hourly } = cheapest;
  const full = hourly && hourly.usd * HOURS_PER_MONTH;
  return {
    ...place,
    fit: placement.verdict,
    accelerator: accelerator.name,
    count: placement.type.count,
    tensorParallel: placement.tensorParallel,
    machine,
    sequences: placement.sequences,
    hourly,
    monthly: full === undefined ? undefined : { idle: scalesToZero ? 0 : full, full },
  };
}

/** Why no machine will do, in terms of the one on which the least is missing, and with which settings one would. */
function refusalOf(way: WayOfServing, request: WayRequest, load: KnownLoad): Pick<RefusedRow, "why" | "remedies"> {
  const { demand } = load;
  const machines = way.machines(request.region);
  if (machines.length === 0) return { why: "it has no accelerators there", remedies: [] };
  const [nearest] = servable(machines, demand).sort((a, b) => a.share - b.share);
  const offered = machines.map(({ accelerator }) => accelerator);
  const choice = way.choose({ ...request, accelerators: nearest ? [nearest.accelerator] : offered }, load);
  return {
    why: "passed" in choice ? choice.passed.join("; ") : "",
    remedies: [
      ...(fitsAsPublished(way, request, load) ? ["precision auto"] : []),
      ...remediesFor(demand, request.accelerators, machines),
    ],
  };
}

function fitsAsPublished(way: WayOfServing, request: WayRequest, { demand, ...load }: KnownLoad): boolean {
  const precision = "auto";
  return offersOf(way, { ...request, precision }, { ...load, demand: { ...demand, precision } }).length > 0;
}

/** The machines that vLLM runs the model on, with the share of what it may use there that the model needs. */
function servable(machines: readonly MachineType[], demand: Demand): { accelerator: string; share: number }[] {
  return machines.flatMap(({ accelerator: name, count }) => {
    const accelerator = allAccelerators.find((one) => one.name === name);
    if (accelerator === undefined || obstacle(accelerator, demand.precision, demand.model)) return [];
    const tensorParallel = tensorParallelSize(demand.model, count);
    const need = memoryNeed({ ...demand, tensorParallel }).totalMiB.optimistic;
    return [{ accelerator: name, share: need / usableMiB(accelerator).optimistic }];
  });
}
