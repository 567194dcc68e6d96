import { describe, expect, test } from "vitest";
import * as z from "zod";
import { accelerators } from "../../catalog/accelerators.js";
import { cloudRunGpuSources, cloudRunInstances } from "../../catalog/gcp/cloud-run-gpus.js";
import { cloudRunVllmImage, modelGardenVllmImage } from "../../catalog/gcp/images.js";
import { gcpMachineTypes, machineTypeSources } from "../../catalog/gcp/machine-types.js";
import { gcpRegions, regionOf } from "../../catalog/gcp/regions.js";
import { tpuGenerations, tpuSources } from "../../catalog/gcp/tpu-slices.js";

const provenance = { source: z.string().min(10), asOf: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])(-[0-3]\d)?$/) };
const whole = z.int().positive();
const accelerator = z.enum(accelerators.map(({ name }) => name) as [string, ...string[]]);
const region = z.string().regex(/^[a-z]+-[a-z]+\d+$/);
const zone = z.string().regex(/^[a-z]+-[a-z]+\d+-[a-f]$/);

const machineType = z.strictObject({
  name: z.string().regex(/^(n1|g2|g4|a2|a3|a4)-[a-z]+-\d+g?$/),
  accelerator,
  acceleratorType: z.string().regex(/^nvidia-[a-z0-9-]+$/),
  vertexAcceleratorType: z.string().regex(/^NVIDIA_[A-Z0-9_]+$/),
  count: whole.max(16),
  vCpus: whole,
  memoryGiB: whole,
  capacity: z.array(z.enum(["on-demand", "spot", "reservation", "flex-start"])).min(1),
  modelGarden: z.boolean(),
  regions: z.array(region).min(1),
  zones: z.array(zone),
});

test.each(gcpMachineTypes.map((row) => [row.name, row]))("machine type %s is whole", (_, row) => {
  expect(machineType.parse(row)).toEqual(row);
});

test.each(Object.entries({ ...machineTypeSources, ...tpuSources, ...cloudRunGpuSources }))(
  "the column %s has a source and a date",
  (_, row) => {
    expect(z.strictObject(provenance).parse(row)).toEqual(row);
  },
);

describe.each([
  ["machine types", gcpMachineTypes.map(({ name }) => name)],
  ["generations of TPU", tpuGenerations.map(({ prefix }) => prefix)],
  ["regions", gcpRegions],
])("%s", (_, names) => {
  test("have each name once", () => {
    expect([...new Set(names)]).toEqual(names);
  });
});

test("a family's types come with the fewest accelerators first, then the least host memory", () => {
  const familyOf = (name: string) => name.replace(/-[^-]+$/, "");
  for (const family of new Set(gcpMachineTypes.map(({ name }) => familyOf(name)))) {
    const types = gcpMachineTypes.filter(({ name }) => familyOf(name) === family);
    const sorted = [...types].sort((a, b) => a.count - b.count || a.memoryGiB - b.memoryGiB);
    expect(types.map(({ name }) => name)).toEqual(sorted.map(({ name }) => name));
  }
});

test("a type's zones are in its regions, each once", () => {
  for (const { regions, zones } of gcpMachineTypes) {
    expect([...new Set(regions)]).toEqual(regions);
    expect([...new Set(zones)]).toEqual(zones);
    expect(zones.filter((one) => !regions.includes(regionOf(one)))).toEqual([]);
  }
});

test("every type but those of G4 has a zone in each of its regions", () => {
  const without = gcpMachineTypes.filter(
    ({ regions, zones }) => !regions.every((one) => zones.map(regionOf).includes(one)),
  );
  expect(without.map(({ name }) => name)).toEqual([
    "g4-standard-48",
    "g4-standard-96",
    "g4-standard-192",
    "g4-standard-384",
  ]);
});

test("Vertex AI's name of an accelerator is Compute Engine's in capitals", () => {
  for (const { acceleratorType, vertexAcceleratorType } of gcpMachineTypes)
    expect(vertexAcceleratorType.toLowerCase().replaceAll("_", "-")).toBe(acceleratorType);
});

test("Model Garden has only types that are sold on demand", () => {
  const not = gcpMachineTypes.filter((type) => type.modelGarden && !type.capacity.includes("on-demand"));
  expect(not).toEqual([]);
});

test("Model Garden passes over the smallest machines, and those that are not sold on demand", () => {
  expect(gcpMachineTypes.filter((type) => !type.modelGarden).map(({ name }) => name)).toEqual([
    "n1-standard-4",
    "g2-standard-4",
    "g2-standard-8",
    "a3-highgpu-1g",
    "a3-highgpu-2g",
    "a3-highgpu-4g",
    "a3-ultragpu-8g",
    "a4-highgpu-8g",
  ]);
});

test.each([
  ["g2-standard-4", "us-central1", ["us-central1-a", "us-central1-b", "us-central1-c"]],
  ["g2-standard-4", "us-east4", ["us-east4-a", "us-east4-c"]],
  ["a2-ultragpu-1g", "europe-west4", ["europe-west4-a"]],
  ["a4-highgpu-8g", "us-west3", ["us-west3-b", "us-west3-c"]],
  ["a2-highgpu-1g", "us-east4", []],
])("%s in %s: %j", (name, place, zones) => {
  const type = gcpMachineTypes.find((row) => row.name === name);
  expect(type?.zones.filter((one) => regionOf(one) === place)).toEqual(zones);
});

test.each(tpuGenerations.map((row) => [row.prefix, row]))("TPU %s names a chip, sizes and zones", (_, row) => {
  const { accelerator: chip, chips, zones } = row;
  expect(accelerators.find(({ name }) => name === chip)?.runtime).toBe("tpu");
  expect([...chips].sort((a, b) => a - b)).toEqual(chips);
  expect(z.array(zone).min(1).parse(zones)).toEqual(zones);
});

test("a TPU of the accelerator table can be had by the slice", () => {
  const chips = accelerators.filter(({ runtime }) => runtime === "tpu").map(({ name }) => name);
  expect(tpuGenerations.map((row) => row.accelerator)).toEqual(chips);
});

test("Cloud Run's instances have at least what its GPUs need: 4 vCPUs and 16 GiB, or 20 and 80", () => {
  const least = { "nvidia-l4": [4, 16], "nvidia-rtx-pro-6000": [20, 80] } as const;
  for (const { name, cpu, memoryGiB } of cloudRunInstances) {
    expect(cpu).toBeGreaterThanOrEqual(least[name][0]);
    expect(memoryGiB).toBeGreaterThanOrEqual(least[name][1]);
    expect(memoryGiB).toBeLessThanOrEqual(4 * cpu);
  }
});

test("Cloud Run's instances with a GPU come with the least memory first", () => {
  const sizes = cloudRunInstances.map(({ name, memoryGiB }) => `${name} ${memoryGiB}`);
  expect(sizes).toEqual([
    "nvidia-l4 32",
    "nvidia-rtx-pro-6000 80",
    "nvidia-rtx-pro-6000 96",
    "nvidia-rtx-pro-6000 120",
  ]);
});

test("the vLLM image for Cloud Run is CUDA 12, which the L4's driver runs, with an exact tag", () => {
  expect(cloudRunVllmImage.uri).toBe("docker.io/vllm/vllm-openai:v0.28.0-cu129");
});

test("the vLLM image for Model Garden is in Artifact Registry, with an exact tag", () => {
  expect(modelGardenVllmImage.uri).toBe(
    "us-docker.pkg.dev/vertex-ai/vertex-vision-model-garden-dockers/pytorch-vllm-serve:20260713_0916_RC01",
  );
});
