import { expect, test } from "vitest";
import * as z from "zod";
import { gcpMachineTypes } from "../../catalog/gcp/machine-types.js";
import {
  allGpusQuota,
  cloudRunGpuQuotas,
  computeGpuQuotas,
  gcpQuotaPages,
  gcpQuotaSources,
  tpuQuotas,
  vertexServingQuotas,
} from "../../catalog/gcp/quotas.js";
import { tpuGenerations } from "../../catalog/gcp/tpu-slices.js";

const row = <Quota extends z.ZodRawShape>(name: RegExp, code: RegExp, more: Quota = {} as Quota) =>
  z.strictObject({ name: z.string().regex(name), code: z.string().regex(code), ...more });

const compute = z.strictObject({
  onDemand: row(
    /^(NVIDIA_\w+_GPUS|GPUS_PER_GPU_FAMILY \(gpu_family: NVIDIA_\w+\))$/,
    /^[A-Z0-9-]+-per-project-region$/,
  ),
  preemptible: row(/^PREEMPTIBLE_NVIDIA_\w+_GPUS$/, /^PREEMPTIBLE-NVIDIA-[A-Z0-9-]+-GPUS-per-project-region$/),
});
const zonal = row(/^TPUV\w+PerProjectPerZoneForTPUAPI$/, /^TPUV\w+PerProjectPerZoneForTPUAPI$/);
const tpu = z.strictObject({
  onDemand: zonal,
  preemptible: zonal,
  unit: z.enum(["chips", "TensorCores"]),
  serving: z.strictObject({ chips: z.literal(8), onDemand: zonal, preemptible: zonal }).optional(),
});
const vertex = row(/^custom_model_serving_nvidia_\w+_gpus$/, /^CustomModelServing\w+GPUsPerProjectPerRegion$/);
const cloudRun = row(
  /^Total Nvidia .+ without zonal redundancy, per project per region$/,
  /^Nvidia\w+PerProjectRegion$/,
  {
    perGpu: z.union([z.literal(1), z.literal(1000)]),
    unit: z.enum(["GPUs", "milli GPUs"]),
  },
);

test.each([
  ["Compute Engine", computeGpuQuotas, compute],
  ["Cloud TPU", tpuQuotas, tpu],
  ["Vertex AI", vertexServingQuotas, vertex],
  ["Cloud Run", cloudRunGpuQuotas, cloudRun],
])("the quotas of %s are whole", (_, table, schema) => {
  expect(z.record(z.string(), schema).parse(table)).toEqual(table);
});

test.each(Object.entries(gcpQuotaSources))("the quotas have a source and a date: %s", (_, source) => {
  const provenance = z.strictObject({
    source: z.string().min(10),
    asOf: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])(-[0-3]\d)?$/),
  });
  expect(provenance.parse(source)).toEqual(source);
});

test("every GPU and TPU that the machine tables have, has its quotas", () => {
  for (const { acceleratorType } of gcpMachineTypes) expect(computeGpuQuotas).toHaveProperty(acceleratorType);
  for (const { accelerator } of tpuGenerations) expect(tpuQuotas).toHaveProperty(accelerator);
});

test("of the GPUs that Model Garden deploys on, no source names the serving quota of the H100 Mega alone", () => {
  const names = gcpMachineTypes.filter(({ modelGarden }) => modelGarden).map((type) => type.vertexAcceleratorType);
  const missing = new Set(names.filter((name) => !(name in vertexServingQuotas)));
  expect([...missing]).toEqual(["NVIDIA_H100_MEGA_80GB"]);
});

test("ids are spelled as the Cloud Quotas API does", () => {
  expect(computeGpuQuotas["nvidia-l4"]).toEqual({
    onDemand: { name: "NVIDIA_L4_GPUS", code: "NVIDIA-L4-GPUS-per-project-region" },
    preemptible: { name: "PREEMPTIBLE_NVIDIA_L4_GPUS", code: "PREEMPTIBLE-NVIDIA-L4-GPUS-per-project-region" },
  });
  expect(allGpusQuota.code).toBe("GPUS-ALL-REGIONS-per-project");
  expect(vertexServingQuotas.NVIDIA_A100_80GB).toEqual({
    name: "custom_model_serving_nvidia_a100_80gb_gpus",
    code: "CustomModelServingA10080GBGPUsPerProjectPerRegion",
  });
});

test("quotas are asked for at a page of Google Cloud's console", () => {
  for (const page of Object.values(gcpQuotaPages))
    expect(page).toMatch(/^https:\/\/console\.cloud\.google\.com\/iam-admin\/quotas\?service=\w+\.googleapis\.com$/);
});
