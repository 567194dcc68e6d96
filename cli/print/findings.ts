import { styleText } from "node:util";
import type { BudgetFinding } from "../../plan/budget.js";
import type { CostFinding } from "../../plan/cost/cost.js";
import type { Monthly } from "../../plan/cost/quote.js";
import type { Findings } from "../../plan/findings.js";
import { fitLine } from "../../plan/fit/line.js";
import type { QuotaNeed } from "../../plan/quota/need.js";
import type { PolicyFinding } from "../../policies/check.js";
import { approximate, datesOf } from "./cost.js";
import { about, amount, usd } from "./money.js";
import { policyLine } from "./policies.js";

/**
 * The findings of a plan in a line each.
 *
 * @param hoursADay hours a day of the cost at load
 * @param before cost of the plan that it is held against
 */
export function findingLines(
  findings: Findings & { readonly policies: PolicyFinding },
  hoursADay: number,
  before?: CostFinding,
): [name: string, line: string][] {
  return [
    ["cost", costLine(findings.cost, hoursADay, before)],
    ...findings.fit.map((finding): [string, string] => ["fit", fitLine(finding)]),
    ["quota", quotaLine(findings.quota)],
    ["policies", policyLine(findings.policies)],
    ...(findings.budget === undefined ? [] : [["budget", budgetLine(findings.budget)] as [string, string]]),
  ];
}

function costLine(cost: CostFinding, hoursADay: number, before?: CostFinding): string {
  const figure = (key: keyof Monthly) => {
    const now = dollars(cost, key);
    const then = before === undefined ? now : dollars(before, key);
    return then === now ? now : `${then} → ${now}`;
  };
  const dates = datesOf(cost.items);
  const aside = [
    ...(dates === "" ? [] : [`prices of ${dates}`]),
    ...(cost.unpriced.length === 0 ? [] : [`${cost.unpriced.length} not in the sum`]),
  ];
  return [
    `a month: ${figure("idle")} idle, ${figure("load")} at ${amount(hoursADay)} h a day, ${figure("full")} at full scale`,
    ...(aside.length === 0 ? [] : [` (${aside.join("; ")})`]),
  ].join("");
}

function dollars({ monthly, items }: CostFinding, key: keyof Monthly): string {
  return about(monthly[key], approximate(items));
}

function quotaLine(needs: readonly QuotaNeed[]): string {
  if (needs.length === 0) return "none that a new account lacks";
  return needs.map(({ needed, unit, name }) => `${name} ${amount(needed)} ${unit}`).join("; ");
}

/** Whether the cost at full scale keeps to the budget, and if not, by how much it does not and through what. */
export function budgetLine({ monthlyUsd, overUsd, through }: BudgetFinding): string {
  const limit = `${usd(monthlyUsd)} a month`;
  if (overUsd <= 0) return `${limit}: full scale leaves ${usd(-overUsd)} of it`;
  const dearest = through.slice(0, 3).map(({ name, fullUsd }) => `${name} ${usd(fullUsd)}`);
  return styleText("red", `${limit}: full scale passes it by ${usd(overUsd)}, through ${dearest.join(", ")}`);
}
