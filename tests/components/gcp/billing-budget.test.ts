import { expect, test } from "vitest";
import { BillingBudget, type BillingBudgetArgs } from "../../../components/gcp/billing-budget.js";
import { violations } from "../../support/gcp-api.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:gcp:BillingBudget::budget"; // spelled out: a changed token replaces users' state
const BUDGET = "gcp:billing/budget:Budget::budget";
const CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel::budget-email";
const args = {
  billingAccount: "ABCDEF-012345-6789AB",
  projectId: "ml-dev",
  amountUsd: 3000,
  email: "ml-ops@example.com",
};
const calls = { "gcp:organizations/getProject:getProject": { number: "987654321098" } };

const deployBudget = (more?: Partial<BillingBudgetArgs>) =>
  deploy(() => new BillingBudget("budget", { ...args, ...more }), calls);

test("registers a budget and an e-mail channel under the component", async () => {
  const { tree } = await deployBudget();
  expect(tree).toEqual([
    "ai-stack:gcp:BillingBudget budget",
    "  ai-stack:gcp:AlertChannel budget-email",
    "    gcp:monitoring/notificationChannel:NotificationChannel budget-email",
    "  gcp:billing/budget:Budget budget",
  ]);
});

test("is documented by its args", async () => {
  const more = { notificationChannel: "projects/ml-dev/notificationChannels/1", labels: { team: "ml" } };
  const { inputs } = await deployBudget(more);
  expect(inputs[COMPONENT]).toEqual({ ...args, ...more });
});

test("limits what its project costs a month, in US dollars, under a name that says whose budget it is", async () => {
  const { inputs } = await deployBudget({ labels: { team: "ml" } });
  const { thresholdRules, allUpdatesRule, ...budget } = inputs[BUDGET] ?? {};
  expect(budget).toEqual({
    billingAccount: "ABCDEF-012345-6789AB",
    displayName: "ai-stack test budget",
    budgetFilter: { projects: ["projects/987654321098"], calendarPeriod: "MONTH" },
    amount: { specifiedAmount: { currencyCode: "USD", units: "3000" } },
  });
});

test("has a name of at most 60 characters", async () => {
  const { inputs } = await deploy(() => new BillingBudget("b".repeat(80), args), calls);
  expect(inputs[`gcp:billing/budget:Budget::${"b".repeat(80)}`]?.displayName).toBe(`ai-stack test ${"b".repeat(46)}`);
});

test("alerts at 50, 80 and 100 % of it, and when it is forecast to be reached", async () => {
  const { inputs } = await deployBudget();
  expect(inputs[BUDGET]?.thresholdRules).toEqual([
    { spendBasis: "CURRENT_SPEND", thresholdPercent: 0.5 },
    { spendBasis: "CURRENT_SPEND", thresholdPercent: 0.8 },
    { spendBasis: "CURRENT_SPEND", thresholdPercent: 1 },
    { spendBasis: "FORECASTED_SPEND", thresholdPercent: 1 },
  ]);
});

test("tells the address alone, not everybody who has a role in the billing account", async () => {
  const { inputs } = await deployBudget({ labels: { team: "ml" } });
  expect(inputs[BUDGET]?.allUpdatesRule).toEqual({
    monitoringNotificationChannels: ["<budget-email.name>"],
    disableDefaultIamRecipients: true,
  });
  expect(inputs[CHANNEL]).toMatchObject({
    project: "ml-dev",
    labels: { email_address: "ml-ops@example.com" },
    userLabels: { team: "ml" },
  });
});

test("with another channel, tells that as well", async () => {
  const { inputs } = await deployBudget({ notificationChannel: "projects/ml-dev/notificationChannels/1" });
  expect(inputs[BUDGET]?.allUpdatesRule.monitoringNotificationChannels).toEqual([
    "<budget-email.name>",
    "projects/ml-dev/notificationChannels/1",
  ]);
});

test("waits until the Cloud Billing Budget API answers", async () => {
  const { resources } = await deployBudget();
  expect(resources[BUDGET]?.errorHooks).toEqual(["gcp-service-propagation"]);
});

test("keeps to the limits of the API", async () => {
  const { inputs } = await deployBudget({ notificationChannel: "projects/ml-dev/notificationChannels/1" });
  expect(violations("gcp:billing/budget:Budget", inputs[BUDGET] ?? {})).toEqual([]);
});

test("publishes its resource name", async () => {
  const { outputs } = await deployBudget();
  expect(outputs[COMPONENT]).toEqual({ budgetId: "<budget.id>" });
});

test("transform has the last word on each child, and is no input of the component", async () => {
  const amount = { specifiedAmount: { currencyCode: "EUR", units: "3000" } };
  const { inputs } = await deployBudget({ transform: { budget: { amount }, channel: { displayName: "ours" } } });
  expect(inputs[COMPONENT]).toEqual(args);
  expect(inputs[BUDGET]?.amount).toEqual(amount);
  expect(inputs[CHANNEL]?.displayName).toBe("ours");
});

test.each([
  "",
  "ABCDEF-012345",
  "abcdef-012345-6789ab",
  "ABCDEG-012345-6789AB",
  "billingAccounts/ABCDEF-012345-6789AB",
  "ABCDEF-012345-6789AB-1",
])("fails: the billing account %o", async (billingAccount) => {
  const { tree } = await deploy(() => {
    expect(() => new BillingBudget("budget", { ...args, billingAccount })).toThrow(
      `'billingAccount' must be the id of a billing account, such as ABCDEF-012345-6789AB, got "${billingAccount}"`,
    );
  });
  expect(tree).toEqual([]);
});

test.each([0, -1, 99.5, Number.NaN])("fails: an amount of %d dollars", async (amountUsd) => {
  const { tree } = await deploy(() => {
    expect(() => new BillingBudget("budget", { ...args, amountUsd })).toThrow(
      `'amountUsd' must be a whole number from 1, got ${amountUsd}`,
    );
  });
  expect(tree).toEqual([]);
});

test.each(["", "ml-ops", "@example.com", "ml ops@example.com"])("fails: the address %o", async (email) => {
  const { tree } = await deploy(() => {
    expect(() => new BillingBudget("budget", { ...args, email })).toThrow(
      `'email' must be an e-mail address, got "${email}"`,
    );
  });
  expect(tree).toEqual([]);
});
