import {
  type AzureQuotaName,
  azureQuotas,
  cpuSizeFamilies,
  familyQuotas,
  quotaPages,
} from "../../catalog/azure/quotas.js";
import { azureVmSizes } from "../../catalog/azure/vm-sizes.js";
import { pricedCpuTypes } from "../../catalog/priced-cpu-types.js";
import { AUTOSCALE, scalingOf } from "../cost/azure/autoscale.js";
import { replicasOf } from "../cost/azure/container-apps.js";
import { COMPUTE, deploymentScaling, ONLINE_DEPLOYMENT } from "../cost/azure/machine-learning.js";
import { mostMachines, SCALE_SET } from "../cost/azure/machines.js";
import { placeOf } from "../cost/azure/place.js";
import { numberOf, objectOf, referred } from "../inputs.js";
import type { Counted, QuotaNeed, Quotas } from "./need.js";

type Service = keyof typeof quotaPages;

/** What takes a quota of Azure, at full scale. Machines of sizes that the catalog does not have are not counted. */
export const AZURE_QUOTAS: Quotas = {
  "azure-native:app:ContainerApp": appNeeds,
  [COMPUTE]: computeNeeds,
  [SCALE_SET]: (counted) => scaleSetNeeds(counted, mostMachines(counted)),
  [ONLINE_DEPLOYMENT]: (counted) => deploymentNeeds(counted, 0, deploymentScaling(counted, undefined)?.max ?? 0),
  [AUTOSCALE]: autoscaleNeeds,
};

/** What is needed of the quotas of a size's family and of all families together. */
function vCpuNeeds(
  region: string,
  service: Service,
  size: unknown,
  machines: number,
  lowPriority: boolean,
): QuotaNeed[] {
  const known = sizes.get(String(size));
  if (known === undefined) return [];
  const { compute, machineLearning } = familyQuotas.find(({ compute: { code } }) => code === known.family) ?? {};
  const quotas: readonly AzureQuotaName[] =
    service === "Compute"
      ? lowPriority
        ? [azureQuotas.regionalSpot]
        : [compute ?? { code: known.family }, azureQuotas.regional]
      : lowPriority
        ? [azureQuotas.machineLearningLowPriority]
        : [machineLearning ?? { code: known.family }, azureQuotas.machineLearning];
  return quotas.flatMap((quota) => needOf(region, service, quota, machines * known.vCpus, "vCPUs"));
}

const sizes: ReadonlyMap<string, { readonly vCpus: number; readonly family: string }> = new Map([
  ...azureVmSizes.map(({ name, vCpus, quotaFamily }) => [name, { vCpus, family: quotaFamily }] as const),
  ...pricedCpuTypes.flatMap(({ name, vCpus }) => {
    const family = cpuSizeFamilies[name];
    return family === undefined ? [] : [[name, { vCpus, family }] as const];
  }),
]);

function needOf(
  region: string,
  service: Service,
  { name, code }: AzureQuotaName,
  needed: number,
  unit: string,
): QuotaNeed[] {
  const where = quotaPages[service];
  return needed > 0 ? [{ cloud: "azure", region, service, name: name ?? code, code, needed, unit, where }] : [];
}

/** Spot machines count against one quota of all families. Those of a reservation are not counted: it took its quota before. */
function scaleSetNeeds(counted: Pick<Counted, "inputs" | "region">, machines: number): QuotaNeed[] {
  const { priority, capacityReservation } = objectOf(counted.inputs.virtualMachineProfile);
  if (objectOf(capacityReservation).capacityReservationGroup !== undefined) return [];
  const { name } = objectOf(counted.inputs.sku);
  return vCpuNeeds(placeOf(counted), "Compute", name, machines, priority === "Spot");
}

/** A compute instance counts as a cluster of one node. */
function computeNeeds(counted: Counted): QuotaNeed[] {
  const { computeType, properties } = objectOf(counted.inputs.properties);
  const { vmSize, vmPriority, scaleSettings } = objectOf(properties);
  const nodes = computeType === "ComputeInstance" ? 1 : (numberOf(objectOf(scaleSettings).maxNodeCount) ?? 0);
  return vCpuNeeds(placeOf(counted), "Azure Machine Learning", vmSize, nodes, vmPriority === "LowPriority");
}

/** From so many instances of a deployment to so many. */
function deploymentNeeds(counted: Pick<Counted, "inputs" | "region">, from: number, to: number): QuotaNeed[] {
  const size = objectOf(counted.inputs.properties).instanceType;
  const family = sizes.get(String(size))?.family;
  const quota = familyQuotas.find(({ compute }) => compute.code === family)?.machineLearning;
  const needed = (instances: number) =>
    // In tenths, since 1.2 × instances may come out a little too high.
    quota?.upgradeReserve === true ? Math.ceil((instances * 12) / 10) : instances;
  return vCpuNeeds(placeOf(counted), "Azure Machine Learning", size, needed(to) - needed(from), false);
}

/** Each environment has a quota of its own on its serverless GPUs. */
function appNeeds(counted: Counted): QuotaNeed[] {
  const replicas = replicasOf(counted);
  if (typeof replicas === "string" || replicas.gpu === undefined) return [];
  const { gpu, max } = replicas;
  return needOf(placeOf(counted), "Container Apps", azureQuotas[gpu.name], max * gpu.count, "GPUs");
}

/** What an autoscale setting adds to machines that are counted without it: to those that no component of ours makes. */
function autoscaleNeeds(counted: Counted): QuotaNeed[] {
  const target = referred(counted, "targetResourceUri", SCALE_SET, ONLINE_DEPLOYMENT);
  const most = scalingOf(counted.inputs)?.max;
  if (counted.component !== undefined || target === undefined || most === undefined) return [];
  const scaled = { state: target, inputs: target.inputs ?? {}, region: counted.region };
  if (target.type === SCALE_SET) return scaleSetNeeds(scaled, most - mostMachines(scaled));
  return deploymentNeeds(scaled, deploymentScaling(scaled, undefined)?.max ?? 0, most);
}
