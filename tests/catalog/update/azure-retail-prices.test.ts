import { describe, expect, test } from "vitest";
import { azurePricesOf } from "../../../catalog/update/azure-retail-prices.js";
import { type Answer, impatient, json, priceServer } from "./price-server.js";

const SIZE = "Standard_NC24ads_A100_v4";
const item = (more: object = {}) => ({
  currencyCode: "USD",
  armSkuName: SIZE,
  armRegionName: "westus3",
  retailPrice: 3.673,
  unitOfMeasure: "1 Hour",
  type: "Consumption",
  productName: "NCads A100 v4 Series Linux",
  skuName: "NC24ads A100 v4",
  meterName: "NC24ads A100 v4",
  effectiveStartDate: "2026-01-01T00:00:00Z",
  ...more,
});
const page = (Items: readonly object[], NextPageLink: string | null = null) => ({
  BillingCurrency: "USD",
  Items,
  NextPageLink,
  Count: Items.length,
});

async function ask(answer: Answer) {
  const server = await priceServer(answer);
  const result = await azurePricesOf(SIZE, server.url, impatient).catch((error: unknown) => error);
  return { result, requests: server.requests };
}
const price = (usd: number, capacity = "on-demand", region = "westus3") => ({ capacity, type: SIZE, region, usd });

test("a size is asked for by its name, at the price of consumption", async () => {
  const { requests } = await ask((response) => json(response, page([item()])));
  expect(requests).toEqual([
    "/api/retail/prices?api-version=2023-01-01-preview&$filter=serviceName eq 'Virtual Machines' and " +
      "priceType eq 'Consumption' and armSkuName eq 'Standard_NC24ads_A100_v4'",
  ]);
});

test("on-demand and spot prices of all regions come back, from all pages", async () => {
  const { result, requests } = await ask((response, url, count) => {
    const next = `${url.origin}/api/retail/prices?$skip=100`;
    if (count === 1) json(response, page([item(), item({ armRegionName: "eastus", retailPrice: 3.5 })], next));
    else json(response, page([item({ skuName: "NC24ads A100 v4 Spot", retailPrice: 0.9 })]));
  });
  expect(result).toEqual(expect.arrayContaining([price(3.673), price(3.5, "on-demand", "eastus"), price(0.9, "spot")]));
  expect(result).toHaveLength(3);
  expect(requests[1]).toBe("/api/retail/prices?$skip=100");
});

test.each<[string, object]>([
  ["Windows", { productName: "NCads A100 v4 Series Windows" }],
  ["Cloud Services", { productName: "NCads A100 v4 Series CloudServices" }],
  ["low priority", { skuName: "NC24ads A100 v4 Low Priority" }],
  ["reservations", { type: "Reservation" }],
  ["months", { unitOfMeasure: "1/Month" }],
  ["other sizes", { armSkuName: "Standard_NC48ads_A100_v4" }],
  ["what costs nothing", { retailPrice: 0 }],
])("prices of %s are left out", async (_, other) => {
  const { result } = await ask((response) => json(response, page([item(), item({ retailPrice: 9, ...other })])));
  expect(result).toEqual([price(3.673)]);
});

test("of two prices the later holds, whatever their order", async () => {
  const late = item({ retailPrice: 3.2, effectiveStartDate: "2026-06-01T00:00:00Z" });
  const { result } = await ask((response) => json(response, page([late, item()])));
  expect(result).toEqual([price(3.2)]);
});

describe("fails, and says so:", () => {
  test.each<[string, Answer, string]>([
    ["an answer of another form", (response) => json(response, { error: "x" }), "has another form: BillingCurrency"],
    ["another currency", (response) => json(response, { ...page([]), BillingCurrency: "EUR" }), "BillingCurrency"],
    ["a price that is text", (response) => json(response, page([item({ retailPrice: "3" })])), "Items.0.retailPrice"],
    ["a price below zero", (response) => json(response, page([item({ retailPrice: -1 })])), "Items.0.retailPrice"],
    [
      "a next page elsewhere",
      (response) => json(response, page([item()], "http://example.com/api/retail/prices?$skip=100")),
      "the next page is elsewhere: http://example.com/api/retail/prices?$skip=100",
    ],
    ["a next page that is no link", (response) => json(response, page([item()], "more")), "elsewhere: more"],
    [
      "pages without end",
      (response, url) => json(response, page([item()], `${url.origin}/api/retail/prices?$skip=1`)),
      "has more than 50 pages",
    ],
  ])("%s", async (_, answer, message) => {
    const { result } = await ask(answer);
    expect(result).toMatchObject({ name: "PriceSourceError", message: expect.stringContaining(message) });
  });
});
