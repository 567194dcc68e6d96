import { type BudgetFinding, budgetOf } from "./budget.js";
import { type CostFinding, costOf } from "./cost/cost.js";
import { type FitFinding, fitOf } from "./fit/fit.js";
import type { Plan } from "./plan.js";
import type { QuotaNeed } from "./quota/need.js";
import { quotasOf } from "./quota/quota.js";

/** What a plan says about itself before anything is made. */
export interface Findings {
  readonly cost: CostFinding;
  readonly fit: readonly FitFinding[];
  readonly quota: readonly QuotaNeed[];
  /** Absent where the settings have no budget. */
  readonly budget?: BudgetFinding;
}

/**
 * What a plan costs, whether its models fit, which quotas it needs, and how it keeps to its budget.
 *
 * @param hoursADay hours a day that everything works at its largest, for the cost at load
 */
export function findingsOf(plan: Plan, hoursADay: number): Findings {
  const cost = costOf(plan, hoursADay);
  return { cost, fit: fitOf(plan), quota: quotasOf(plan), budget: budgetOf(plan, cost) };
}
