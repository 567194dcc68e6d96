import { type Inputs, listOf, numberOf, objectOf, scalarOf, textOf } from "../../plan/inputs.js";

/** Instances of Compute Engine and the templates that they are made from. */
export const MACHINES = [
  "gcp:compute/instance:Instance",
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
];

/** Instances that take what they leave out from a template or an image of a machine. */
export const DERIVED_MACHINES = [
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
];

export const NOTEBOOK = "gcp:workbench/instance:Instance";
export const TPU_VM = "gcp:tpu/v2Vm:V2Vm";
export const QUEUED_TPU = "gcp:tpu/v2QueuedResource:V2QueuedResource";

/** How a Workbench notebook's machine is set up. */
export function setupOf({ gceSetup }: Inputs): Inputs {
  return objectOf(gceSetup);
}

/**
 * Whether a key of a machine's metadata is on: Compute Engine takes several words, in any case.
 *
 * @see https://docs.cloud.google.com/compute/docs/metadata/overview
 */
export function isOn({ metadata }: Inputs, key: string): boolean {
  return /^(true|yes|y|1)$/i.test(scalarOf(objectOf(metadata)[key]));
}

/** Whether a machine has GPUs: attached, or built into its type, as in the families A and G. */
export function hasGpu(inputs: Inputs): boolean {
  const attached = listOf(inputs.guestAccelerators).some(({ count }) => numberOf(count) !== 0);
  return attached || /^[ag]\d+x?-/.test(machineTypeOf(inputs));
}

/** Whether a machine has GPUs or TPUs. */
export function hasAccelerator(inputs: Inputs): boolean {
  return hasGpu(inputs) || /^(ct|tpu)\d/.test(machineTypeOf(inputs));
}

/** A machine type by its name, which may be given as a path. */
function machineTypeOf({ machineType }: Inputs): string {
  return textOf(machineType)?.split("/").at(-1) ?? "";
}

/** The networks that a TPU VM, or a TPU in a queue, is in. */
export function tpuNetworksOf({ networkConfig, networkConfigs }: Inputs): readonly Inputs[] {
  const several = listOf(networkConfigs);
  return several.length > 0 ? several : [objectOf(networkConfig)];
}

/** The TPUs that wait in a queue as one. */
export function queuedTpusOf({ tpu }: Inputs): readonly Inputs[] {
  return listOf(objectOf(tpu).nodeSpecs).map(({ node }) => objectOf(node));
}
