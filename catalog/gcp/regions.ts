import { cloudRunInstances } from "./cloud-run-gpus.js";
import { gcpMachineTypes } from "./machine-types.js";
import { tpuGenerations } from "./tpu-slices.js";

/** Region of a zone. */
export function regionOf(zone: string): string {
  return zone.replace(/-[^-]+$/, "");
}

/** Regions that the tables cover. */
export const gcpRegions: readonly string[] = [
  ...new Set([
    ...[...gcpMachineTypes, ...cloudRunInstances].flatMap(({ regions }) => regions),
    ...tpuGenerations.flatMap(({ zones }) => zones.map(regionOf)),
  ]),
];
