import { azureMachinePrice } from "../../../catalog/azure/prices.js";
import { azureRate } from "../../../catalog/azure/rates.js";
import type { PricedCapacity } from "../../../catalog/price-table.js";
import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import { type Inputs, numberOf, objectOf, textOf } from "../../inputs.js";
import { machineHours } from "../machine-hours.js";
import { type Charge, type Monthly, type Priced, type Quote, times } from "../quote.js";
import { autoscaleOf, between } from "./autoscale.js";
import { placeOf } from "./place.js";
import { usdInWords } from "./rates.js";

export const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";

/** The hours of VMs of a size; nothing when no source knows a price of it. */
export function vmCharge(
  size: string,
  region: string,
  capacity: PricedCapacity,
  quantity: Monthly,
): Charge | undefined {
  const known = azureMachinePrice(size, region, capacity);
  const rate = known ?? azureMachinePrice(size, region, "on-demand");
  if (rate === undefined) return undefined;
  const spot = known === undefined ? "spot, at the on-demand price: no spot price is known" : "spot";
  return { what: capacity === "spot" ? `${size}, ${spot}` : size, rate, unit: "hour", quantity };
}

/** The price of a size that no source has. */
export function noPriceOf(size: string): { readonly unpriced: string } {
  return { unpriced: `no source gives a price of ${size}` };
}

/** The most machines of a scale set, an autoscale setting aside: what its component says, else what it starts with. */
export function mostMachines({ inputs, component }: Pick<Priced, "inputs" | "component">): number {
  const initial = numberOf(objectOf(inputs.sku).capacity) ?? 0;
  return Math.max(initial, numberOf(component?.inputs?.maxCapacity) ?? 0);
}

/** A scale set is billed by the hours of its machines, and by the disk of each while it is there. */
export function priceScaleSet(priced: Priced): Quote {
  const { inputs, loadHours } = priced;
  const region = placeOf(priced);
  const { name, capacity } = objectOf(inputs.sku);
  const size = textOf(name);
  const initial = numberOf(capacity);
  if (size === undefined || initial === undefined)
    return { unpriced: "the plan does not say which machines it starts" };

  const profile = objectOf(inputs.virtualMachineProfile);
  const disk = osDisk(objectOf(objectOf(profile.storageProfile).osDisk), region);
  const { capacityReservationGroup } = objectOf(profile.capacityReservation);
  if (capacityReservationGroup !== undefined)
    return { unpriced: `its machines run in a capacity reservation, billed by itself, used or not; ${disk.inWords}` };

  const { running, max } = autoscaleOf(priced) ?? between(initial, mostMachines(priced));
  const hours = machineHours(running, max, loadHours);
  const machines = vmCharge(size, region, profile.priority === "Spot" ? "spot" : "on-demand", hours);
  if (machines === undefined) return { unpriced: `no source gives a price of ${size}; ${disk.inWords}` };
  const { charge } = disk;
  if (charge === undefined) return [{ ...machines, what: `${machines.what}; ${disk.inWords}` }];
  return [machines, { ...charge, quantity: times(hours, 1 / HOURS_PER_MONTH) }];
}

/** The disk that a machine starts from, if it is billed at a known rate, and in words. */
function osDisk(
  { diskSizeGB, managedDisk, diffDiskSettings }: Inputs,
  region: string,
): { readonly charge?: Omit<Charge, "quantity">; readonly inWords: string } {
  if (diffDiskSettings !== undefined) return { inWords: "their disks are in the price of the machine" };
  const { storageAccountType = "Standard_LRS" } = objectOf(managedDisk);
  const sizeGiB = numberOf(diskSizeGB);
  if (storageAccountType !== "Premium_LRS" || sizeGiB === undefined) {
    const size = sizeGiB === undefined ? "the image's size" : `${sizeGiB} GiB`;
    return { inWords: `without their disks, ${storageAccountType} of ${size}: no source gives a rate` };
  }
  const charge = premiumDisk(sizeGiB, region);
  return { charge, inWords: `each has a ${charge.what} at ${usdInWords(charge.rate)} per month` };
}

/** A premium SSD: billed as the next of the sizes that Azure has, each twice the one before. */
export function premiumDisk(sizeGiB: number, region: string): Omit<Charge, "quantity"> {
  const billedGiB = 2 ** Math.ceil(Math.log2(sizeGiB));
  const what = `disk of ${sizeGiB} GiB`;
  if (billedGiB === 128) return { what, rate: azureRate("premiumDiskP10", region), unit: "month" };
  const p15 = azureRate("premiumDiskP15", region);
  if (billedGiB === 256) return { what, rate: p15, unit: "month" };
  return {
    what: `${what}, by the GiB of one of 256`,
    rate: { ...p15, usd: (p15.usd / 256) * billedGiB, basis: "derived" },
    unit: "month",
  };
}
