import * as z from "zod";
import type { PricedCapacity } from "../price-table.js";
import { getJson, type Patience, PriceSourceError, shown } from "./http.js";
import type { FoundPrice } from "./price-file.js";

export const GOOGLE_PRICES = "https://cloudbilling.googleapis.com/";
const COMPUTE_ENGINE = "6F81-5844-456A";
/** Pages of the catalog: it has about 50,000 SKUs, a page 5,000. */
const MAX_PAGES = 100;

const money = z.object({
  currencyCode: z.literal("USD"),
  units: z.string().default("0"),
  nanos: z.number().default(0),
});
const page = z.object({
  skus: z.array(
    z.object({
      description: z.string(),
      category: z.object({ resourceFamily: z.string(), usageType: z.string() }),
      serviceRegions: z.array(z.string()),
      pricingInfo: z.array(
        z.object({
          pricingExpression: z.object({ usageUnit: z.string(), tieredRates: z.array(z.object({ unitPrice: money })) }),
        }),
      ),
    }),
  ),
  nextPageToken: z.string().optional(),
});

/** What a machine is billed as: its vCPUs, its memory and its GPUs. */
export interface GoogleMachine {
  readonly name: string;
  readonly vCpus: number;
  readonly memoryGiB: number;
  readonly gpus: number;
  readonly regions: readonly string[];
}

interface Parts {
  readonly core: string;
  readonly ram: string;
  readonly gpu?: string;
}

/**
 * The SKUs of families of machines, which begin with these words. Other families, with SSDs or TPUs of their own, are left as
 * they are.
 */
const families: Readonly<Record<string, Parts>> = {
  "n1-standard": { core: "N1 Predefined Instance Core", ram: "N1 Predefined Instance Ram", gpu: "Nvidia Tesla T4 GPU" },
  "g2-standard": { core: "G2 Instance Core", ram: "G2 Instance Ram", gpu: "Nvidia L4 GPU" },
  "a2-highgpu": { core: "A2 Instance Core", ram: "A2 Instance Ram", gpu: "Nvidia Tesla A100 GPU" },
  "a2-megagpu": { core: "A2 Instance Core", ram: "A2 Instance Ram", gpu: "Nvidia Tesla A100 GPU" },
  "e2-standard": { core: "E2 Instance Core", ram: "E2 Instance Ram" },
};

const familyOf = (name: string) => families[name.replace(/-[^-]+$/, "")];

/** A machine whose price is the sum of SKUs that are known. */
export const isSummed = ({ name }: Pick<GoogleMachine, "name">): boolean => familyOf(name) !== undefined;

/**
 * Prices of machines on demand and as spot, each the sum of its parts.
 *
 * @see https://cloud.google.com/billing/docs/reference/rest/v1/services.skus/list
 */
export async function googlePricesOf(
  machines: readonly GoogleMachine[],
  key: string,
  base: URL,
  patience: Patience,
): Promise<FoundPrice[]> {
  const prices = await readSkus(key, base, patience);
  return machines.flatMap(({ name, vCpus, memoryGiB, gpus, regions }) => {
    const parts = familyOf(name);
    if (parts === undefined) return [];
    return regions.flatMap((region) =>
      (["on-demand", "spot"] as const).flatMap((capacity): FoundPrice[] => {
        const priceOf = (words: string) => prices.get(keyOf(words, region, capacity)) ?? Number.NaN;
        const gpu = parts.gpu === undefined ? 0 : gpus * priceOf(parts.gpu);
        const usd = vCpus * priceOf(parts.core) + memoryGiB * priceOf(parts.ram) + gpu;
        // A sum with a part that no SKU prices is no number.
        return usd > 0 ? [{ capacity, type: name, region, usd: Number(usd.toFixed(6)) }] : [];
      }),
    );
  });
}

const keyOf = (words: string, region: string, capacity: PricedCapacity) => `${words} ${region} ${capacity}`;

/** Prices an hour by the SKU's first words, region and capacity. */
async function readSkus(key: string, base: URL, patience: Patience): Promise<Map<string, number>> {
  const prices = new Map<string, number>();
  let token = "";
  for (let pages = 0; pages === 0 || token !== ""; pages++) {
    const url = new URL(`v1/services/${COMPUTE_ENGINE}/skus`, base);
    url.search = new URLSearchParams({ key, currencyCode: "USD", pageSize: "5000", pageToken: token }).toString();
    if (pages === MAX_PAGES) throw new PriceSourceError(`${shown(url)}: more than ${MAX_PAGES} pages`);
    const result = page.safeParse(await getJson(url, patience));
    if (!result.success) {
      const [issue] = result.error.issues;
      throw new PriceSourceError(
        `${shown(url)}: the answer has another form: ${issue?.path.join(".")}: ${issue?.message}`,
      );
    }
    for (const { description, category, serviceRegions, pricingInfo } of result.data.skus) {
      const capacity = { OnDemand: "on-demand", Preemptible: "spot" }[category.usageType] as PricedCapacity | undefined;
      const expression = pricingInfo.at(-1)?.pricingExpression;
      const price = expression?.tieredRates.at(-1)?.unitPrice;
      const words = /^(?:(?:Spot )?Preemptible )?(.+?)(?: attached to (?:Spot )?Preemptible VMs)? running in /.exec(
        description,
      )?.[1];
      if (capacity === undefined || words === undefined || price === undefined) continue;
      if (category.resourceFamily !== "Compute" || !["h", "GiBy.h"].includes(expression?.usageUnit ?? "")) continue;
      for (const region of serviceRegions)
        prices.set(keyOf(words, region, capacity), Number(price.units) + price.nanos / 1e9);
    }
    token = result.data.nextPageToken ?? "";
  }
  return prices;
}
