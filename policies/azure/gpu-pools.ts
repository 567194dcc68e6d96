import { type Inputs, listOf, numberOf, objectOf, textOf } from "../../plan/inputs.js";
import type { Resource, StackView } from "../resource.js";
import { autoscaleOf } from "./autoscale.js";
import { containerAppsEnvironmentOf } from "./container-apps-environment.js";
import { isOneOf } from "./words.js";

/** A number of machines, and the property that says it. */
export interface Bound {
  readonly property: string;
  /** Nothing where it is not stated, and Azure has no default. */
  readonly machines: number | undefined;
}

/** Machines with accelerators, of which there are more or fewer. Either bound is read when it is asked for. */
export interface GpuPool {
  readonly minimum: () => Bound;
  readonly maximum: () => Bound;
}

/** The pools of GPU machines that a resource is or has, by its type. */
export const GPU_POOLS: Readonly<Record<string, (resource: Resource, stack: StackView) => readonly GpuPool[]>> = {
  "azure-native:compute:VirtualMachineScaleSet": scaleSetPools,
  "azure-native:containerservice:AgentPool": ({ inputs }) => nodePools(inputs, ""),
  "azure-native:containerservice:ManagedCluster": ({ inputs }) =>
    listOf(inputs.agentPoolProfiles).flatMap((profile, index) => nodePools(profile, `agentPoolProfiles[${index}].`)),
  "azure-native:machinelearningservices:Compute": ({ inputs }) => clusterPools(objectOf(inputs.properties)),
  "azure-native:app:ContainerApp": replicaPools,
};

/**
 * Sizes whose names begin with N have GPUs or FPGAs.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/sizes/overview
 */
function hasGpu(size: unknown): boolean {
  return /^standard_n/i.test(textOf(size) ?? "");
}

function scaleSetPools(scaleSet: Resource, stack: StackView): GpuPool[] {
  const sku = objectOf(scaleSet.inputs.sku);
  if (!hasGpu(sku.name)) return [];
  const bounds = autoscaleOf(scaleSet, stack);
  const bound = (side: "minimum" | "maximum"): Bound =>
    bounds === undefined
      ? { property: "sku.capacity", machines: numberOf(sku.capacity) ?? 0 }
      : { property: `${side} of its AutoscaleSetting`, machines: bounds[side] };
  return [{ minimum: () => bound("minimum"), maximum: () => bound("maximum") }];
}

function nodePools(pool: Inputs, path: string): GpuPool[] {
  if (!hasGpu(pool.vmSize)) return [];
  const bound = (key: "minCount" | "maxCount"): Bound =>
    pool.enableAutoScaling === true
      ? { property: `${path}${key}`, machines: numberOf(pool[key]) }
      : { property: `${path}count`, machines: numberOf(pool.count) ?? 1 };
  return [{ minimum: () => bound("minCount"), maximum: () => bound("maxCount") }];
}

/** A compute instance is one machine. */
function clusterPools({ computeType, properties }: Inputs): GpuPool[] {
  if (!isOneOf(computeType, "AmlCompute")) return [];
  const { vmSize, scaleSettings } = objectOf(properties);
  if (!hasGpu(vmSize)) return [];
  const bound = (key: "minNodeCount" | "maxNodeCount"): Bound => ({
    property: `properties.properties.scaleSettings.${key}`,
    machines: numberOf(objectOf(scaleSettings)[key]),
  });
  return [{ minimum: () => bound("minNodeCount"), maximum: () => bound("maxNodeCount") }];
}

/** An app has GPUs by the profile of its environment, where that is of this stack, or by what its containers ask for. */
function replicaPools(app: Resource, stack: StackView): GpuPool[] {
  const environment = containerAppsEnvironmentOf(app, stack);
  const { workloadProfileName, template } = app.inputs;
  const profile = listOf(environment?.inputs.workloadProfiles).find(({ name }) => name === workloadProfileName);
  const { containers, scale } = objectOf(template);
  const gpu =
    /^(nc|consumption-gpu-)/i.test(textOf(profile?.workloadProfileType) ?? "") ||
    listOf(containers).some(({ resources }) => (numberOf(objectOf(resources).gpu) ?? 0) > 0);
  if (!gpu) return [];
  const bound = (key: "minReplicas" | "maxReplicas", byDefault: number): Bound => ({
    property: `template.scale.${key}`,
    machines: numberOf(objectOf(scale)[key]) ?? byDefault,
  });
  return [{ minimum: () => bound("minReplicas", 0), maximum: () => bound("maxReplicas", 10) }];
}
