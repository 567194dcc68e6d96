import * as budgets from "@pulumi/aws/budgets/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkInteger, checkMatch } from "../shared/check.js";

/** Inputs of {@link MonthlyBudget}. */
export interface MonthlyBudgetArgs {
  /** Most that a month may cost, in whole US dollars, 1 or more. */
  readonly limitUsd: number;
  /** Address that gets every alert. */
  readonly email: string;
  /** ARN of an SNS topic of this account that gets every alert as well, as that of `AlarmTopic`. @default - no topic */
  readonly alarmTopicArn?: pulumi.Input<string>;
  /** Tags of the budget. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: { readonly budget?: Partial<budgets.BudgetArgs> };
}

/** At what share of the limit, in percent, an alert is sent. AWS takes up to ten. */
const ALERTS = [
  { notificationType: "ACTUAL", threshold: 50 },
  { notificationType: "ACTUAL", threshold: 80 },
  { notificationType: "ACTUAL", threshold: 100 },
  { notificationType: "FORECASTED", threshold: 100 },
];

/**
 * What an AWS account may cost a month, with alerts when it has cost half of that, 80 % or all, or is forecast to. It
 * stops nothing, and lags: AWS updates costs up to three times a day.
 *
 * It counts the whole account. The costs of one stack can be told apart by a tag only once somebody has activated that
 * as a cost allocation tag, in an organization in the management account; before, a budget of the tag counts nothing
 * and never alerts. Where `stack` is active, `transform: { budget: { costFilters: [{ name: "TagKeyValue", values:
 * ["user:stack$aws-dev"] }] } }` counts what carries it.
 *
 * Children: the budget.
 *
 * @throws RunError when `limitUsd` is not a whole number from 1, or `email` is not an address.
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/custom-tags.html
 */
export class MonthlyBudget extends pulumi.ComponentResource {
  /** ARN of the budget. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: MonthlyBudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    const { limitUsd, email, alarmTopicArn, tags } = rest;
    checkInteger("limitUsd", limitUsd, 1);
    checkMatch("email", email, /^[^\s@]+@[^\s@]+$/, "an e-mail address");
    super("ai-stack:aws:MonthlyBudget", name, rest, opts);

    const budget = new budgets.Budget(
      name,
      {
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: String(limitUsd),
        limitUnit: "USD",
        notifications: ALERTS.map((alert) => ({
          ...alert,
          comparisonOperator: "GREATER_THAN",
          thresholdType: "PERCENTAGE",
          subscriberEmailAddresses: [email],
          subscriberSnsTopicArns: alarmTopicArn === undefined ? undefined : [alarmTopicArn],
        })),
        tags,
        ...transform?.budget,
      },
      { parent: this },
    );

    this.arn = budget.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
