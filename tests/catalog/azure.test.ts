import { describe, expect, test } from "vitest";
import * as z from "zod";
import { accelerators } from "../../catalog/accelerators.js";
import { containerAppsGpuSources, containerAppsGpus } from "../../catalog/azure/container-apps-gpus.js";
import { containerAppsVllmImage, onlineEndpointVllmImage } from "../../catalog/azure/images.js";
import { azureRegions } from "../../catalog/azure/regions.js";
import { azureVmSizes, vmSizeSources } from "../../catalog/azure/vm-sizes.js";

const provenance = { source: z.string().min(10), asOf: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])(-[0-3]\d)?$/) };
const whole = z.int().positive();
const accelerator = z.enum(accelerators.map(({ name }) => name) as [string, ...string[]]);
const region = z.string().regex(/^[a-z]+[23]?$/);

const vmSize = z.strictObject({
  name: z.string().regex(/^Standard_N[CDV]\d+[a-z]+(_[A-Za-z0-9]+)*_v[3-6]$/),
  accelerator,
  count: whole.max(8),
  vCpus: whole,
  memoryGiB: whole,
  capacity: z.array(z.enum(["on-demand", "spot", "reservation"])).min(1),
  infiniBand: z.boolean(),
  driver: z.enum(["cuda", "grid", "rocm"]),
  localNvme: z.boolean(),
  trustedLaunch: z.boolean(),
  onlineEndpoint: z.boolean(),
  quotaFamily: z.string().regex(/^standard ?N[CDV].*family$/i),
  regions: z.array(region).min(1),
});

const namesOf = (sizes: readonly { readonly name: string }[]) => sizes.map(({ name }) => name);

test.each(azureVmSizes.map((row) => [row.name, row]))("VM size %s is whole", (_, row) => {
  expect(vmSize.parse(row)).toEqual(row);
});

test.each(Object.entries({ ...vmSizeSources, ...containerAppsGpuSources }))(
  "the column %s has a source and a date",
  (_, row) => {
    expect(z.strictObject(provenance).parse(row)).toEqual(row);
  },
);

describe.each<[string, readonly string[]]>([
  ["VM sizes", namesOf(azureVmSizes)],
  ["regions", azureRegions],
  ...[...azureVmSizes, ...containerAppsGpus].map(({ name, regions }): [string, readonly string[]] => [
    `regions of ${name}`,
    regions,
  ]),
])("%s", (_, names) => {
  test("have each name once", () => {
    expect([...new Set(names)]).toEqual(names);
  });
});

test("an accelerator's sizes come with the fewest of it first, then the least host memory", () => {
  for (const name of new Set(azureVmSizes.map((size) => size.accelerator))) {
    const sizes = azureVmSizes.filter((size) => size.accelerator === name);
    const sorted = [...sizes].sort((a, b) => a.count - b.count || a.memoryGiB - b.memoryGiB);
    expect(namesOf(sizes)).toEqual(namesOf(sorted));
  }
});

test("sizes that can stand in for each other have the same driver, network, security type and ways of having them", () => {
  const alike = new Map<string, string>();
  for (const { accelerator: name, count, driver, infiniBand, trustedLaunch, capacity } of azureVmSizes) {
    const traits = JSON.stringify({ driver, infiniBand, trustedLaunch, capacity });
    expect(alike.get(`${count} ${name}`) ?? traits).toBe(traits);
    alike.set(`${count} ${name}`, traits);
  }
});

test("a size's driver is that of its accelerator: ROCm for AMD's, NVIDIA's for the others", () => {
  for (const { accelerator: name, driver } of azureVmSizes) {
    const runtime = accelerators.find((row) => row.name === name)?.runtime;
    expect(driver === "rocm" ? "rocm" : "cuda").toBe(runtime);
  }
});

test("the sizes with a vGPU driver are those of the A10 and the RTX PRO 6000", () => {
  const grid = azureVmSizes.filter(({ driver }) => driver === "grid");
  expect([...new Set(grid.map((size) => size.accelerator))]).toEqual(["A10", "RTX-PRO-6000"]);
});

test("the sizes with InfiniBand are those named ND…r", () => {
  expect(namesOf(azureVmSizes.filter(({ infiniBand }) => infiniBand))).toEqual([
    "Standard_ND96asr_v4",
    "Standard_ND96amsr_A100_v4",
    "Standard_ND96isr_H100_v5",
    "Standard_ND96isr_H200_v5",
    "Standard_ND96isr_MI300X_v5",
  ]);
});

