import { describe, expect, test } from "vitest";
import { awsInstanceTypes, awsRegions } from "../../../catalog/aws/instance-types.js";
import { azureVmSizes } from "../../../catalog/azure/vm-sizes.js";
import { priceFileSchema } from "../../../catalog/update/price-file.js";
import { priceSources, publicEndpoints } from "../../../catalog/update/sources.js";
import { updatePrices } from "../../../catalog/update/update.js";
import { catalogCopy } from "./price-files.js";
import { type Answer, impatient, json, priceServer } from "./price-server.js";

const today = new Date("2026-11-25T15:00:00Z");

describe("the catalog's own files", () => {
  /** Answers for every size as the Azure Retail Prices API does, ten regions a page. */
  const azureAnswer: Answer = (response, url) => {
    const size = /armSkuName eq '(\w+)'/.exec(url.searchParams.get("$filter") ?? "")?.[1];
    const regions = azureVmSizes.find(({ name }) => name === size)?.regions ?? ["eastus", "westus3", "swedencentral"];
    const at = Number(url.searchParams.get("$skip") ?? 0);
    const next = new URL(url);
    next.searchParams.set("$skip", String(at + 10));
    json(response, {
      BillingCurrency: "USD",
      Items: regions.slice(at, at + 10).flatMap((armRegionName) =>
        ["", " Spot"].map((end) => ({
          armSkuName: size,
          armRegionName,
          retailPrice: end === "" ? 4 : 1,
          unitOfMeasure: "1 Hour",
          type: "Consumption",
          productName: "Series",
          skuName: `size${end}`,
          effectiveStartDate: "2026-01-01T00:00:00Z",
        })),
      ),
      NextPageLink: at + 10 < regions.length ? next.href : null,
    });
  };
  const azureAlone = (url: URL) =>
    priceSources({ ...publicEndpoints, azure: url }, impatient, undefined).filter(({ cloud }) => cloud === "azure");

  test("take Azure's prices of today, with the first spot prices", async () => {
    const { folder, contents } = catalogCopy();
    const { url } = await priceServer(azureAnswer);
    await updatePrices(folder, azureAlone(url), today, () => {});
    const file = priceFileSchema.parse(JSON.parse(contents()["azure/prices.json"]!));
    expect(file.tables).toMatchObject([
      { capacity: "on-demand", source: "Azure Retail Prices API", asOf: "2026-11-25", basis: "list" },
      { capacity: "spot", prices: { Standard_NC24ads_A100_v4: { westus3: 1 } } },
    ]);
  });

  test("stay as they are when Azure answers 429 to one size", async () => {
    const { folder, contents } = catalogCopy();
    const before = contents();
    const { url } = await priceServer((response, asked, count) => {
      if (asked.search.includes("ND96isr_H200")) response.writeHead(429).end();
      else azureAnswer(response, asked, count);
    });
    await expect(updatePrices(folder, azureAlone(url), today, () => {})).rejects.toThrow(/HTTP 429.*after 3 tries/);
    expect(contents()).toEqual(before);
  });

  /** Answers as the AWS price list does: EC2 at a dollar an accelerator, SageMaker at two. */
  const awsAnswer: Answer = (response, url) => {
    const service = url.pathname.split("/")[4]!;
    if (url.pathname.endsWith("region_index.json")) {
      const of = (region: string) => ({ currentVersionUrl: `/offers/v1.0/aws/${service}/1/${region}/index.json` });
      return json(response, { regions: Object.fromEntries(awsRegions.map((region) => [region, of(region)])) });
    }
    const region = url.pathname.split("/")[6]!;
    const columns = "TermType,EffectiveDate,Unit,PricePerUnit,Currency,usageType,operation,Instance Type,";
    const head = [1, 2, 3, 4, 5, `${columns}Operating System,Tenancy,CapacityStatus,Pre Installed S/W`];
    const rows = awsInstanceTypes
      .filter(({ regions }) => regions.includes(region))
      .map(({ name, count }) =>
        service === "AmazonEC2"
          ? `OnDemand,2026-11-01,Hrs,${count},USD,BoxUsage:${name},RunInstances,${name},Linux,Shared,Used,NA`
          : `OnDemand,2026-11-01,Hrs,${2 * count},USD,USE1-Host:ml.${name},RunInstance,ml.${name}-Hosting,,,,`,
      );
    const quoted = [...head, ...rows].map((line) =>
      String(line)
        .split(",")
        .map((cell) => `"${cell}"`)
        .join(","),
    );
    return response.end(quoted.join("\n"));
  };

  test("take AWS's prices of today, with the first of SageMaker, and keep the estimates of spot prices", async () => {
    const { folder, contents } = catalogCopy();
    const { url } = await priceServer(awsAnswer);
    const aws = priceSources({ ...publicEndpoints, aws: url }, impatient, undefined).filter(
      ({ cloud }) => cloud === "aws",
    );
    const [refresh] = await updatePrices(folder, aws, today, () => {});
    const { tables } = priceFileSchema.parse(JSON.parse(contents()["aws/prices.json"]!));
    expect(tables.map(({ capacity, asOf, prices }) => [capacity, asOf, Object.keys(prices).length])).toEqual([
      ["on-demand", "2026-11-23", 1],
      ["on-demand", "2026-11-25", 2 * awsInstanceTypes.length],
      ["spot", "2025-06-28", expect.any(Number)],
    ]);
    expect(tables[1]?.prices).toMatchObject({ "p5.48xlarge": { "us-east-1": 8 }, "ml.g6.xlarge": { "us-east-2": 2 } });
    expect(refresh?.kept).toEqual([]);
  });
});

test("Google is asked with a key alone", () => {
  const cloudsWith = (key: string | undefined) =>
    priceSources(publicEndpoints, impatient, key).map(({ cloud }) => cloud);
  expect(cloudsWith(undefined)).toEqual(["aws", "azure"]);
  expect(cloudsWith("key")).toEqual(["aws", "gcp", "azure"]);
});

test("AWS is asked for two price lists a region, Azure for each size", () => {
  const [aws, azure] = priceSources(publicEndpoints, impatient, undefined);
  expect(aws?.steps).toBe(2 * 16);
  expect(azure?.steps).toBe(22);
});
