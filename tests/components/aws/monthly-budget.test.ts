import { expect, test } from "vitest";
import { MonthlyBudget, type MonthlyBudgetArgs } from "../../../components/aws/monthly-budget.js";
import { violations } from "../../support/aws-api.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:aws:MonthlyBudget::budget"; // spelled out: a changed token replaces users' state
const BUDGET = "aws:budgets/budget:Budget::budget";
const args = { limitUsd: 3000, email: "ml-ops@example.com" };

const deployBudget = (more?: Partial<MonthlyBudgetArgs>) =>
  deploy(() => new MonthlyBudget("budget", { ...args, ...more }));

test("registers a budget under the component", async () => {
  const { tree } = await deployBudget();
  expect(tree).toEqual(["ai-stack:aws:MonthlyBudget budget", "  aws:budgets/budget:Budget budget"]);
});

test("is documented by its args", async () => {
  const { inputs } = await deployBudget({ alarmTopicArn: "arn:topic", tags: { team: "ml" } });
  expect(inputs[COMPONENT]).toEqual({ ...args, alarmTopicArn: "arn:topic", tags: { team: "ml" } });
});

test("limits what the whole account costs a month, in US dollars", async () => {
  const { inputs } = await deployBudget({ tags: { team: "ml" } });
  const { notifications, ...budget } = inputs[BUDGET] ?? {};
  expect(budget).toEqual({
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitAmount: "3000",
    limitUnit: "USD",
    tags: { team: "ml" },
  });
});

const mail = {
  comparisonOperator: "GREATER_THAN",
  thresholdType: "PERCENTAGE",
  subscriberEmailAddresses: ["ml-ops@example.com"],
};

test("mails at 50, 80 and 100 % of it, and when it is forecast to be reached", async () => {
  const { inputs } = await deployBudget();
  expect(inputs[BUDGET]?.notifications).toEqual([
    { ...mail, notificationType: "ACTUAL", threshold: 50 },
    { ...mail, notificationType: "ACTUAL", threshold: 80 },
    { ...mail, notificationType: "ACTUAL", threshold: 100 },
    { ...mail, notificationType: "FORECASTED", threshold: 100 },
  ]);
});

test("with a topic, sends each alert there as well", async () => {
  const { inputs } = await deployBudget({ alarmTopicArn: "arn:topic" });
  const toTopic = { ...mail, subscriberSnsTopicArns: ["arn:topic"] };
  expect(inputs[BUDGET]?.notifications).toEqual([
    { ...toTopic, notificationType: "ACTUAL", threshold: 50 },
    { ...toTopic, notificationType: "ACTUAL", threshold: 80 },
    { ...toTopic, notificationType: "ACTUAL", threshold: 100 },
    { ...toTopic, notificationType: "FORECASTED", threshold: 100 },
  ]);
});

test("keeps to the limits of the API", async () => {
  const { inputs } = await deployBudget({ alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:alarms" });
  expect(violations("aws:budgets/budget:Budget", inputs[BUDGET] ?? {})).toEqual([]);
});

test("publishes its ARN", async () => {
  const { outputs } = await deployBudget();
  expect(outputs[COMPONENT]).toEqual({ arn: "<budget.arn>" });
});

test("transform has the last word on the budget, and is no input of the component", async () => {
  const costFilters = [{ name: "TagKeyValue", values: ["user:stack$aws-dev"] }];
  const { inputs } = await deployBudget({ transform: { budget: { costFilters, limitAmount: "1.5" } } });
  expect(inputs[COMPONENT]).toEqual(args);
  expect(inputs[BUDGET]).toMatchObject({ costFilters, limitAmount: "1.5" });
});

test.each([0, -1, 99.5, Number.NaN])("fails: a limit of %d dollars", async (limitUsd) => {
  const { tree } = await deploy(() => {
    expect(() => new MonthlyBudget("budget", { ...args, limitUsd })).toThrow(
      `'limitUsd' must be a whole number from 1, got ${limitUsd}`,
    );
  });
  expect(tree).toEqual([]);
});

test.each(["", "ml-ops", "@example.com", "ml ops@example.com"])("fails: the address %o", async (email) => {
  const { tree } = await deploy(() => {
    expect(() => new MonthlyBudget("budget", { ...args, email })).toThrow(
      `'email' must be an e-mail address, got "${email}"`,
    );
  });
  expect(tree).toEqual([]);
});
