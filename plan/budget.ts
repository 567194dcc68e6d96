import { partsOf } from "./components.js";
import type { CostFinding } from "./cost/cost.js";
import type { Plan } from "./plan.js";

/** How a plan keeps to the budget of its settings. */
export interface BudgetFinding {
  /** US dollars that a month may cost. */
  readonly monthlyUsd: number;
  /** US dollars by which the cost at full scale passes it; negative: what is left of it. */
  readonly overUsd: number;
  /** What the cost at full scale comes from: the parts of the stack, the dearest first. */
  readonly through: readonly { readonly name: string; readonly fullUsd: number }[];
}

/** How the cost of a plan keeps to its budget; nothing where its settings have none. */
export function budgetOf(plan: Plan, cost: CostFinding): BudgetFinding | undefined {
  const monthlyUsd = limitOf(plan);
  if (monthlyUsd === undefined) return undefined;
  const byUrn = new Map<string, number>();
  for (const { urn, monthly } of cost.items) byUrn.set(urn, (byUrn.get(urn) ?? 0) + monthly.full);
  const through = partsOf(plan)
    .map(({ name, resources }) => ({
      name,
      fullUsd: resources.reduce((sum, { urn }) => sum + (byUrn.get(urn) ?? 0), 0),
    }))
    .filter(({ fullUsd }) => fullUsd > 0)
    .sort((a, b) => b.fullUsd - a.fullUsd);
  return { monthlyUsd, overUsd: cost.monthly.full - monthlyUsd, through };
}

/** The `budget` of the settings, which a plan has as JSON. */
function limitOf({ config = {} }: Plan): number | undefined {
  const text = config["ai-stack:budget"];
  if (text === undefined) return undefined;
  try {
    const { monthlyUsd } = JSON.parse(text) as { monthlyUsd?: unknown };
    return typeof monthlyUsd === "number" ? monthlyUsd : undefined;
  } catch {
    return undefined; // not a file of ours: our settings are checked before there is a plan
  }
}
