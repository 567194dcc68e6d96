import { tpuGenerations } from "../../../catalog/gcp/tpu-slices.js";
import { always, type PriceRule } from "../quote.js";
import { type Inputs, part, parts, regionIn, text } from "./inputs.js";
import { type Capacity, chipOffer } from "./machine.js";

/** A TPU slice that a resource makes. */
export interface Slice {
  readonly type: string;
  readonly capacity: Capacity;
  /** Name of its chip in the accelerator table, how many it has, and the number in its type; nothing where the table lacks it. */
  readonly size?: { readonly accelerator: string; readonly chips: number; readonly units: number };
}

/** The slice of a TPU VM. */
export function sliceOf({ acceleratorType, schedulingConfig }: Inputs): Slice {
  const { spot, preemptible, reserved } = part(schedulingConfig);
  const capacity = spot === true || preemptible === true ? "spot" : reserved === true ? "reserved" : "on-demand";
  return slice(acceleratorType, capacity);
}

/** The slices that a queued resource asks for; the provider's has no spot and no reservation. */
export function queuedSlices({ tpu }: Inputs): readonly Slice[] {
  return parts(part(tpu).nodeSpecs).map(({ node }) => slice(part(node).acceleratorType, "on-demand"));
}

function slice(acceleratorType: unknown, capacity: Capacity): Slice {
  const type = text(acceleratorType) ?? "a slice of a type that is not known";
  const generation = tpuGenerations.find(({ prefix }) => type.startsWith(`${prefix}-`));
  const units = Number(type.slice(type.lastIndexOf("-") + 1));
  if (generation === undefined || !Number.isInteger(units)) return { type, capacity };
  const { accelerator, unitsPerChip } = generation;
  return { type, capacity, size: { accelerator, chips: units / unitsPerChip, units } };
}

/** A slice is paid for each chip from its deployment until it is destroyed. */
export const tpuVmRule: PriceRule = ({ inputs, region }) => slicesQuote([sliceOf(inputs)], regionIn(inputs, region));

/** As if the queue gave its slices at once. */
export const queuedResourceRule: PriceRule = ({ inputs, region }) =>
  slicesQuote(queuedSlices(inputs), regionIn(inputs, region));

function slicesQuote(slices: readonly Slice[], region: string): ReturnType<PriceRule> {
  const charges = [];
  for (const { type, capacity, size } of slices) {
    const offer = size && chipOffer(size.accelerator, type, region, capacity);
    if (size === undefined || offer === undefined) return { unpriced: `no source gives a price of ${type}` };
    charges.push({ ...offer, unit: "chip-hour", quantity: always(size.chips) });
  }
  return charges;
}
