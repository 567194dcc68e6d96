import { afterEach, expect, test, vi } from "vitest";
import { ConsumptionBudget, type ConsumptionBudgetArgs } from "../../../components/azure/consumption-budget.js";
import { violations } from "../../support/azure-api.js";
import { deploy } from "../../support/mocks.js";

const COMPONENT = "ai-stack:azure:ConsumptionBudget::budget"; // spelled out: a changed token replaces users' state
const BUDGET = "azure-native:consumption:Budget::budget";
const ACTION_GROUP =
  "/subscriptions/0a1b2c3d-1111-2222-3333-444455556666/resourceGroups/ml/providers/Microsoft.Insights/actionGroups/a";
const args = { scope: "<group.id>", amount: 3000, email: "ml-ops@example.com", startDate: "2026-11-01" };

const deployBudget = (more?: Partial<ConsumptionBudgetArgs>) =>
  deploy(() => new ConsumptionBudget("budget", { ...args, ...more }));

afterEach(() => {
  vi.useRealTimers();
});

/** What a budget of no given start begins with, when it is made at a time. */
async function startAt(time: string): Promise<string> {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(time) });
  const { inputs } = await deployBudget({ startDate: undefined });
  return inputs[BUDGET]?.timePeriod.startDate;
}

test("registers a budget under the component", async () => {
  const { tree } = await deployBudget();
  expect(tree).toEqual(["ai-stack:azure:ConsumptionBudget budget", "  azure-native:consumption:Budget budget"]);
});

test("is documented by its args", async () => {
  const { inputs } = await deployBudget({ actionGroupId: ACTION_GROUP });
  expect(inputs[COMPONENT]).toEqual({ ...args, actionGroupId: ACTION_GROUP });
});

test("limits what its scope costs a month, and leaves its name to Pulumi", async () => {
  const { inputs } = await deployBudget();
  const { notifications, ...budget } = inputs[BUDGET] ?? {};
  expect(budget).toEqual({
    scope: "<group.id>",
    category: "Cost",
    amount: 3000,
    timeGrain: "Monthly",
    timePeriod: { startDate: "2026-11-01T00:00:00Z" },
  });
});

const mail = { enabled: true, operator: "GreaterThan", contactEmails: ["ml-ops@example.com"] };

test("mails at 50, 80 and 100 % of it, and when it is forecast to be reached", async () => {
  const { inputs } = await deployBudget();
  expect(inputs[BUDGET]?.notifications).toEqual({
    Actual_GreaterThan_50_Percent: { ...mail, thresholdType: "Actual", threshold: 50 },
    Actual_GreaterThan_80_Percent: { ...mail, thresholdType: "Actual", threshold: 80 },
    Actual_GreaterThan_100_Percent: { ...mail, thresholdType: "Actual", threshold: 100 },
    Forecasted_GreaterThan_100_Percent: { ...mail, thresholdType: "Forecasted", threshold: 100 },
  });
});

test("with an action group, sends each alert there as well", async () => {
  const { inputs } = await deployBudget({ actionGroupId: ACTION_GROUP });
  const toGroup = { ...mail, contactGroups: [ACTION_GROUP] };
  expect(inputs[BUDGET]?.notifications).toEqual({
    Actual_GreaterThan_50_Percent: { ...toGroup, thresholdType: "Actual", threshold: 50 },
    Actual_GreaterThan_80_Percent: { ...toGroup, thresholdType: "Actual", threshold: 80 },
    Actual_GreaterThan_100_Percent: { ...toGroup, thresholdType: "Actual", threshold: 100 },
    Forecasted_GreaterThan_100_Percent: { ...toGroup, thresholdType: "Forecasted", threshold: 100 },
  });
});

test.each([
  ["2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z"],
  ["2026-11-26T09:30:00Z", "2026-11-01T00:00:00Z"],
  ["2026-11-30T23:30:00-08:00", "2026-12-01T00:00:00Z"],
  ["2027-01-01T01:00:00+09:00", "2026-12-01T00:00:00Z"],
])("made at %s, begins at %s", async (time, start) => {
  expect(await startAt(time)).toBe(start);
});

test("keeps the start that it has: Azure refuses another", async () => {
  const { resources } = await deployBudget();
  expect(resources[BUDGET]?.ignoreChanges).toEqual(["timePeriod"]);
});

test("does not change with the month: the component has no start that nobody gave", async () => {
  const { startDate, ...given } = args;
  const { inputs } = await deploy(() => new ConsumptionBudget("budget", given));
  expect(inputs[COMPONENT]).toEqual(given);
});

test("keeps to the limits of the API", async () => {
  const { inputs } = await deployBudget({ actionGroupId: ACTION_GROUP });
  expect(violations("azure-native:consumption:Budget", inputs[BUDGET] ?? {})).toEqual([]);
});

test("publishes its id", async () => {
  const { outputs } = await deployBudget();
  expect(outputs[COMPONENT]).toEqual({ budgetId: "<budget.id>" });
});

test("transform has the last word on the budget, and is no input of the component", async () => {
  const { inputs } = await deployBudget({ transform: { budget: { amount: 1.5, budgetName: "ours" } } });
  expect(inputs[COMPONENT]).toEqual(args);
  expect(inputs[BUDGET]).toMatchObject({ amount: 1.5, budgetName: "ours" });
});

test.each(["", "bud get", "bud.get", "b".repeat(56)])("fails: the name %o", async (name) => {
  const { tree } = await deploy(() => {
    expect(() => new ConsumptionBudget(name, args)).toThrow(
      "'name' must be up to 55 letters, digits, hyphens and underscores",
    );
  });
  expect(tree).toEqual([]);
});

test.each([0, -1, 99.5, Number.NaN])("fails: an amount of %d", async (amount) => {
  const { tree } = await deploy(() => {
    expect(() => new ConsumptionBudget("budget", { ...args, amount })).toThrow(
      `'amount' must be a whole number from 1, got ${amount}`,
    );
  });
  expect(tree).toEqual([]);
});

test.each(["", "ml-ops", "@example.com", "ml ops@example.com"])("fails: the address %o", async (email) => {
  const { tree } = await deploy(() => {
    expect(() => new ConsumptionBudget("budget", { ...args, email })).toThrow(
      `'email' must be an e-mail address, got "${email}"`,
    );
  });
  expect(tree).toEqual([]);
});

test.each(["", "2026-11", "2026-11-02", "2026-13-01", "2026-00-01", "2026-11-01T00:00:00Z"])(
  "fails: the start %o",
  async (startDate) => {
    const { tree } = await deploy(() => {
      expect(() => new ConsumptionBudget("budget", { ...args, startDate })).toThrow(
        `'startDate' must be the first of a month, such as 2026-11-01, got "${startDate}"`,
      );
    });
    expect(tree).toEqual([]);
  },
);
