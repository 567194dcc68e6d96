import { partsOf } from "../../plan/components.js";
import type { CostFinding, CostItem } from "../../plan/cost/cost.js";
import { type Monthly, sum } from "../../plan/cost/quote.js";
import { layerOf } from "../../plan/layer.js";
import type { Plan } from "../../plan/plan.js";
import { parseUrn } from "../../plan/urn.js";
import { about, amount, rate } from "./money.js";
import type { Report, Row } from "./report.js";

/** The bill of a plan by the month: each part with its lines, layers, the total, and what is not in it. */
export function costReport(plan: Plan, cost: CostFinding, hoursADay: number): Report {
  const parts = partsOf(plan).map(({ name, type, resources }) => {
    const urns = new Set(resources.map(({ urn }) => urn));
    const items = cost.items.filter(({ urn }) => urns.has(urn));
    return { name, type, items, layer: layerOf(type) };
  });
  const charged = parts.filter(({ items }) => items.length > 0);
  const layers = ["infrastructure", "platform", "application"] as const;
  const ofLayer = (layer: (typeof layers)[number]) =>
    charged.filter((part) => part.layer === layer).flatMap(({ items }) => items);
  const lines: Row[] = [
    ...charged.flatMap(({ name, type, items }): Row[] => [
      { strong: [`${name}  ${kindOf(type)}`, "", "", ...figures(items)] },
      ...merged(items).map(line),
    ]),
    { strong: ["in all", "", "", ...figures(cost.items)] },
    ...layers
      .map((layer) => ({ layer, items: ofLayer(layer) }))
      .filter(({ items }) => items.length > 0)
      .map(({ layer, items }): Row => [`  ${layer}`, "", "", ...figures(items)]),
  ];
  return [
    {
      table: {
        head: ["US dollars a month", "at full scale", "as of", "idle", `${amount(hoursADay)} h a day`, "full"],
        rows: lines,
        right: [3, 4, 5],
      },
    },
    ...notPriced(cost),
    { text: legend(cost.items) },
  ];
}

/** Lines that say the same of several resources, as one. */
function merged(items: readonly CostItem[]): CostItem[] {
  const lines = new Map<string, CostItem>();
  for (const item of items) {
    const key = JSON.stringify([item.what, item.unit, item.rate, item.basis, item.asOf]);
    const first = lines.get(key);
    lines.set(
      key,
      first === undefined
        ? item
        : { ...first, quantity: first.quantity + item.quantity, monthly: sum([first.monthly, item.monthly]) },
    );
  }
  return [...lines.values()].sort((a, b) => b.monthly.full - a.monthly.full);
}

function line({ what, quantity, unit, rate: price, basis, asOf, monthly }: CostItem): string[] {
  const isApproximate = basis !== "list";
  const each = `${amount(quantity)} ${unit} × ${isApproximate ? "≈ " : ""}${rate(price)}`;
  return [`  ${what}`, each, asOf, ...columnsOf(monthly, isApproximate)];
}

/** The three sums of some lines. */
function figures(items: readonly CostItem[]): string[] {
  return columnsOf(sum(items.map(({ monthly }) => monthly)), approximate(items));
}

function columnsOf({ idle, load, full }: Monthly, isApproximate: boolean): string[] {
  return [idle, load, full].map((dollars) => about(dollars, isApproximate));
}

/** Whether any of some lines is not from a list price. */
export function approximate(items: readonly CostItem[]): boolean {
  return items.some(({ basis }) => basis !== "list");
}

function notPriced({ unpriced }: CostFinding): Report {
  if (unpriced.length === 0) return [];
  const rows = unpriced.map(({ urn, why }) => [parseUrn(urn).name, kindOf(parseUrn(urn).type), why]);
  return [{ heading: "Not in the sum" }, { table: { head: ["resource", "kind", "why"], plain: true, rows } }];
}

function legend(items: readonly CostItem[]): string {
  const dates = datesOf(items);
  return [
    `Before tax, discounts and free allowances; a month has 730 hours.${dates === "" ? "" : ` Prices of ${dates}.`}`,
    "Traffic and requests, which no plan tells, are in the sum where a line says so.",
    ...(approximate(items) ? ["≈: worked out from other prices, or the price of another region."] : []),
  ].join("\n");
}

/** Months or days that prices are of: the oldest and the newest. */
export function datesOf(items: readonly CostItem[]): string {
  const dates = items.map(({ asOf }) => asOf).sort();
  const [oldest = "", newest = oldest] = [dates[0], dates.at(-1)];
  return oldest === newest ? oldest : `${oldest} to ${newest}`;
}

/** The last word of a type. */
function kindOf(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}
