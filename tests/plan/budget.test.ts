import { expect, test } from "vitest";
import { type BudgetFinding, budgetOf } from "../../plan/budget.js";
import type { CostFinding } from "../../plan/cost/cost.js";
import type { Plan } from "../../plan/plan.js";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::ai-stack::${type}::${name}`;
const gateway = urnOf("aws:ec2/natGateway:NatGateway", "nat");
const endpoint = urnOf("aws:sagemaker/endpoint:Endpoint", "chat");
const plan: Plan = {
  steps: [gateway, endpoint].map((urn) => ({
    op: "create",
    urn,
    newState: { urn, custom: true, type: urn.split("::")[2] ?? "" },
  })),
};
const item = (urn: string, full: number) => ({
  ...{ urn, what: "", quantity: 1, unit: "month", rate: full, basis: "list" as const, asOf: "2026-07" },
  monthly: { idle: 0, load: 0, full },
});
const cost: CostFinding = {
  currency: "USD",
  monthly: { idle: 0, load: 0, full: 150 },
  items: [item(gateway, 40), item(endpoint, 100), item(endpoint, 10)],
  unpriced: [],
};
const withBudget = (text: string): BudgetFinding | undefined =>
  budgetOf({ ...plan, config: { "ai-stack:budget": text } }, cost);

test("a plan over its budget: by how much, and through what, the dearest first", () => {
  expect(withBudget('{"monthlyUsd":120}')).toEqual({
    monthlyUsd: 120,
    overUsd: 30,
    through: [
      { name: "chat", fullUsd: 110 },
      { name: "nat", fullUsd: 40 },
    ],
  });
});

test("a plan within its budget has something left of it", () => {
  expect(withBudget('{"monthlyUsd":200}')?.overUsd).toBe(-50);
});

test.each([[undefined], ["soon"], ['{"monthlyUsd":"120"}'], ["{}"]])("no budget in %j", (text) => {
  expect(text === undefined ? budgetOf(plan, cost) : withBudget(text)).toBeUndefined();
});
