import { describe, expect, test } from "vitest";
import * as z from "zod";
import { awsRate, awsRates } from "../../catalog/aws/rates.js";
import { azureRate, azureRates } from "../../catalog/azure/rates.js";
import { gcpRate, gcpRates, vertexUplift } from "../../catalog/gcp/rates.js";
import { approximate, HOURS_PER_MONTH, rateIn, type ServiceRate, units } from "../../catalog/rate.js";

const provenance = { source: z.string().min(10), asOf: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])(-[0-3]\d)?$/) };
const confidence = z.enum(["checked", "recall"]);

const rateOf = (region: z.ZodType) =>
  z.strictObject({
    usd: z.number().positive().max(100),
    unit: z.enum(Object.keys(units) as [string, ...string[]]),
    basis: z.enum(["list", "derived"]),
    region: region.optional(),
    confidence,
    ...provenance,
  });

const clouds: readonly [string, Readonly<Record<string, ServiceRate>>, z.ZodType][] = [
  ["aws", awsRates, z.enum(["us-east-1"])],
  ["gcp", gcpRates, z.enum(["us-central1"])],
  ["azure", azureRates, z.enum(["eastus", "eastus2", "westus"])],
];

describe.each(clouds)("the rates of %s", (_, rates, region) => {
  test.each(Object.entries(rates))("%s is whole, with unit, source and date", (_name, rate) => {
    expect(rateOf(region).parse(rate)).toEqual(rate);
  });
});

test("a month has 730 hours", () => {
  expect(HOURS_PER_MONTH).toBe(730);
});

const monthly = ({ usd }: ServiceRate) => Number((usd * HOURS_PER_MONTH).toFixed(2));

test.each([
  ["a NAT gateway of AWS", awsRate("natGateway", "us-east-1"), 32.85],
  ["a public address of AWS", awsRate("publicIpv4", "us-east-1"), 3.65],
  ["an interface endpoint of AWS, a zone", awsRate("interfaceEndpoint", "us-east-1"), 7.3],
  ["a machine behind Cloud NAT", gcpRate("natMachine", "us-central1"), 1.02],
  ["an external address of Google Cloud", gcpRate("publicIpv4", "us-central1"), 3.65],
  ["a NAT gateway of Azure", azureRate("natGateway", "eastus"), 32.85],
  ["a private endpoint of Azure", azureRate("privateEndpoint", "eastus"), 7.3],
  ["Azure Firewall Basic", azureRate("firewallBasic", "eastus"), 288.35],
  ["a GiB of a file share", azureRate("fileShareSsd", "eastus2"), 0.1],
])("%s costs $%s a month", (_, rate, usd) => {
  expect(monthly(rate)).toBe(usd);
});

const hourly = (gpu: number, cpus: number, cpu: number, memoryGiB: number, memory: number) =>
  3600 * (gpu + cpus * cpu + memoryGiB * memory);

test("an instance of Cloud Run with an L4, 8 vCPUs and 32 GiB costs $1.42 an hour", () => {
  const { cloudRunL4, cloudRunCpu, cloudRunMemory } = gcpRates;
  expect(hourly(cloudRunL4.usd, 8, cloudRunCpu.usd, 32, cloudRunMemory.usd)).toBeCloseTo(1.421, 3);
});

test("a replica of Container Apps costs $1.56 an hour with a T4 and $6.35 with an A100", () => {
  const { containerAppsT4, containerAppsA100, containerAppsCpu, containerAppsMemory } = azureRates;
  expect(hourly(containerAppsT4.usd, 8, containerAppsCpu.usd, 56, containerAppsMemory.usd)).toBeCloseTo(1.5588, 4);
  expect(hourly(containerAppsA100.usd, 24, containerAppsCpu.usd, 220, containerAppsMemory.usd)).toBeCloseTo(6.354, 4);
});

describe("a rate", () => {
  test("in its own region is the list price, elsewhere it is printed with ≈", () => {
    expect(awsRate("natGateway", "us-east-1").basis).toBe("list");
    expect(awsRate("natGateway", "eu-west-1")).toMatchObject({
      usd: 0.045,
      basis: "other-region",
      region: "us-east-1",
    });
    expect([awsRate("natGateway", "us-east-1"), awsRate("natGateway", "eu-west-1")].map(approximate)).toEqual([
      false,
      true,
    ]);
  });

  test("without a region holds everywhere", () => {
    expect(awsRate("publicIpv4", "eu-west-1").basis).toBe("list");
    expect(gcpRate("dnsZone", "europe-west4").basis).toBe("list");
  });

  test("that is derived is printed with ≈, in any region", () => {
    expect(approximate(azureRate("firewallBasic", "westus3"))).toBe(true);
  });

  test("does not change the table when a region is asked for", () => {
    const rate = { usd: 1, basis: "list", region: "a", source: "a price list", asOf: "2026-01" } as const;
    expect(rateIn(rate, "b")).not.toBe(rate);
    expect(rate.basis).toBe("list");
  });
});

test("Vertex AI's uplift is from memory, and says so", () => {
  expect(z.strictObject({ ratio: z.literal(1.15), confidence, ...provenance }).parse(vertexUplift)).toMatchObject({
    confidence: "recall",
  });
});
