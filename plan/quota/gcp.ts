import { gcpMachineTypes } from "../../catalog/gcp/machine-types.js";
import {
  allGpusQuota,
  cloudRunGpuQuotas,
  computeGpuQuotas,
  type GcpQuota,
  gcpQuotaPages,
  tpuQuotas,
  vertexServingQuotas,
} from "../../catalog/gcp/quotas.js";
import { gpuOf, instancesOf } from "../cost/gcp/cloud-run.js";
import { count, type Inputs, part, parts, regionIn, text } from "../cost/gcp/inputs.js";
import { replicasOf } from "../cost/gcp/model-garden.js";
import { AUTOSCALER, capacityOf, GROUP, groupOf, groupSize, templateOf } from "../cost/gcp/pool.js";
import { queuedSlices, type Slice, sliceOf } from "../cost/gcp/tpu.js";
import type { ResourceState } from "../plan.js";
import type { Counted, QuotaNeed, QuotaRule, Quotas } from "./need.js";

type Service = keyof typeof gcpQuotaPages;

function needOf(
  service: Service,
  region: string,
  quota: Pick<GcpQuota, "name"> & Partial<GcpQuota>,
  needed: number,
  unit: string,
): readonly QuotaNeed[] {
  const { name, code } = quota;
  return needed > 0 ? [{ cloud: "gcp", region, service, name, code, needed, unit, where: gcpQuotaPages[service] }] : [];
}

/** In place of a name that no source gives. */
const unnamed = (what: string) => ({ name: `the quota of ${what}, whose name no source gives` });

/** GPUs of so many machines of a group. A reservation has taken its quota before. */
function machines(group: ResourceState, number: number, { find, region: ofStack }: Counted): readonly QuotaNeed[] {
  const template = templateOf(group, find)?.inputs ?? {};
  const capacity = capacityOf(template);
  if (capacity === "reserved") return [];
  const region = regionIn(group.inputs ?? {}, ofStack);
  return gpusOf(template).flatMap((gpu) => {
    const gpus = number * (count(gpu.count) ?? 0);
    const known = computeGpuQuotas[text(gpu.type) ?? ""];
    const quota = capacity === "on-demand" ? known?.onDemand : known?.preemptible;
    return [
      ...needOf("Compute Engine", region, quota ?? unnamed(`${gpu.type}, ${capacity}`), gpus, "GPUs"),
      ...needOf("Compute Engine", "global", allGpusQuota, gpus, "GPUs"),
    ];
  });
}

/** GPUs of a template's machine: the ones that it names, else those that the type has built in. */
function gpusOf({ guestAccelerators, machineType }: Inputs): readonly Inputs[] {
  if (guestAccelerators !== undefined) return parts(guestAccelerators);
  const builtIn = gcpMachineTypes.find(({ name }) => name === machineType && !name.startsWith("n1-"));
  return builtIn === undefined ? [] : [{ type: builtIn.acceleratorType, count: builtIn.count }];
}

const group: QuotaRule = (counted) => machines(counted.state, groupSize(counted.state, counted.find).max, counted);

/** What it adds to the size of its group. */
const autoscaler: QuotaRule = (counted) => {
  const scaled = groupOf(counted.state, counted.find);
  if (scaled === undefined) return [];
  const most = count(part(counted.inputs.autoscalingPolicy).maxReplicas) ?? 0;
  return machines(scaled, most - groupSize(scaled, counted.find).max, counted);
};

const cloudRun: QuotaRule = ({ inputs, region }) => {
  const gpu = gpuOf(inputs);
  if (gpu === undefined) return [];
  const alone = part(inputs.template).gpuZonalRedundancyDisabled === true;
  const known = alone ? cloudRunGpuQuotas[gpu.name] : undefined;
  const quota = known ?? unnamed(`${gpu.name}, ${alone ? "without" : "with"} zonal redundancy`);
  const gpus = (instancesOf(inputs)?.max ?? 0) * gpu.gpus;
  return needOf("Cloud Run", regionIn(inputs, region), quota, gpus * (known?.perGpu ?? 1), known?.unit ?? "GPUs");
};

const modelGarden: QuotaRule = ({ inputs, region }) => {
  const { max, gpus, acceleratorType = "", spot } = replicasOf(inputs);
  const known = spot ? undefined : vertexServingQuotas[acceleratorType];
  const quota = known ?? unnamed(`${acceleratorType}${spot ? ", spot" : ""}`);
  return needOf("Vertex AI", regionIn(inputs, region), quota, max * gpus, "GPUs");
};

/** In the zone. A reservation has taken its quota before. */
function slices(all: readonly Slice[], zone: unknown): readonly QuotaNeed[] {
  return all.flatMap(({ capacity, size }) => {
    const quotas = tpuQuotas[size?.accelerator ?? ""];
    if (size === undefined || quotas === undefined || capacity === "reserved") return [];
    const own = quotas.serving !== undefined && size.chips <= quotas.serving.chips ? quotas.serving : quotas;
    const quota = capacity === "on-demand" ? own.onDemand : own.preemptible;
    const needed = quotas.unit === "chips" ? size.chips : size.units;
    return needOf("Cloud TPU", text(zone) ?? "", quota, needed, quotas.unit);
  });
}

/** What resources of Google Cloud take of which quotas. */
export const GCP_QUOTAS: Quotas = {
  [GROUP]: group,
  [AUTOSCALER]: autoscaler,
  "gcp:cloudrunv2/service:Service": cloudRun,
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": modelGarden,
  "gcp:tpu/v2Vm:V2Vm": ({ inputs }) => slices([sliceOf(inputs)], inputs.zone),
  "gcp:tpu/v2QueuedResource:V2QueuedResource": ({ inputs }) => slices(queuedSlices(inputs), inputs.zone),
};
