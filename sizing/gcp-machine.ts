import type { Accelerator } from "../catalog/accelerators.js";
import { type GcpCapacity, type GcpMachineType, gcpMachineTypes } from "../catalog/gcp/machine-types.js";
import { gcpRegions, regionOf } from "../catalog/gcp/regions.js";
import { type TpuGeneration, tpuGenerations } from "../catalog/gcp/tpu-slices.js";
import { checkRegion, countsOf, offer, preferredAccelerators } from "./accelerators.js";
import { SizingError } from "./error.js";
import type { MachineType } from "./placement.js";

/** What a pool of machines asks for on Google Cloud. */
export interface GcpMachineRequest {
  readonly cloud: "gcp";
  readonly region: string;
  /** Names in order of preference, from the setting `accelerator`. */
  readonly accelerators: readonly string[];
  /** Accelerators a machine, or chips a TPU slice. @default 1 */
  readonly perMachine?: number;
  /** How the machines are to be had. @default "on-demand" */
  readonly capacity?: GcpCapacity;
}

interface Chosen {
  readonly accelerator: Accelerator;
  readonly perMachine: number;
  /** Why this, in words. */
  readonly reason: string;
}

/** Machines with GPUs, for a managed instance group. */
export interface GcpGpuMachineChoice extends Chosen {
  readonly kind: "gpu";
  readonly machineType: string;
  /** Compute Engine's name of the GPU. */
  readonly acceleratorType: string;
  /** Zones of the region that offer the type: at least one. */
  readonly zones: readonly string[];
  /** Not sold on demand: in a reservation, machines end with it. */
  readonly reservationBound: boolean;
}

/** A TPU slice. */
export interface GcpTpuSliceChoice extends Chosen {
  readonly kind: "tpu";
  /** Generation and size: `v6e-4`. */
  readonly acceleratorType: string;
  /** The first zone of the region that offers it. */
  readonly zone: string;
}

export type GcpMachineChoice = GcpGpuMachineChoice | GcpTpuSliceChoice;

/** A type of machine, or of slice, in one region. */
type Offer = MachineType & { readonly capacity: readonly GcpCapacity[]; readonly zones: readonly string[] } & (
    | { readonly kind: "gpu"; readonly acceleratorType: string }
    | { readonly kind: "tpu" }
  );

/**
 * The machines for a pool on Google Cloud: the first accelerator of the list that the region offers with that many a
 * machine and by that way of having them, on the type with the least host memory; for a TPU the slice with so many
 * chips. The order never depends on a price.
 *
 * @throws SizingError when the region or a name is unknown, or nothing on the list is offered.
 */
export function chooseGcpMachine(request: GcpMachineRequest): GcpMachineChoice {
  const { region, accelerators, perMachine = 1, capacity = "on-demand" } = request;
  checkRegion(region, gcpRegions);
  const offers = [...gpuOffers(region), ...tpuOffers(region)];
  const passed: string[] = [];
  for (const accelerator of preferredAccelerators(accelerators)) {
    const own = offers.filter((one) => one.accelerator === accelerator.name);
    const sized = own.filter(({ count }) => count === perMachine);
    const first = sized.find((one) => one.capacity.includes(capacity) && one.zones.length > 0);
    if (first) return choiceOf(first, accelerator, region, passed);
    passed.push(inTheWay(accelerator.name, own, sized, capacity));
  }
  const had = offers.filter((one) => one.capacity.includes(capacity) && one.zones.length > 0);
  throw new SizingError(
    `accelerator [${accelerators.join(", ")}] with perMachine ${perMachine} and capacity ${capacity} is not offered in ` +
      `${region}: ${passed.join("; ")}. Offered are ${offer(had)}`,
  );
}

function choiceOf(first: Offer, accelerator: Accelerator, region: string, passed: readonly string[]): GcpMachineChoice {
  const { name, count: perMachine, zones } = first;
  const of = `${perMachine} × ${accelerator.name}`;
  const chosen = { accelerator, perMachine };
  if (first.kind === "gpu")
    return {
      kind: "gpu",
      ...chosen,
      machineType: name,
      acceleratorType: first.acceleratorType,
      zones,
      reservationBound: !first.capacity.includes("on-demand"),
      reason: [`${name}: the smallest in ${region} with ${of}`, ...passed].join("; "),
    };
  const [zone = ""] = zones;
  return {
    kind: "tpu",
    ...chosen,
    acceleratorType: name,
    zone,
    reason: [`${name}: the slice with ${of}, in ${zone}`, ...passed].join("; "),
  };
}

function inTheWay(name: string, own: readonly Offer[], sized: readonly Offer[], capacity: GcpCapacity): string {
  if (own.length === 0) return `${name} is not offered there`;
  const [first] = sized;
  if (!first) return `${name} comes by ${countsOf(own, name)} a machine`;
  if (!sized.some((one) => one.capacity.includes(capacity)))
    return `${first.count} × ${name} is had as ${first.capacity.join(", ")} only`;
  return `no source says in which zones ${name} is`;
}

function gpuOffers(region: string): Offer[] {
  return gcpMachineTypes
    .filter((type: GcpMachineType) => type.regions.includes(region))
    .map((type) => ({ ...type, kind: "gpu", zones: type.zones.filter((zone) => regionOf(zone) === region) }));
}

function tpuOffers(region: string): Offer[] {
  return tpuGenerations.flatMap(({ accelerator, prefix, unitsPerChip, chips, ...generation }: TpuGeneration) => {
    const zones = generation.zones.filter((zone) => regionOf(zone) === region);
    if (zones.length === 0) return [];
    return chips.map((count) => ({
      kind: "tpu" as const,
      name: `${prefix}-${count * unitsPerChip}`,
      accelerator,
      count,
      zones,
      capacity: ["on-demand", "spot", "reservation"] as const,
    }));
  });
}
