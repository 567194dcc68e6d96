import type { ResourceState } from "../../plan.js";
import { always, type Monthly, type Priced, type PriceRule, scaled } from "../quote.js";
import { diskCharges } from "./charge.js";
import { part, parts, regionIn, text } from "./inputs.js";
import { disksOf, machineOffer } from "./machine.js";

/** Hours of a notebook's machine: one that is created stopped runs while its user works. */
export function notebookHours({ inputs = {} }: ResourceState, { loadHours }: Pick<Priced, "loadHours">): Monthly {
  return scaled(inputs.desiredState === "STOPPED" ? 0 : 1, 1, loadHours);
}

/** A Workbench instance: its machine by the hour, its disks always. */
export const notebookRule: PriceRule = (priced) => {
  const { state, inputs, region: ofStack } = priced;
  const { machineType, acceleratorConfigs, bootDisk, dataDisks } = part(inputs.gceSetup);
  const region = regionIn(inputs, ofStack);
  const type = text(machineType) ?? "a machine of the type that Workbench chooses";
  const gpus = parts(acceleratorConfigs);
  const offer = machineOffer(type, [], region, "on-demand");
  // What Workbench takes where nothing is said; source: docs of @pulumi/gcp 9.37, workbench.Instance.
  const boot = disksOf([part(bootDisk)], { type: "PD_BALANCED", sizeGb: 150 });
  const data = disksOf([part(dataDisks)], { type: "PD_BALANCED", sizeGb: 100 });
  if (offer === undefined || gpus.length > 0)
    return { unpriced: `no source gives a price of ${type}${gpus.length > 0 ? " with its GPUs" : ""}` };
  const unpriced = boot.unpriced ?? data.unpriced;
  if (unpriced !== undefined) return { unpriced };
  return [
    {
      ...offer,
      what: `${offer.what}, without Workbench's management fee: no source gives its rate`,
      unit: "hour",
      quantity: notebookHours(state, priced),
    },
    ...diskCharges("boot disk", boot, region, always()),
    ...diskCharges("data disk", data, region, always()),
  ];
};
