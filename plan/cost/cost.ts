import { HOURS_PER_MONTH, type Rate } from "../../catalog/rate.js";
import { byType, componentAbove, isCloudResource, regionOf, resourcesOf } from "../components.js";
import type { Plan } from "../plan.js";
import { AWS_PRICING } from "./aws.js";
import { AZURE_PRICING } from "./azure.js";
import { GCP_PRICING } from "./gcp.js";
import { type Charge, type Monthly, type Priced, type Pricing, sum, times } from "./quote.js";

/** A line of the bill. */
export interface CostItem {
  readonly urn: string;
  readonly what: string;
  /** Units a month at full scale. */
  readonly quantity: number;
  readonly unit: string;
  /** US dollars a unit. */
  readonly rate: number;
  readonly basis: Rate["basis"];
  /** Day or month of the rate's source. */
  readonly asOf: string;
  /** US dollars a month. */
  readonly monthly: Monthly;
}

/** What a plan costs by the month, before tax, discounts and free allowances. */
export interface CostFinding {
  readonly currency: "USD";
  readonly monthly: Monthly;
  readonly items: readonly CostItem[];
  /** What is not in the sum, and why. */
  readonly unpriced: readonly { readonly urn: string; readonly why: string }[];
}

const PRICING: Pricing = { ...AWS_PRICING, ...GCP_PRICING, ...AZURE_PRICING };

/** Providers whose resources are in no cloud. */
const LOCAL_TYPE = /^(archive|command|local|null|random|synced-folder|time|tls):/;

const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/**
 * What the plan costs: every resource that it leaves behind is priced, known to cost nothing, or listed with why it has no
 * price.
 *
 * @param hoursADay hours a day that everything works at its largest, for the figure at load
 */
export function costOf(plan: Plan, hoursADay: number): CostFinding {
  const states = resourcesOf(plan);
  const byUrn = new Map(states.map((state) => [state.urn, state]));
  const types = byType(states);
  const region = regionOf(plan);
  const items: CostItem[] = [];
  const unpriced: { urn: string; why: string }[] = [];
  for (const state of states) {
    if (!isCloudResource(state) || LOCAL_TYPE.test(state.type)) continue;
    const rule = PRICING[state.type];
    const quote = rule?.({
      state,
      inputs: state.inputs ?? {},
      region,
      loadHours: hoursADay * DAYS_PER_MONTH,
      component: componentAbove(state, byUrn),
      find: (urn) => byUrn.get(urn),
      all: (type) => types.get(type) ?? [],
    } satisfies Priced) ?? { unpriced: `the catalog has no price of ${state.type}` };
    if (quote === "free") continue;
    if ("unpriced" in quote) unpriced.push({ urn: state.urn, why: quote.unpriced });
    else items.push(...quote.map((charge) => itemOf(state.urn, charge)));
  }
  return { currency: "USD", monthly: sum(items.map(({ monthly }) => monthly)), items, unpriced };
}

function itemOf(urn: string, { what, rate, unit, quantity }: Charge): CostItem {
  const { usd, basis, asOf } = rate;
  return { urn, what, quantity: quantity.full, unit, rate: usd, basis, asOf, monthly: times(quantity, usd) };
}
