import * as z from "zod";
import { get, getJson, type Patience, PriceSourceError, shown } from "./http.js";
import type { FoundPrice } from "./price-file.js";

export const AWS_PRICES = "https://pricing.us-east-1.amazonaws.com/";

const regionIndex = z.object({ regions: z.record(z.string(), z.object({ currentVersionUrl: z.string().min(1) })) });

/** Lines that stand before the names of the columns: format, disclaimer, publication date, version, offer. */
const HEAD_LINES = 5;

type Row = (column: string) => string;

/** What of a service's price list is the price of a machine. */
interface Offer {
  readonly service: "AmazonEC2" | "AmazonSageMaker";
  /** The machine type that a row prices, if any. */
  readonly typeOf: (row: Row) => string | undefined;
}

/**
 * The price lists that hold machines.
 *
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/bulk-api-reading-price-list-files.html
 */
export const awsOffers: readonly Offer[] = [
  {
    service: "AmazonEC2",
    typeOf: (row) => {
      const is = (column: string, value: string) => row(column) === value;
      const plain =
        is("Tenancy", "Shared") &&
        is("Operating System", "Linux") &&
        is("CapacityStatus", "Used") &&
        is("Pre Installed S/W", "NA") &&
        is("operation", "RunInstances");
      return plain ? row("Instance Type") : undefined;
    },
  },
  {
    service: "AmazonSageMaker",
    typeOf: (row) => /(?:^|-)Host:(ml\.[\w-]+\.\w+)$/.exec(row("usageType"))?.[1],
  },
];

/**
 * On-demand prices of machines, region by region: the files are large, so they are read line by line. Each region is
 * announced before it is read.
 */
export async function* awsPricesOf(
  { service, typeOf }: Offer,
  types: ReadonlySet<string>,
  regions: readonly string[],
  base: URL,
  patience: Patience,
  announce: (what: string) => void,
): AsyncGenerator<FoundPrice[]> {
  const indexUrl = new URL(`offers/v1.0/aws/${service}/current/region_index.json`, base);
  const index = regionIndex.safeParse(await getJson(indexUrl, patience));
  if (!index.success) throw new PriceSourceError(`${shown(indexUrl)}: the answer is no index of regions`);
  for (const region of regions) {
    announce(`${service} ${region}`);
    const path = index.data.regions[region]?.currentVersionUrl;
    if (path === undefined) throw new PriceSourceError(`${shown(indexUrl)}: it has no ${region}`);
    const url = new URL(path.replace(/\.json$/, ".csv"), base);
    yield await get(url, patience, (lines) => readOffer(url, lines, region, (row) => wanted(typeOf(row), types)));
  }
}

const wanted = (type: string | undefined, types: ReadonlySet<string>) =>
  type !== undefined && types.has(type) ? type : undefined;

async function readOffer(
  url: URL,
  lines: AsyncIterable<string>,
  region: string,
  typeOf: (row: Row) => string | undefined,
): Promise<FoundPrice[]> {
  const found = new Map<string, { price: FoundPrice; since: string }>();
  let columns: Map<string, number> | undefined;
  let number = 0;
  for await (const line of lines) {
    if (number++ < HEAD_LINES) continue;
    columns ??= columnsOf(url, line);
    if (number === HEAD_LINES + 1 || !line.includes('"OnDemand"')) continue;
    const cells = cellsOf(line);
    const at = columns;
    const row: Row = (column) => cells[at.get(column) ?? -1] ?? "";
    const type = typeOf(row);
    const usd = Number(row("PricePerUnit"));
    if (type === undefined || row("Unit") !== "Hrs" || row("Currency") !== "USD" || usd === 0) continue;
    if (!(usd > 0)) throw new PriceSourceError(`${shown(url)}: line ${number}: ${row("PricePerUnit")} is no price`);
    const since = row("EffectiveDate");
    if (since >= (found.get(type)?.since ?? ""))
      found.set(type, { price: { capacity: "on-demand", type, region, usd }, since });
  }
  if (columns === undefined) throw new PriceSourceError(`${shown(url)}: the file ends before its first price`);
  return [...found.values()].map(({ price }) => price);
}

const NEEDED = ["TermType", "EffectiveDate", "Unit", "PricePerUnit", "Currency", "usageType", "operation"];

function columnsOf(url: URL, line: string): Map<string, number> {
  const columns = new Map(cellsOf(line).map((name, at) => [name, at]));
  const missing = NEEDED.filter((name) => !columns.has(name));
  if (missing.length === 0) return columns;
  throw new PriceSourceError(`${shown(url)}: the price list has no column ${missing.join(", ")}`);
}

/** The cells of a line of CSV. In price lists each is quoted, and none holds a line break; doubled quotes stay doubled. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"(?:,|\r?$)/g)].map(([, cell = ""]) => cell);
}