test("no capacity can be reserved of the ND series, of the H100 NVL and of the RTX PRO 6000", () => {
  const reserved = azureVmSizes.filter(({ capacity }) => (capacity as string[]).includes("reservation"));
  expect([...new Set(reserved.map((size) => size.accelerator))]).toEqual(["T4", "A10", "A100-80GB"]);
  expect(namesOf(reserved).filter((name) => name.startsWith("Standard_ND"))).toEqual([]);
});

test("online endpoints have no H200, no MI300X and no RTX PRO 6000", () => {
  const without = azureVmSizes.filter(({ onlineEndpoint }) => !onlineEndpoint);
  expect([...new Set(without.map((size) => size.accelerator))]).toEqual(["RTX-PRO-6000", "H200", "MI300X"]);
});

test("Trusted Launch is not for the A100s with InfiniBand and the RTX PRO 6000", () => {
  expect(namesOf(azureVmSizes.filter(({ trustedLaunch }) => !trustedLaunch))).toEqual([
    "Standard_NC144lds_xl_RTXPRO6000BSE_v6",
    "Standard_NC144ds_xl_RTXPRO6000BSE_v6",
    "Standard_NC288lds_xl_RTXPRO6000BSE_v6",
    "Standard_NC288ds_xl_RTXPRO6000BSE_v6",
    "Standard_ND96asr_v4",
    "Standard_ND96amsr_A100_v4",
  ]);
});

test.each([
  ["Standard_NC4as_T4_v3", "westus3", true],
  ["Standard_NC24ads_A100_v4", "westus3", true],
  ["Standard_NC24ads_A100_v4", "swedencentral", true],
  ["Standard_NC24ads_A100_v4", "norwayeast", false],
  ["Standard_ND96asr_v4", "westus3", false],
  ["Standard_NC40ads_H100_v5", "italynorth", false],
  ["Standard_ND96isr_MI300X_v5", "eastus", false],
  ["Standard_NC144lds_xl_RTXPRO6000BSE_v6", "westus2", true],
])("%s in %s: %s", (name, place, offered) => {
  expect(azureVmSizes.find((size) => size.name === name)?.regions.includes(place)).toBe(offered);
});

test("a replica of Container Apps has the size of the VM that its profile is named after", () => {
  const sizes = containerAppsGpus.map(({ name, accelerator: gpu, count, cpu, memoryGiB }) => [
    name,
    { accelerator: gpu, count, vCpus: cpu, memoryGiB },
  ]);
  const vm = { "Consumption-GPU-NC8as-T4": "NC8as_T4_v3", "Consumption-GPU-NC24-A100": "NC24ads_A100_v4" } as const;
  for (const [name, size] of Object.entries(vm))
    expect(azureVmSizes.find((row) => row.name === `Standard_${size}`)).toMatchObject(Object.fromEntries(sizes)[name]);
});

test.each([
  ["Consumption-GPU-NC8as-T4", ["westus3", "swedencentral", "westeurope", "japaneast"], ["eastus2", "uksouth"]],
  ["Consumption-GPU-NC24-A100", ["westus3", "swedencentral", "canadacentral"], ["westeurope", "westus2", "eastus2"]],
])("%s is in %j, not in %j", (name, there, elsewhere) => {
  const regions = containerAppsGpus.find((gpu) => gpu.name === name)?.regions ?? [];
  expect(there.filter((place) => !regions.includes(place))).toEqual([]);
  expect(elsewhere.filter((place) => regions.includes(place))).toEqual([]);
});

test("what Container Apps has in a region, online endpoints have too", () => {
  for (const { accelerator: name, regions } of containerAppsGpus) {
    const sizes = azureVmSizes.filter((size) => size.accelerator === name && size.onlineEndpoint);
    expect(regions.filter((place) => !sizes.some((size) => size.regions.includes(place)))).toEqual([]);
  }
});

test("the vLLM image for Container Apps is vLLM's own with CUDA 12, with an exact tag, at its port", () => {
  expect(containerAppsVllmImage).toMatchObject({
    uri: "docker.io/vllm/vllm-openai:v0.28.0-cu129",
    port: 8000,
    healthPath: "/health",
  });
});

test("the vLLM image for online endpoints is AWS's that takes flags from the environment, at SageMaker's port", () => {
  expect(onlineEndpointVllmImage).toMatchObject({
    uri: "public.ecr.aws/deep-learning-containers/vllm:server-sagemaker-cuda-v1.4",
    port: 8080,
    healthPath: "/health",
  });
});
