import { describe, expect, test } from "vitest";
import { type GoogleMachine, googlePricesOf, isSummed } from "../../../catalog/update/google-catalog.js";
import { type Answer, impatient, json, priceServer } from "./price-server.js";

const sku = (
  description: string,
  usd: number,
  usageType = "OnDemand",
  serviceRegions = ["us-central1"],
  more = {},
) => ({
  skuId: "0000-0000-0000",
  description,
  category: { serviceDisplayName: "Compute Engine", resourceFamily: "Compute", resourceGroup: "CPU", usageType },
  serviceRegions,
  pricingInfo: [
    {
      summary: "",
      pricingExpression: {
        usageUnit: description.includes(" Ram ") ? "GiBy.h" : "h",
        tieredRates: [
          {
            startUsageAmount: 0,
            unitPrice: { currencyCode: "USD", units: String(Math.floor(usd)), nanos: Math.round((usd % 1) * 1e9) },
          },
        ],
        ...more,
      },
    },
  ],
});
const G2 = [
  sku("G2 Instance Core running in Americas", 0.025),
  sku("G2 Instance Ram running in Americas", 0.003),
  sku("Nvidia L4 GPU running in Americas", 0.56),
];
const machine: GoogleMachine = { name: "g2-standard-4", vCpus: 4, memoryGiB: 16, gpus: 1, regions: ["us-central1"] };

async function ask(answer: Answer, machines: readonly GoogleMachine[] = [machine]) {
  const server = await priceServer(answer);
  const result = await googlePricesOf(machines, "key", server.url, impatient).catch((error: unknown) => error);
  return { result, requests: server.requests };
}
const price = (usd: number, capacity = "on-demand", type = "g2-standard-4") => ({
  capacity,
  type,
  region: "us-central1",
  usd,
});

test("a machine costs the sum of its vCPUs, memory and GPUs: 4 × 0.025 + 16 × 0.003 + 0.56", async () => {
  const { result, requests } = await ask((response) => json(response, { skus: G2 }));
  expect(result).toEqual([price(0.708)]);
  expect(requests).toEqual(["/v1/services/6F81-5844-456A/skus?key=key&currencyCode=USD&pageSize=5000&pageToken="]);
});

test("each of its GPUs costs", async () => {
  const two = { ...machine, name: "g2-standard-24", vCpus: 24, memoryGiB: 96, gpus: 2 };
  const { result } = await ask((response) => json(response, { skus: G2 }), [two]);
  expect(result).toEqual([price(2.008, "on-demand", "g2-standard-24")]);
});

test("as spot it costs the sum of the preemptible SKUs", async () => {
  const skus = [
    sku("Spot Preemptible G2 Instance Core running in Americas", 0.01, "Preemptible"),
    sku("Preemptible G2 Instance Ram running in Americas", 0.001, "Preemptible"),
    sku("Nvidia L4 GPU attached to Spot Preemptible VMs running in Americas", 0.22, "Preemptible"),
  ];
  expect((await ask((response) => json(response, { skus }))).result).toEqual([price(0.276, "spot")]);
});

test("a machine without a GPU costs the sum of the two others", async () => {
  const skus = [sku("E2 Instance Core running in Americas", 0.02), sku("E2 Instance Ram running in Americas", 0.003)];
  const e2: GoogleMachine = { ...machine, name: "e2-standard-4", gpus: 0 };
  expect((await ask((response) => json(response, { skus }), [e2])).result).toEqual([
    price(0.128, "on-demand", "e2-standard-4"),
  ]);
});

test("SKUs come from all pages", async () => {
  const { result, requests } = await ask((response, _, count) =>
    json(
      response,
      count === 1 ? { skus: G2.slice(0, 2), nextPageToken: "next" } : { skus: G2.slice(2), nextPageToken: "" },
    ),
  );
  expect(result).toEqual([price(0.708)]);
  expect(requests[1]).toMatch(/&pageToken=next$/);
});

test("a machine has no price where a part has none", async () => {
  const elsewhere = sku("Nvidia L4 GPU running in Frankfurt", 0.6, "OnDemand", ["europe-west3"]);
  expect((await ask((response) => json(response, { skus: [...G2.slice(0, 2), elsewhere] }))).result).toEqual([]);
});

test.each([
  ["commitments", sku("G2 Instance Core running in Americas", 9, "Commit1Yr")],
  ["flex start", sku("DWS G2 Instance Core running in Americas", 9)],
  ["months", sku("G2 Instance Core running in Americas", 9, "OnDemand", ["us-central1"], { usageUnit: "mo" })],
])("SKUs of %s are left out", async (_, other) => {
  expect((await ask((response) => json(response, { skus: [...G2, other] }))).result).toEqual([price(0.708)]);
});

test.each([
  ["g2-standard-96", true],
  ["n1-standard-4", true],
  ["a2-highgpu-8g", true],
  ["a2-ultragpu-1g", false],
  ["a3-highgpu-8g", false],
  ["g4-standard-48", false],
])("%s is the sum of SKUs that are known: %s", (name, summed) => {
  expect(isSummed({ name })).toBe(summed);
});

describe("fails, and says so, without the key:", () => {
  test.each<[string, Answer, string]>([
    ["an answer of another form", (response) => json(response, { error: {} }), "has another form: skus"],
    ["a wrong key", (response) => response.writeHead(403, "Forbidden").end(), "/skus: HTTP 403 Forbidden"],
    ["pages without end", (response) => json(response, { skus: [], nextPageToken: "x" }), "more than 100 pages"],
  ])("%s", async (_, answer, message) => {
    const { result } = await ask(answer);
    expect(result).toMatchObject({ name: "PriceSourceError", message: expect.stringContaining(message) });
    expect((result as Error).message).not.toContain("key=key");
  });
});
