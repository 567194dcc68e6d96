import * as z from "zod";
import { getJson, type Patience, PriceSourceError, shown } from "./http.js";
import type { FoundPrice } from "./price-file.js";

export const AZURE_PRICES = "https://prices.azure.com/";
/** Pages that one size can fill: it has a few hundred prices, a page a hundred. */
const MAX_PAGES = 50;

const page = z.object({
  BillingCurrency: z.literal("USD"),
  Items: z.array(
    z.object({
      armSkuName: z.string(),
      armRegionName: z.string(),
      retailPrice: z.number().nonnegative(),
      unitOfMeasure: z.string(),
      type: z.string(),
      productName: z.string(),
      skuName: z.string(),
      effectiveStartDate: z.string(),
    }),
  ),
  NextPageLink: z.string().nullish(),
});
type Item = z.infer<typeof page>["Items"][number];

/**
 * Linux prices of a VM size, on demand and spot, in all regions.
 *
 * @see https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export async function azurePricesOf(size: string, base: URL, patience: Patience): Promise<FoundPrice[]> {
  const filter = `serviceName eq 'Virtual Machines' and priceType eq 'Consumption' and armSkuName eq '${size}'`;
  const first = new URL("api/retail/prices", base);
  first.search = new URLSearchParams({ "api-version": "2023-01-01-preview", $filter: filter }).toString();
  const items: Item[] = [];
  let next: URL | undefined = first;
  for (let pages = 0; next !== undefined; pages++) {
    if (pages === MAX_PAGES) throw new PriceSourceError(`${shown(next)}: ${size} has more than ${MAX_PAGES} pages`);
    const { Items, NextPageLink } = parsed(next, size, await getJson(next, patience));
    items.push(...Items);
    next = nextPage(next, NextPageLink);
  }
  return latest(items.filter((item) => item.armSkuName === size && isLinuxVm(item)));
}

function parsed(url: URL, size: string, answer: unknown): z.infer<typeof page> {
  const result = page.safeParse(answer);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new PriceSourceError(
    `${shown(url)}: ${size}: the answer has another form: ${issue?.path.join(".")}: ${issue?.message}`,
  );
}

function nextPage(current: URL, link: string | null | undefined): URL | undefined {
  if (link === null || link === undefined || link === "") return undefined;
  const next = URL.canParse(link) ? new URL(link) : undefined;
  // Azure's links name the port 443, which URL leaves out.
  if (next?.origin === current.origin) return next;
  throw new PriceSourceError(`${shown(current)}: the next page is elsewhere: ${link}`);
}

function isLinuxVm({ type, unitOfMeasure, productName, skuName }: Item): boolean {
  return (
    type === "Consumption" &&
    unitOfMeasure === "1 Hour" &&
    !/Windows|Cloud ?Services/.test(productName) &&
    !skuName.endsWith("Low Priority")
  );
}

/** Of several prices for the same, the one that began last. */
function latest(items: readonly Item[]): FoundPrice[] {
  const found = new Map<string, FoundPrice>();
  const byDate = [...items].sort((a, b) => (a.effectiveStartDate < b.effectiveStartDate ? -1 : 1));
  for (const { armSkuName: type, armRegionName: region, skuName, retailPrice: usd } of byDate) {
    const capacity = skuName.endsWith("Spot") ? "spot" : "on-demand";
    if (usd > 0 && region !== "") found.set(`${region} ${capacity}`, { capacity, type, region, usd });
  }
  return [...found.values()];
}
