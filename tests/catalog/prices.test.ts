import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { awsInstanceTypes } from "../../catalog/aws/instance-types.js";
import { awsMachinePrice, awsPrices, sageMakerPrice, sageMakerRatios } from "../../catalog/aws/prices.js";
import { azureMachinePrice, azurePrices } from "../../catalog/azure/prices.js";
import { azureVmSizes } from "../../catalog/azure/vm-sizes.js";
import { gcpMachineTypes } from "../../catalog/gcp/machine-types.js";
import { gcpMachinePrice, gcpPrices, tpuChipPrice, vertexServingPrice } from "../../catalog/gcp/prices.js";
import { tpuGenerations } from "../../catalog/gcp/tpu-slices.js";
import { findPrice, type PriceTable } from "../../catalog/price-table.js";
import { pricedCpuTypes } from "../../catalog/priced-cpu-types.js";
import { approximate } from "../../catalog/rate.js";
import { priceFileSchema, pricesOf, serialized } from "../../catalog/update/price-file.js";

interface Machine {
  readonly name: string;
  readonly accelerator: string;
  readonly count: number;
  readonly regions: readonly string[];
}

const tpus = tpuGenerations.map(({ accelerator, zones }) => ({
  name: accelerator,
  accelerator,
  count: 1,
  regions: [...new Set(zones.map((zone) => zone.replace(/-[a-z]$/, "")))],
}));

const clouds = [
  { cloud: "aws", file: awsPrices, priceOf: awsMachinePrice, machines: awsInstanceTypes },
  { cloud: "gcp", file: gcpPrices, priceOf: gcpMachinePrice, machines: [...gcpMachineTypes, ...tpus] },
  { cloud: "azure", file: azurePrices, priceOf: azureMachinePrice, machines: azureVmSizes },
] as const;

/** Machines of the tables that no source has a price of, on demand, and why. */
const unpriced: Readonly<Record<string, string>> = {
  "trn2.3xlarge": "offered, but no public price list of ours has it",
  "trn2.48xlarge": "offered, but no public price list of ours has it",
  "a4-highgpu-8g": "sold as spot, by reservation and by flex start only: it has no on-demand price",
};

const namesOf = (machines: readonly { readonly name: string }[]) => machines.map(({ name }) => name);

describe.each(clouds)("the machine prices of $cloud", ({ cloud, file, priceOf, machines }) => {
  test("are a file of the form that an update writes, each with source and date", () => {
    expect(priceFileSchema.parse(file)).toEqual(file);
  });

  test("stand in the file just as an update would write them", () => {
    const text = readFileSync(new URL(`../../catalog/${cloud}/prices.json`, import.meta.url), "utf8");
    expect(serialized(priceFileSchema.parse(JSON.parse(text)))).toBe(text);
  });

  test("are of machines and regions of the tables, of SageMaker and of notebooks", () => {
    const cpuTypes = pricedCpuTypes.filter((type) => type.cloud === cloud);
    const regions = new Map([...machines, ...cpuTypes].map((machine) => [machine.name, machine.regions]));
    const regionsOf = (type: string) => regions.get(type) ?? regions.get(type.replace(/^ml\./, ""));
    const strangers = pricesOf(file.tables).filter(({ type, region }) => !regionsOf(type)?.includes(region));
    expect(strangers).toEqual([]);
  });

  test("lack only what is listed here with its reason", () => {
    const without = (machines as readonly Machine[]).filter(({ name, regions }) =>
      regions.every((region) => priceOf(name, region, "on-demand") === undefined),
    );
    expect(namesOf(without)).toEqual(namesOf(machines).filter((name) => name in unpriced));
  });

  test("as spot are below on demand, in each region", () => {
    const spot = pricesOf(file.tables).filter(({ capacity }) => capacity === "spot");
    const dearer = spot.filter(({ type, region, usd }) => {
      const onDemand = priceOf(type, region, "on-demand");
      return onDemand?.region === region && usd >= onDemand.usd;
    });
    expect(dearer).toEqual([]);
  });

  test("are higher for eight accelerators than for one, in each region", () => {
    const cheaper: string[] = [];
    for (const small of machines as readonly Machine[])
      for (const big of machines as readonly Machine[]) {
        // Below eight times as many, a machine with a smaller host can cost less.
        if (small.accelerator !== big.accelerator || big.count < 8 * small.count) continue;
        for (const region of small.regions) {
          const [less, more] = [small, big].map(({ name }) => priceOf(name, region, "on-demand"));
          if (less?.region === region && more?.region === region && less.usd >= more.usd)
            cheaper.push(`${small.name} ${region}`);
        }
      }
    expect(cheaper).toEqual([]);
  });
});

