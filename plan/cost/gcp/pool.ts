import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import type { ResourceState } from "../../plan.js";
import { type Charge, type Monthly, type Priced, type PriceRule, scaled } from "../quote.js";
import { diskCharges, paid } from "./charge.js";
import { count, type Inputs, part, parts, regionIn, sources, text } from "./inputs.js";
import { type Capacity, disksOf, machineOffer } from "./machine.js";
import { scheduledHours } from "./schedule.js";

export const GROUP = "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager";
export const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";
export const AUTOSCALER = "gcp:compute/regionAutoscaler:RegionAutoscaler";

/** Our component that makes them. */
const POOL = "ai-stack:gcp:GpuManagedInstanceGroup";

type Find = (urn: string) => ResourceState | undefined;

/** The template of a group's machines, where the plan has it. */
export function templateOf(group: ResourceState, find: Find): ResourceState | undefined {
  const [urn = ""] = sources(group, "versions", TEMPLATE);
  return find(urn);
}

/** The group whose size an autoscaler holds, where the plan has it. */
export function groupOf(autoscaler: ResourceState, find: Find): ResourceState | undefined {
  const [urn = ""] = sources(autoscaler, "target", GROUP);
  return find(urn);
}

/** How a template's machines are had. */
export function capacityOf({ scheduling, reservationAffinity }: Inputs): Capacity {
  const { provisioningModel, preemptible } = part(scheduling);
  if (provisioningModel === "SPOT" || preemptible === true) return "spot";
  if (provisioningModel === "FLEX_START") return "flex-start";
  return part(reservationAffinity).type === "SPECIFIC_RESERVATION" ? "reserved" : "on-demand";
}

/**
 * Machines of a group by its own size: as many as it has from its start, up to the most that our component documents.
 * Beyond that an autoscaler decides, if there is one, and its machines are charged there.
 */
export function groupSize({ inputs = {}, parent }: ResourceState, find: Find): { min: number; max: number } {
  const min = count(inputs.targetSize) ?? 0;
  const component = find(parent ?? "");
  const { schedule, maxReplicas } = component?.type === POOL ? (component.inputs ?? {}) : {};
  return { min, max: schedule === undefined ? Math.max(min, count(maxReplicas) ?? 0) : min };
}

/** Machine hours of a group by its own size. */
export function groupHours(group: ResourceState, { find, loadHours }: Pick<Priced, "find" | "loadHours">): Monthly {
  const { min, max } = groupSize(group, find);
  return scaled(min, max, loadHours);
}

/** Machine hours of an autoscaler beyond the size of its group; the load is taken to be in the scheduled hours first. */
export function autoscalerHours(
  { inputs = {} }: ResourceState,
  group: ResourceState,
  { find, loadHours }: Pick<Priced, "find" | "loadHours">,
): Monthly {
  const policy = part(inputs.autoscalingPolicy);
  const own = groupSize(group, find).min;
  const min = Math.max(0, (count(policy.minReplicas) ?? 0) - own);
  const max = Math.max(min, (count(policy.maxReplicas) ?? 0) - own);
  const schedules = parts(policy.scalingSchedules).filter(({ disabled }) => disabled !== true);
  /** Machine hours that the schedules add to `min`, where the first `taken` hours of each are counted already. */
  const scheduled = (taken: number) =>
    schedules
      .map((schedule) => {
        const machines = Math.min(max, (count(schedule.minRequiredReplicas) ?? 0) - own) - min;
        return Math.max(0, machines) * Math.max(0, scheduledHours(schedule) - taken);
      })
      .reduce((sum, hours) => sum + hours, 0);
  const full = max * HOURS_PER_MONTH;
  return {
    idle: Math.min(full, min * HOURS_PER_MONTH + scheduled(0)),
    load: Math.min(full, scaled(min, max, loadHours).load + scheduled(loadHours)),
    full,
  };
}

/** A group's machines and their disks, which come and go with them. */
export const groupRule: PriceRule = (priced) => machinesQuote(priced, priced.state, groupHours(priced.state, priced));

/** The machines that an autoscaler adds to its group. */
export const autoscalerRule: PriceRule = (priced) => {
  const group = groupOf(priced.state, priced.find);
  if (group === undefined) return { unpriced: "the group whose size it holds is not in the plan" };
  return machinesQuote(priced, group, autoscalerHours(priced.state, group, priced));
};

/** Disks that the group's charges leave out, for want of a rate. */
export const templateRule: PriceRule = ({ inputs }) => {
  const { unpriced } = disksOf(parts(inputs.disks), DISK_DEFAULTS);
  return unpriced === undefined ? "free" : { unpriced };
};

const DISK_DEFAULTS = { type: "pd-standard" };

function machinesQuote(
  { find, region: ofStack }: Priced,
  group: ResourceState,
  hours: Monthly,
): readonly Charge[] | { unpriced: string } {
  if (hours.full === 0) return [];
  const template = templateOf(group, find)?.inputs;
  const type = text(template?.machineType);
  if (template === undefined || type === undefined)
    return { unpriced: "the template of its machines is not in the plan" };
  const region = regionIn(group.inputs ?? {}, ofStack);
  const gpus = parts(template.guestAccelerators);
  const offer = machineOffer(type, gpus, region, capacityOf(template));
  if (offer === undefined)
    return { unpriced: `no source gives a price of ${machineName(type, gpus)}; its disks are not counted either` };
  return paid([
    { ...offer, unit: "hour", quantity: hours },
    ...diskCharges("their disks", disksOf(parts(template.disks), DISK_DEFAULTS), region, hours),
  ]);
}

function machineName(type: string, gpus: readonly Inputs[]): string {
  return [type, ...gpus.map((gpu) => `${gpu.count} × ${gpu.type}`)].join(" with ");
}
