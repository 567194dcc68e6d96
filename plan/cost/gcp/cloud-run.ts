import type { ResourceState } from "../../plan.js";
import { type Monthly, type Priced, type PriceRule, scaled, times } from "../quote.js";
import { paid, serviceCharge } from "./charge.js";
import { count, type Inputs, part, parts, regionIn, text } from "./inputs.js";

const SECONDS_PER_HOUR = 3600;

/** Fewest and most instances of a Cloud Run service; nothing where it does not say its most. */
export function instancesOf(inputs: Inputs): { min: number; max: number } | undefined {
  const { minInstanceCount, maxInstanceCount } = part(part(inputs.template).scaling);
  const max = count(maxInstanceCount);
  const min = Math.max(count(minInstanceCount) ?? 0, count(part(inputs.scaling).minInstanceCount) ?? 0);
  return max === undefined ? undefined : { min, max: Math.max(min, max) };
}

/** Hours of a service's instances. */
export function instanceHours({ inputs = {} }: ResourceState, { loadHours }: Pick<Priced, "loadHours">): Monthly {
  const { min, max } = instancesOf(inputs) ?? { min: 0, max: 0 };
  return scaled(min, max, loadHours);
}

/** The GPU of an instance, by Cloud Run's name, and how many it has. */
export function gpuOf(inputs: Inputs): { name: string; gpus: number } | undefined {
  const template = part(inputs.template);
  const gpus = limitsOf(template).reduce((sum, limits) => sum + (count(limits["nvidia.com/gpu"]) ?? 0), 0);
  return gpus === 0 ? undefined : { name: text(part(template.nodeSelector).accelerator) ?? "a GPU", gpus };
}

/** A service whose instances are billed for as long as they live: their GPUs, CPUs and memory by the second. */
export const cloudRunRule: PriceRule = (priced) => {
  const { state, inputs } = priced;
  const template = part(inputs.template);
  const region = regionIn(inputs, priced.region);
  if (parts(template.containers).some(({ resources }) => part(resources).cpuIdle !== false))
    return { unpriced: "billed by its requests: its CPUs idle between them" };
  if (instancesOf(inputs) === undefined) return { unpriced: "it does not say how many instances it has at most" };

  const gpu = gpuOf(inputs);
  if (gpu !== undefined && gpu.name !== "nvidia-l4")
    return { unpriced: `no source gives the rate of ${gpu.name} on Cloud Run` };
  if (gpu !== undefined && template.gpuZonalRedundancyDisabled !== true)
    return { unpriced: `no source gives the rate of ${gpu.name} with zonal redundancy` };
  const limits = limitsOf(template);
  const cpus = limits.reduce((sum, { cpu }) => sum + cpusOf(cpu), 0);
  const memoryGiB = limits.reduce((sum, { memory }) => sum + gibOf(memory), 0);
  if (Number.isNaN(cpus + memoryGiB)) return { unpriced: "the CPUs or the memory of an instance are not known" };
  const seconds = times(instanceHours(state, priced), SECONDS_PER_HOUR);
  return paid([
    ...(gpu === undefined
      ? []
      : [serviceCharge(`${gpu.name}, no zonal redundancy`, "cloudRunL4", region, times(seconds, gpu.gpus))]),
    serviceCharge("vCPUs of instances", "cloudRunCpu", region, times(seconds, cpus)),
    serviceCharge("memory of instances", "cloudRunMemory", region, times(seconds, memoryGiB)),
  ]);
};

function limitsOf({ containers }: Inputs): readonly Inputs[] {
  return parts(containers).map(({ resources }) => part(part(resources).limits));
}

/** `8` or `8000m`. Source of what counts where nothing is said: https://cloud.google.com/run/docs/configuring/cpu */
function cpusOf(limit: unknown): number {
  const [, number, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(limit ?? "1")) ?? [];
  return Number(number ?? Number.NaN) / (milli === "m" ? 1000 : 1);
}

const GIB: Readonly<Record<string, number>> = {
  Gi: 1,
  Mi: 1 / 1024,
  Ki: 1 / 1024 ** 2,
  G: 1e9 / 1024 ** 3,
  M: 1e6 / 1024 ** 3,
};

/** `32Gi`. Source of what counts where nothing is said: https://cloud.google.com/run/docs/configuring/memory-limits */
function gibOf(limit: unknown): number {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([GMK]i|G|M)$/.exec(String(limit ?? "512Mi")) ?? [];
  return Number(number ?? Number.NaN) * (GIB[unit] ?? Number.NaN);
}
