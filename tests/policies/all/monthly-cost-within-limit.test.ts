import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { STACK_TYPE } from "../../../plan/urn.js";
import { monthlyCostWithinLimit } from "../../../policies/all/monthly-cost-within-limit.js";
import { PolicyConfigError } from "../../../policies/settings.js";
import { describeRule, expectVerdict, type Neighbour, verdictOn } from "../support.js";

// $0.045 an hour, 730 hours a month.
const gateway: Neighbour = { type: "aws:ec2/natGateway:NatGateway", name: "nat", inputs: {} };
const stranger = (name: string): Neighbour => ({ type: "aws:new/thing:Thing", name, inputs: {} });
const config = { "aws:region": "us-east-1" };
const costs = (monthlyUsd: number, ...around: Neighbour[]) => ({
  inputs: {},
  config,
  around,
  settings: { monthlyUsd },
});

describeRule(monthlyCostWithinLimit, STACK_TYPE, {
  compliant: costs(33, gateway),
  broken: { ...costs(32, gateway), breaks: "full scale costs $33 a month; the limit is $32" },
  absent: { inputs: {}, config, around: [gateway], silent: true },
  unknown: { ...costs(33, { ...gateway, inputs: { subnetId: UNKNOWN } }), passes: true },
});

describe(monthlyCostWithinLimit.name, () => {
  test("is kept by a stack that costs just the limit", () => {
    expectVerdict(monthlyCostWithinLimit, STACK_TYPE, { ...costs(0.045 * 730, gateway), passes: true });
  });

  test("says how much has no known price and is not in the sum", () => {
    expectVerdict(monthlyCostWithinLimit, STACK_TYPE, {
      ...costs(10, gateway, stranger("one")),
      breaks: "full scale costs $33 a month, without 1 resource of no known price; the limit is $10",
    });
    expectVerdict(monthlyCostWithinLimit, STACK_TYPE, {
      ...costs(10, gateway, stranger("one"), stranger("two")),
      breaks: "full scale costs $33 a month, without 2 resources of no known price; the limit is $10",
    });
  });

  test("takes a limit by environment", () => {
    const settings = { monthlyUsd: 10, environments: { prod: { monthlyUsd: 100 } } };
    expectVerdict(monthlyCostWithinLimit, STACK_TYPE, {
      inputs: {},
      config,
      around: [gateway],
      settings,
      breaks: "full scale costs $33 a month; the limit is $10",
    });
    expectVerdict(monthlyCostWithinLimit, STACK_TYPE, {
      inputs: {},
      config,
      around: [gateway],
      settings,
      environment: "prod",
      passes: true,
    });
  });

  test("takes no limit of nothing", () => {
    expect(() => verdictOn(monthlyCostWithinLimit, STACK_TYPE, costs(0))).toThrow(PolicyConfigError);
  });
});
