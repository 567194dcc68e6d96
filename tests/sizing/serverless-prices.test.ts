import { expect, test } from "vitest";
import type { Rate } from "../../catalog/rate.js";
import { cloudRunPrice, containerAppsPrice, replicaRate } from "../../sizing/serverless-prices.js";

const listed: Rate = { usd: 0.0001, basis: "list", region: "eastus", asOf: "2026-08-01", source: "a list" };

test("an instance of Cloud Run with an L4 costs its GPU, CPUs and memory", () => {
  // (0.0001867 + 8 × 0.000018 + 32 × 0.000002) × 3600
  expect(cloudRunPrice({ accelerator: "L4", cpu: 8, memoryGiB: 32 }, "us-central1")).toMatchObject({
    usd: 1.42092,
    basis: "list",
    region: "us-central1",
    asOf: "2026-08-03",
  });
});

test("no source has a rate of Cloud Run's RTX PRO 6000", () => {
  expect(cloudRunPrice({ accelerator: "RTX-PRO-6000", cpu: 20, memoryGiB: 80 }, "us-central1")).toBeUndefined();
});

test("a replica of Container Apps costs its GPU, CPUs and memory, in another region about as much", () => {
  // (0.000073 + 8 × 0.000024 + 56 × 0.000003) × 3600
  const t4 = { accelerator: "T4", cpu: 8, memoryGiB: 56 };
  expect(containerAppsPrice(t4, "eastus")).toMatchObject({ usd: 1.5588, basis: "list", asOf: "2026-08-01" });
  expect(containerAppsPrice(t4, "westus3")).toMatchObject({ usd: 1.5588, basis: "other-region", region: "eastus" });
  // (0.000529 + 24 × 0.000024 + 220 × 0.000003) × 3600
  expect(containerAppsPrice({ accelerator: "A100-80GB", cpu: 24, memoryGiB: 220 }, "eastus")?.usd).toBe(6.354);
  expect(containerAppsPrice({ accelerator: "H100", cpu: 40, memoryGiB: 320 }, "eastus")).toBeUndefined();
});

test("a price of parts is as sure as the least sure of them, and as old as the oldest", () => {
  const older: Rate = { usd: 0.00001, basis: "other-region", region: "westus", asOf: "2026-05-01", source: "a list" };
  const other: Rate = { usd: 0.000001, basis: "list", region: "eastus", asOf: "2026-07-01", source: "a report" };
  expect(
    replicaRate([
      [1, listed],
      [2, older],
      [3, other],
    ]),
  ).toEqual({
    usd: 0.4428, // (0.0001 + 2 × 0.00001 + 3 × 0.000001) × 3600
    basis: "other-region",
    region: "westus",
    asOf: "2026-05-01",
    source: "a list; a report",
  });
  expect(
    replicaRate([
      [1, listed],
      [3, other],
    ]),
  ).toMatchObject({ basis: "list", region: "eastus" });
});