// The cheapest whole accelerator on demand; of several in a machine, the machine's price.
test.each([
  ["T4", awsMachinePrice, "g4dn.xlarge", "us-east-1", 0.526],
  ["T4", gcpMachinePrice, "n1-standard-4", "us-central1", 0.54],
  ["T4", azureMachinePrice, "Standard_NC4as_T4_v3", "eastus", 0.526],
  ["L4", awsMachinePrice, "g6.xlarge", "us-east-1", 0.8048],
  ["L4", gcpMachinePrice, "g2-standard-4", "us-east4", 0.7045],
  ["L4", gcpMachinePrice, "g2-standard-4", "us-central1", 0.7068],
  ["A10G", awsMachinePrice, "g5.xlarge", "us-east-1", 1.006],
  ["A10", azureMachinePrice, "Standard_NV36ads_A10_v5", "eastus", 3.2],
  ["L40S", awsMachinePrice, "g6e.xlarge", "us-east-1", 1.861],
  ["RTX PRO 6000", awsMachinePrice, "g7e.2xlarge", "us-east-1", 3.3631],
  ["RTX PRO 6000", gcpMachinePrice, "g4-standard-48", "us-central1", 4.4999],
  ["RTX PRO 6000", azureMachinePrice, "Standard_NC144lds_xl_RTXPRO6000BSE_v6", "westus2", 5.5],
  ["8 × A100 80 GB", awsMachinePrice, "p4de.24xlarge", "us-east-1", 27.4471],
  ["A100 80 GB", gcpMachinePrice, "a2-ultragpu-1g", "us-central1", 5.0688],
  ["A100 80 GB", azureMachinePrice, "Standard_NC24ads_A100_v4", "eastus", 3.673],
  ["H100", awsMachinePrice, "p5.4xlarge", "us-east-1", 6.88],
  ["H100", gcpMachinePrice, "a3-highgpu-1g", "us-central1", 11.0613],
  ["H100 NVL", azureMachinePrice, "Standard_NC40ads_H100_v5", "eastus", 6.98],
  ["8 × H200", awsMachinePrice, "p5en.48xlarge", "us-east-1", 63.296],
  ["8 × H200", gcpMachinePrice, "a3-ultragpu-8g", "us-central1", 86.76],
  ["8 × H200", azureMachinePrice, "Standard_ND96isr_H200_v5", "eastus2", 84.8],
  ["8 × B200", awsMachinePrice, "p6-b200.48xlarge", "us-east-1", 113.9328],
  ["8 × MI300X", azureMachinePrice, "Standard_ND96isr_MI300X_v5", "eastus2", 48],
  ["TPU v5e", tpuChipPrice, "TPU-v5e", "us-central1", 1.2],
  ["TPU v5p", tpuChipPrice, "TPU-v5p", "us-central1", 4.2],
  ["TPU v6e", tpuChipPrice, "TPU-v6e", "us-central1", 2.7],
])("%s: %o %s in %s costs $%s an hour", (_, priceOf, type, region, usd) => {
  const rate = priceOf(type, region, "on-demand");
  expect(rate?.region).toBe(region);
  expect(rate?.usd).toBeCloseTo(usd, 2);
});

test("AWS's on-demand prices are list prices; its spot prices and all of Azure's are printed with ≈", () => {
  expect(awsMachinePrice("g6.xlarge", "us-east-1", "on-demand")).toMatchObject({ basis: "list", asOf: "2026-07-20" });
  expect(awsMachinePrice("g6.xlarge", "us-east-1", "spot")).toMatchObject({ basis: "derived", asOf: "2025-06-28" });
  expect(azureMachinePrice("Standard_NC24ads_A100_v4", "westus3", "on-demand")).toMatchObject({ basis: "derived" });
});

test.each([
  [gcpMachinePrice, "e2-standard-4", "us-central1", 0.13402284, "list"],
  [gcpMachinePrice, "e2-standard-4", "europe-west4", 0.13402284, "other-region"],
  [azureMachinePrice, "Standard_DS3_v2", "eastus", 0.293, "derived"],
  [azureMachinePrice, "Standard_DS3_v2", "westus3", 0.293, "other-region"],
] as const)("%o of a notebook: %s in %s costs $%s, %s", (priceOf, type, region, usd, basis) => {
  expect(priceOf(type, region, "on-demand")).toMatchObject({ usd, basis });
});

test("no price is known of Azure's spot machines, and none of a machine that no table has", () => {
  expect(azureMachinePrice("Standard_NC24ads_A100_v4", "westus3", "spot")).toBeUndefined();
  for (const name of ["toString", "__proto__", "m7i.large", ""])
    expect(awsMachinePrice(name, "us-east-1", "on-demand")).toBeUndefined();
  expect(tpuChipPrice("g2-standard-4", "us-central1", "on-demand")).toBeUndefined();
});

