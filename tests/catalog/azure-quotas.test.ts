import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  computeInstanceDisk,
  computeInstanceLoadBalancer,
  managedNetworkEndpoints,
  ssdShare,
} from "../../catalog/azure/billing.js";
import { containerAppsGpus } from "../../catalog/azure/container-apps-gpus.js";
import {
  azureQuotas,
  cpuSizeFamilies,
  familyQuotaSources,
  familyQuotas,
  quotaPages,
} from "../../catalog/azure/quotas.js";
import { azureVmSizes } from "../../catalog/azure/vm-sizes.js";

const provenance = { source: z.string().min(10), asOf: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])(-[0-3]\d)?$/) };
const code = z.string().regex(/^[\w ]+$/);

const familyQuota = z.strictObject({
  compute: z.strictObject({
    code,
    name: z
      .string()
      .regex(/ vCPUs$/)
      .optional(),
  }),
  machineLearning: z
    .strictObject({
      code,
      name: z
        .string()
        .regex(/ Cluster Dedicated vCPUs$/)
        .optional(),
      upgradeReserve: z.boolean(),
    })
    .optional(),
});
const count = z.int().positive();

test.each(familyQuotas.map((quota) => [quota.compute.code, quota] as const))("%s has whole names", (_, quota) => {
  expect(familyQuota.parse(quota)).toEqual(quota);
});

test.each(Object.entries({ ...azureQuotas, ...familyQuotaSources }))("%s has a source and a date", (_, fact) => {
  expect(z.looseObject(provenance).parse(fact)).toEqual(fact);
});

describe("the quotas of VM families", () => {
  const families = [...new Set(azureVmSizes.map(({ quotaFamily }) => quotaFamily))];

  test("are those of the size table and of CPU sizes, each once", () => {
    expect(familyQuotas.map(({ compute }) => compute.code)).toEqual([...families, ...Object.values(cpuSizeFamilies)]);
  });

  test("are known to Azure Machine Learning where it serves on a size of the family", () => {
    const served = new Set(
      azureVmSizes.filter(({ onlineEndpoint }) => onlineEndpoint).map(({ quotaFamily }) => quotaFamily),
    );
    const known = familyQuotas.filter(({ machineLearning }) => machineLearning).map(({ compute }) => compute.code);
    expect(known).toEqual([...families.filter((family) => served.has(family)), "standardDSv2Family"]);
  });

  test("keep a reserve for upgrades but for A100 and H100", () => {
    const kept = familyQuotas.filter(({ machineLearning }) => machineLearning?.upgradeReserve);
    expect(kept.map(({ compute }) => compute.code)).toEqual([
      "Standard NCASv3_T4 Family",
      "StandardNVADSA10v5Family",
      "standardDSv2Family",
    ]);
  });
});

test("each serverless GPU has a quota", () => {
  expect(containerAppsGpus.map(({ name }) => azureQuotas[name].code)).toEqual([
    "ManagedEnvironmentConsumptionT4Gpus",
    "ManagedEnvironmentConsumptionNCA100Gpus",
  ]);
});

test.each(Object.entries(quotaPages))("quotas of %s are asked for at a whole address", (_, page) => {
  expect(z.url({ protocol: /^https$/ }).parse(page)).toBe(page);
});

test("what services bring along is counted, with source and date", () => {
  const counted = z.strictObject({
    workspace: count,
    storageAccount: count,
    keyVault: count,
    containerRegistry: count,
    ...provenance,
  });
  expect(counted.parse(managedNetworkEndpoints)).toEqual(managedNetworkEndpoints);
  expect(z.looseObject({ sizeGiB: count, ...provenance }).parse(computeInstanceDisk)).toEqual(computeInstanceDisk);
  expect(
    z.looseObject({ usd: z.number().positive().max(10), ...provenance }).parse(computeInstanceLoadBalancer),
  ).toEqual(computeInstanceLoadBalancer);
  const speed = z.strictObject({ base: count, perGiB: z.number().positive(), included: count });
  expect(z.strictObject({ iops: speed, throughput: speed, ...provenance }).parse(ssdShare)).toEqual(ssdShare);
});
