import { awsMachinePrice } from "../../../catalog/aws/prices.js";
import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import { type Inputs, listOf, numberOf, objectOf, referred, referring } from "../../inputs.js";
import { UNKNOWN } from "../../plan.js";
import { machineHours } from "../machine-hours.js";
import { type Priced, type Quote, times } from "../quote.js";
import { chargeOf, rateInWords } from "./rates.js";
import { scheduledMachines } from "./schedule.js";

/** What an Auto Scaling group starts. */
export interface GroupMachines {
  /** The type that comes first. */
  readonly instanceType: string;
  /** How many other types it may start instead. */
  readonly fallbacks: number;
  /** Machines that it starts with. */
  readonly initial: number;
  readonly max: number;
  /** How many of so many machines are bought as spot. */
  readonly spotOf: (machines: number) => number;
  /** Id of the reservation that they run in. */
  readonly reservation?: string;
  /** Disks of type gp3 of each machine, together. */
  readonly diskGiB: number;
}

/** What a group starts, by its own inputs and its launch template's; nothing when the plan does not say. */
export function groupMachines(priced: Pick<Priced, "state" | "inputs" | "find">): GroupMachines | undefined {
  const { inputs } = priced;
  const template = objectOf(
    ["mixedInstancesPolicy", "launchTemplate"]
      .map((input) => referred(priced, input, "aws:ec2/launchTemplate:LaunchTemplate"))
      .find((found) => found !== undefined)?.inputs,
  );
  const policy = objectOf(inputs.mixedInstancesPolicy);
  const overrides = listOf(objectOf(policy.launchTemplate).overrides);
  const instanceType = overrides[0]?.instanceType ?? template.instanceType;
  const min = numberOf(inputs.minSize);
  const max = numberOf(inputs.maxSize);
  if (typeof instanceType !== "string" || instanceType === UNKNOWN || min === undefined || max === undefined)
    return undefined;
  return {
    instanceType,
    fallbacks: Math.max(0, overrides.length - 1),
    initial: numberOf(inputs.desiredCapacity) ?? min,
    max,
    spotOf: spotShare(policy, template),
    reservation: reservationOf(template),
    diskGiB: disksOf(template)
      .filter(({ volumeType }) => volumeType === "gp3")
      .reduce((sum, { volumeSize }) => sum + (numberOf(volumeSize) ?? 0), 0),
  };
}

function spotShare(policy: Inputs, template: Inputs): (machines: number) => number {
  const { marketType } = objectOf(template.instanceMarketOptions);
  const distribution = objectOf(policy.instancesDistribution);
  const base = numberOf(distribution.onDemandBaseCapacity) ?? 0;
  const percent = numberOf(distribution.onDemandPercentageAboveBaseCapacity) ?? (marketType === "spot" ? 0 : 100);
  return (machines) => Math.floor((Math.max(0, machines - base) * (100 - percent)) / 100);
}

function reservationOf(template: Inputs): string | undefined {
  const target = objectOf(objectOf(template.capacityReservationSpecification).capacityReservationTarget);
  const id = target.capacityReservationId ?? target.capacityReservationResourceGroupArn;
  return id === undefined ? undefined : String(id);
}

function disksOf(template: Inputs): Inputs[] {
  return listOf(template.blockDeviceMappings).flatMap(({ ebs }) => (ebs === undefined ? [] : [objectOf(ebs)]));
}

/** A group is billed by the hours of its machines, and by their disks. */
export function priceAutoScalingGroup(priced: Priced): Quote {
  const { region, loadHours } = priced;
  const group = groupMachines(priced);
  if (group === undefined) return { unpriced: "the plan does not say which machines it starts" };
  const { instanceType, fallbacks, initial, max, spotOf, reservation, diskGiB } = group;
  const disk = `${diskGiB} GB for each machine at ${rateInWords("ebsGp3", region)}`;
  if (reservation !== undefined)
    return {
      unpriced:
        `its machines run in ${reservation === UNKNOWN ? "a reservation" : reservation}, which is billed by itself, used or not; ` +
        `their disks are ${disk}`,
    };
  const onDemand = awsMachinePrice(instanceType, region, "on-demand");
  if (onDemand === undefined) return { unpriced: `no source gives a price of ${instanceType}; its disks are ${disk}` };

  const spot = awsMachinePrice(instanceType, region, "spot");
  const running = scheduledMachines(referring(priced, "aws:autoscaling/schedule:Schedule"), initial);
  const hours = (of?: (machines: number) => number) =>
    machineHours(running ?? [{ machines: max, hours: HOURS_PER_MONTH }], max, loadHours, of);
  const notes = [
    ...(fallbacks > 0 ? ["a fallback type has a price of its own"] : []),
    ...(running === undefined ? ["as if always at work: its schedule is not one of days of the week"] : []),
  ].map((note) => `; ${note}`);
  const bought = spot === undefined ? "spot, at the on-demand price: no spot price is known" : "spot";
  return [
    {
      what: [instanceType, ...notes].join(""),
      rate: onDemand,
      unit: "hour",
      quantity: hours((machines) => machines - spotOf(machines)),
    },
    {
      what: [`${instanceType}, ${bought}`, ...notes].join(""),
      rate: spot ?? onDemand,
      unit: "hour",
      quantity: hours(spotOf),
    },
    chargeOf(`disks of ${diskGiB} GB`, "ebsGp3", region, times(hours(), diskGiB / HOURS_PER_MONTH)),
  ].filter(({ quantity }) => quantity.full > 0);
}

/** A launch template costs nothing, but says what else its machines are billed for. */
export function priceLaunchTemplate({ inputs }: Priced): Quote {
  const disks = disksOf(inputs);
  const reasons = [
    ...(objectOf(inputs.monitoring).enabled === true
      ? ["its machines are billed for detailed monitoring, at a rate that no source gives"]
      : []),
    ...(disks.length === 0 ? ["its machines have the disks of their image, of a size that the plan does not say"] : []),
    ...(disks.some(({ volumeType }) => volumeType !== "gp3")
      ? ["its machines have disks of another type than gp3, at a rate that no source gives"]
      : []),
  ];
  return reasons.length === 0 ? "free" : { unpriced: reasons.join("; ") };
}
