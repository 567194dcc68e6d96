import * as billing from "@pulumi/gcp/billing/index.js";
import type * as monitoring from "@pulumi/gcp/monitoring/index.js";
import { getProjectOutput } from "@pulumi/gcp/organizations/index.js";
import * as pulumi from "@pulumi/pulumi";
import { checkInteger, checkMatch } from "../shared/check.js";
import { AlertChannel } from "./alert-channel.js";
import { servicePropagationHooks } from "./service-agent-propagation.js";

/** Inputs of {@link BillingBudget}. */
export interface BillingBudgetArgs {
  /** Id of the billing account that pays for the project, such as `ABCDEF-012345-6789AB`. */
  readonly billingAccount: string;
  /** Id of the project whose costs count, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Most that a month may cost, in whole US dollars, 1 or more. */
  readonly amountUsd: number;
  /** Address that gets every alert. */
  readonly email: string;
  /**
   * Resource name of a notification channel that gets every alert as well, as that of `AlertChannel`; budgets take no
   * channels but of e-mail. @default - none
   */
  readonly notificationChannel?: pulumi.Input<string>;
  /** Labels of the notification channel; a budget has none. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly budget?: Partial<billing.BudgetArgs>;
    readonly channel?: Partial<monitoring.NotificationChannelArgs>;
  };
}

/** At what share of the amount an alert is sent. */
const THRESHOLD_RULES = [
  { spendBasis: "CURRENT_SPEND", thresholdPercent: 0.5 },
  { spendBasis: "CURRENT_SPEND", thresholdPercent: 0.8 },
  { spendBasis: "CURRENT_SPEND", thresholdPercent: 1 },
  { spendBasis: "FORECASTED_SPEND", thresholdPercent: 1 },
];

/** Characters of a budget's name. */
const DISPLAY_NAME_CHARS = 60;

/**
 * What a project may cost a month, with alerts when it has cost half of that, 80 % or all, or is forecast to. It stops
 * nothing, and lags behind what is used. Nobody but `email` and `notificationChannel` is told.
 *
 * It counts the whole project, less its credits: not all that costs something carries labels. An account that does not
 * bill in US dollars refuses it, unless `transform.budget.amount` has that account's currency.
 *
 * It takes the Cloud Billing Budget API (`billingbudgets.googleapis.com`), and who deploys it must be a Costs Manager of
 * the billing account, or an owner or editor of the project. A person's own application default credentials name no
 * project for the API's quota: the provider's `userProjectOverride: true` and `billingProject` do.
 *
 * Children: the budget, and an `AlertChannel` for `email`.
 *
 * @throws RunError when `billingAccount` is not the id of one, `amountUsd` is not a whole number from 1, or `email` is
 * not an address.
 * @see https://cloud.google.com/billing/docs/how-to/budgets
 * @see https://cloud.google.com/billing/docs/how-to/budgets-notification-recipients
 * @see https://cloud.google.com/billing/docs/reference/budget/rest/v1/billingAccounts.budgets
 */
export class BillingBudget extends pulumi.ComponentResource {
  /** The budget's resource name, `billingAccounts/<account>/budgets/<id>`. */
  readonly budgetId: pulumi.Output<string>;

  constructor(name: string, args: BillingBudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...rest } = args;
    const { billingAccount, projectId, amountUsd, email, notificationChannel, labels } = rest;
    checkMatch(
      "billingAccount",
      billingAccount,
      /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/,
      "the id of a billing account, such as ABCDEF-012345-6789AB",
    );
    checkInteger("amountUsd", amountUsd, 1);
    checkMatch("email", email, /^[^\s@]+@[^\s@]+$/, "an e-mail address");
    super("ai-stack:gcp:BillingBudget", name, rest, opts);
    const parent = { parent: this };

    const channel = new AlertChannel(
      `${name}-email`,
      { projectId, email, labels, transform: { channel: transform?.channel } },
      parent,
    );
    const { number } = getProjectOutput({ projectId }, parent);
    const budget = new billing.Budget(
      name,
      {
        billingAccount,
        displayName: `${pulumi.getProject()} ${pulumi.getStack()} ${name}`.slice(0, DISPLAY_NAME_CHARS),
        budgetFilter: { projects: [pulumi.interpolate`projects/${number}`], calendarPeriod: "MONTH" },
        amount: { specifiedAmount: { currencyCode: "USD", units: String(amountUsd) } },
        thresholdRules: THRESHOLD_RULES,
        allUpdatesRule: {
          monitoringNotificationChannels: [
            channel.channelId,
            ...(notificationChannel === undefined ? [] : [notificationChannel]),
          ],
          disableDefaultIamRecipients: true,
        },
        ...transform?.budget,
      },
      { parent: this, hooks: servicePropagationHooks() },
    );

    this.budgetId = budget.id;
    this.registerOutputs({ budgetId: this.budgetId });
  }
}
