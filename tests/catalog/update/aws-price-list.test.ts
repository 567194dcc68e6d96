import { describe, expect, test } from "vitest";
import { awsOffers, awsPricesOf } from "../../../catalog/update/aws-price-list.js";
import type { FoundPrice } from "../../../catalog/update/price-file.js";
import { type Answer, impatient, json, priceServer } from "./price-server.js";

const COLUMNS = [
  "SKU",
  "OfferTermCode",
  "RateCode",
  "TermType",
  "PriceDescription",
  "EffectiveDate",
  "StartingRange",
  "EndingRange",
  "Unit",
  "PricePerUnit",
  "Currency",
  "Instance Type",
  "Operating System",
  "Tenancy",
  "usageType",
  "operation",
  "CapacityStatus",
  "Pre Installed S/W",
] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
const row = (cells: Cells) =>
  quoted(
    COLUMNS.map(
      (column) =>
        cells[column] ??
        {
          TermType: "OnDemand",
          PriceDescription: 'a "price", with commas',
          EffectiveDate: "2026-11-01",
          Unit: "Hrs",
          PricePerUnit: "0.8048000000",
          Currency: "USD",
          "Instance Type": "g6.xlarge",
          "Operating System": "Linux",
          Tenancy: "Shared",
          operation: "RunInstances",
          CapacityStatus: "Used",
          "Pre Installed S/W": "NA",
        }[column as string] ??
        "",
    ),
  );
const HEAD = [
  '"FormatVersion","v1.0"',
  '"Disclaimer","This pricing list is for informational purposes only."',
  '"Publication Date","2026-11-20T00:00:00Z"',
  '"Version","20261120000000"',
  '"OfferCode","AmazonEC2"',
];
const csv = (...rows: readonly Cells[]) => [...HEAD, quoted(COLUMNS), ...rows.map(row)].join("\n");

const [ec2, sageMaker] = awsOffers;
const types = new Set(["g6.xlarge", "ml.g6.xlarge"]);

async function ask(file: string | Answer, offer = ec2!, regions: readonly string[] = ["us-east-1"]) {
  const server = await priceServer((response, url, count) => {
    if (typeof file === "function") return file(response, url, count);
    if (!url.pathname.endsWith("region_index.json")) return response.end(file);
    const index = regions.map((region) => [region, { regionCode: region, currentVersionUrl: pathOf(offer, region) }]);
    return json(response, { formatVersion: "v1.0", regions: Object.fromEntries(index) });
  });
  const announced: string[] = [];
  const read = async () => {
    const found: FoundPrice[] = [];
    const steps = awsPricesOf(offer, types, regions, server.url, impatient, (what) => announced.push(what));
    for await (const some of steps) found.push(...some);
    return found;
  };
  return { result: await read().catch((error: unknown) => error), requests: server.requests, announced };
}
const pathOf = ({ service }: { readonly service: string }, region: string) =>
  `/offers/v1.0/aws/${service}/20261120000000/${region}/index.json`;
const price = (usd: number, type = "g6.xlarge") => ({ capacity: "on-demand", type, region: "us-east-1", usd });

test("a region's prices are in the CSV beside the file that the index names", async () => {
  const { result, requests, announced } = await ask(csv({}));
  expect(result).toEqual([price(0.8048)]);
  expect(requests).toEqual([
    "/offers/v1.0/aws/AmazonEC2/current/region_index.json",
    "/offers/v1.0/aws/AmazonEC2/20261120000000/us-east-1/index.csv",
  ]);
  expect(announced).toEqual(["AmazonEC2 us-east-1"]);
});

test("regions are read one by one, from one index", async () => {
  const { result, requests } = await ask(csv({}), ec2, ["us-east-1", "us-west-2"]);
  expect(result).toEqual([price(0.8048), { ...price(0.8048), region: "us-west-2" }]);
  expect(requests).toHaveLength(3);
});

test.each<[string, Cells]>([
  ["reservations", { TermType: "Reserved" }],
  ["Windows", { "Operating System": "Windows" }],
  ["dedicated hosts", { Tenancy: "Host" }],
  ["unused capacity reservations", { CapacityStatus: "UnusedCapacityReservation" }],
  ["machines with SQL Server", { "Pre Installed S/W": "SQL Std" }],
  ["capacity blocks", { operation: "RunInstances:CB" }],
  ["other machines", { "Instance Type": "m7i.large" }],
  ["what costs nothing", { PricePerUnit: "0.0000000000" }],
  ["quantities", { Unit: "Quantity" }],
  ["yuan", { Currency: "CNY" }],
])("prices of %s are left out", async (_, other) => {
  expect((await ask(csv({}, { PricePerUnit: "9", ...other }))).result).toEqual([price(0.8048)]);
});

test("of two prices the later holds, whatever their order", async () => {
  const late = { PricePerUnit: "0.7", EffectiveDate: "2026-12-01" };
  expect((await ask(csv(late, {}))).result).toEqual([price(0.7)]);
  expect((await ask(csv({}, late))).result).toEqual([price(0.7)]);
});

test("SageMaker's prices are those of hosting, not of training or notebooks", async () => {
  const of = (usageType: string, PricePerUnit: string): Cells => ({
    usageType,
    PricePerUnit,
    operation: "RunInstance",
  });
  const file = csv(
    of("USE1-Train:ml.g6.xlarge", "9"),
    of("USE1-Host:ml.g6.xlarge", "1.1267000000"),
    of("USE1-AsyncInf:ml.g6.xlarge", "8"),
    of("USE1-Host:ml.m5.large", "7"),
  );
  expect((await ask(file, sageMaker)).result).toEqual([price(1.1267, "ml.g6.xlarge")]);
});

test("lines may end as on Windows", async () => {
  expect((await ask(csv({}).replaceAll("\n", "\r\n"))).result).toEqual([price(0.8048)]);
});

describe("fails, and says so:", () => {
  test.each<[string, string | Answer, string]>([
    ["an index of another form", (response) => json(response, {}), "the answer is no index of regions"],
    ["an index without the region", (response) => json(response, { regions: {} }), "it has no us-east-1"],
    ["a file that ends before its prices", HEAD.slice(0, 3).join("\n"), "the file ends before its first price"],
    ["a page of HTML", "<html>\n".repeat(9), "the price list has no column TermType, EffectiveDate"],
    ["a price that is none", csv({ PricePerUnit: "free" }), "line 7: free is no price"],
    ["a price below zero", csv({ PricePerUnit: "-1" }), "line 7: -1 is no price"],
  ])("%s", async (_, file, message) => {
    expect((await ask(file)).result).toMatchObject({
      name: "PriceSourceError",
      message: expect.stringContaining(message),
    });
  });
});
