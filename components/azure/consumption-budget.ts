import * as consumption from "@pulumi/azure-native/consumption/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkInteger, checkMatch } from "../shared/check.js";

/** Inputs of {@link ConsumptionBudget}. */
export interface ConsumptionBudgetArgs {
  /** ARM id of the resource group or the subscription whose costs count. */
  readonly scope: pulumi.Input<string>;
  /** Most that a month may cost, in whole units of the currency that `scope` is billed in, 1 or more. */
  readonly amount: number;
  /** Address that gets every alert. */
  readonly email: string;
  /** ARM id of an action group that gets every alert as well, as that of `ActionGroup`. @default - none */
  readonly actionGroupId?: pulumi.Input<string>;
  /**
   * First day of the month from which costs count, such as `2026-11-01`: the month of the creation, or one of the twelve
   * after. Changes are ignored, since Azure refuses them.
   *
   * @default the first of the current month, in UTC
   */
  readonly startDate?: string;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: { readonly budget?: Partial<consumption.BudgetArgs> };
}

/** At what share of the amount, in percent, an alert is sent. Azure takes up to five. */
const ALERTS = [
  { thresholdType: "Actual", threshold: 50 },
  { thresholdType: "Actual", threshold: 80 },
  { thresholdType: "Actual", threshold: 100 },
  { thresholdType: "Forecasted", threshold: 100 },
];

/**
 * What a resource group or a subscription may cost a month, with alerts when it has cost half of that, 80 % or all, or
 * is forecast to. It stops nothing, and lags: costs are known after 8 to 24 hours and looked at once a day.
 *
 * A resource group does not count what Azure puts into groups of its own, as for a Container Apps environment. The budget
 * ends ten years after its start.
 *
 * Children: the budget.
 *
 * @throws RunError when `name` cannot begin a budget's name, `amount` is not a whole number from 1, `email` is not an
 * address, or `startDate` is not the first of a month.
 * @see https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets
 * @see https://learn.microsoft.com/azure/templates/microsoft.consumption/budgets
 */
export class ConsumptionBudget extends pulumi.ComponentResource {
  /** `<scope>/providers/Microsoft.Consumption/budgets/<name>`. */
  readonly budgetId: pulumi.Output<string>;

  constructor(name: string, args: ConsumptionBudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    // The default is no input of the component: there it would be a change each month.
    const { scope, amount, email, actionGroupId, startDate = firstOfMonth(new Date()) } = rest;
    // A name has up to 63 characters, of which the random ending takes 8.
    checkMatch("name", name, /^[\w-]{1,55}$/, "up to 55 letters, digits, hyphens and underscores");
    checkInteger("amount", amount, 1);
    checkMatch("email", email, /^[^\s@]+@[^\s@]+$/, "an e-mail address");
    checkMatch("startDate", startDate, /^20\d\d-(0[1-9]|1[0-2])-01$/, "the first of a month, such as 2026-11-01");
    super("ai-stack:azure:ConsumptionBudget", name, rest, opts);

    const budget = new consumption.Budget(
      name,
      {
        scope,
        category: "Cost",
        amount,
        timeGrain: "Monthly",
        timePeriod: { startDate: `${startDate}T00:00:00Z` },
        notifications: Object.fromEntries(
          ALERTS.map((alert) => [
            `${alert.thresholdType}_GreaterThan_${alert.threshold}_Percent`,
            {
              ...alert,
              enabled: true,
              operator: "GreaterThan",
              contactEmails: [email],
              contactGroups: actionGroupId === undefined ? undefined : [actionGroupId],
            },
          ]),
        ),
        ...transform?.budget,
      },
      { parent: this, ignoreChanges: ["timePeriod"] },
    );

    this.budgetId = budget.id;
    this.registerOutputs({ budgetId: this.budgetId });
  }
}

/** `2026-11-01` of any time in that month, in UTC. */
function firstOfMonth(time: Date): string {
  return `${time.toISOString().slice(0, 7)}-01`;
}
