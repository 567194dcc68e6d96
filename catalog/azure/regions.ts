import { containerAppsGpus } from "./container-apps-gpus.js";
import { azureVmSizes } from "./vm-sizes.js";

/** Regions that the tables cover, by the name that Azure's API uses. */
export const azureRegions: readonly string[] = [
  ...new Set([...azureVmSizes, ...containerAppsGpus].flatMap(({ regions }) => regions)),
];