describe("a price of another region", () => {
  const table = (capacity: PriceTable["capacity"], prices: PriceTable["prices"]): PriceTable => ({
    capacity,
    basis: "list",
    source: `prices of ${capacity}`,
    asOf: "2026-01-01",
    prices,
  });
  const tables = [
    table("on-demand", { m: { b: 2, z: 9, a: 1 }, only: { y: 5, x: 4 } }),
    table("on-demand", { m: { c: 3 } }),
    table("spot", { m: { b: 0.5 } }),
  ];
  const priceIn = (type: string, region: string, capacity: PriceTable["capacity"] = "on-demand") =>
    findPrice(tables, ["b", "c"], type, region, capacity);

  test.each([
    ["a", 1, "list", "a"],
    ["c", 3, "list", "c"],
    ["elsewhere", 2, "other-region", "b"],
  ])("is that of the first base region: in %s $%s, %s of %s", (region, usd, basis, of) => {
    expect(priceIn("m", region)).toEqual({ usd, basis, region: of, source: "prices of on-demand", asOf: "2026-01-01" });
  });

  test("is that of the first region by name where no base region has one", () => {
    expect(priceIn("only", "elsewhere")).toMatchObject({ usd: 4, basis: "other-region", region: "x" });
  });

  test("is of the same capacity", () => {
    expect(priceIn("m", "a", "spot")).toMatchObject({ usd: 0.5, basis: "other-region", region: "b" });
    expect(priceIn("only", "x", "spot")).toBeUndefined();
  });

  test("is printed with ≈", () => {
    expect(["a", "elsewhere"].map((region) => approximate(priceIn("m", region)!))).toEqual([false, true]);
  });
});

describe("a SageMaker instance", () => {
  test.each([
    ["ml.g4dn.xlarge", 0.7364],
    ["ml.g4dn.2xlarge", 0.94],
    ["ml.g5.xlarge", 1.4084],
    ["ml.g5.12xlarge", 7.09],
    ["ml.g5.48xlarge", 20.36],
    ["ml.g6.2xlarge", 1.222],
    ["ml.g6.12xlarge", 5.752],
    ["ml.inf2.xlarge", 0.9902],
    ["ml.inf2.24xlarge", 7.7888],
    ["ml.trn1.32xlarge", 28.4875],
  ])("%s costs $%s in us-east-1, EC2's price times the ratio of its family", (type, usd) => {
    const rate = sageMakerPrice(type, "us-east-1");
    expect(rate?.usd).toBeCloseTo(usd, 2);
    expect(rate).toMatchObject({ basis: "derived", region: "us-east-1" });
  });

  test("of the p4d and p5 says that a price cut may not have reached it", () => {
    expect(sageMakerPrice("ml.p5.48xlarge", "us-east-1")).toMatchObject({
      usd: 63.296,
      source: expect.stringContaining("whether SageMaker followed EC2's price cut of 2025-06 is open"),
    });
  });

  test("costs what SageMaker lists, where it does", () => {
    expect(sageMakerPrice("ml.t3.medium", "us-east-2")).toMatchObject({ usd: 0.05, basis: "list" });
    expect(sageMakerPrice("ml.t3.medium", "us-east-1")).toMatchObject({ usd: 0.05, basis: "other-region" });
  });

  test("costs what SageMaker lists rather than EC2's price times a ratio, unless only EC2's is of the region", () => {
    const prices = { "g6.xlarge": { a: 1, b: 2 }, "ml.g6.xlarge": { a: 1.5 } };
    const tables = [
      { capacity: "on-demand", basis: "list", source: "a price list", asOf: "2026-01-01", prices } as const,
    ];
    expect(sageMakerPrice("ml.g6.xlarge", "a", tables)).toMatchObject({ usd: 1.5, basis: "list" });
    expect(sageMakerPrice("ml.g6.xlarge", "b", tables)).toMatchObject({ usd: 2.8, basis: "derived" });
    expect(sageMakerPrice("ml.g6.xlarge", "c", tables)).toMatchObject({ usd: 1.5, basis: "other-region", region: "a" });
  });

  test("has EC2's other region where EC2 has", () => {
    expect(sageMakerPrice("ml.g5.xlarge", "eu-west-3")).toMatchObject({ basis: "other-region", region: "us-east-1" });
  });

  test.each(["ml.p6-b200.48xlarge", "ml.trn2.48xlarge", "ml.toString.xlarge", "g5.xlarge.ml", "ml.m7i.large"])(
    "of a family that no price was compared for has none: %s",
    (type) => {
      expect(sageMakerPrice(type, "us-east-1")).toBeUndefined();
    },
  );

  test("has a ratio for every family that serves, but for the P6 and Trainium2", () => {
    const families = new Set(
      awsInstanceTypes.filter(({ sageMakerEndpoint }) => sageMakerEndpoint).map(({ name }) => name.split(".")[0]!),
    );
    expect([...families].filter((family) => !(family in sageMakerRatios))).toEqual(["p6-b200", "trn2"]);
  });
});

test("a machine behind Vertex AI costs 1.15 times Compute Engine's, which nobody has verified", () => {
  expect(vertexServingPrice("g2-standard-12", "us-central1")).toMatchObject({
    usd: 1.150483,
    basis: "derived",
    source: expect.stringContaining("not verified"),
  });
  expect(vertexServingPrice("a4-highgpu-8g", "us-central1")).toBeUndefined();
});
