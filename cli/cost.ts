import { defineCommand } from "citty";
import { budgetOf } from "../plan/budget.js";
import { costOf } from "../plan/cost/cost.js";
import { checkArgs } from "./args.js";
import { SHORTFALL } from "./error.js";
import { costReport } from "./print/cost.js";
import { budgetLine } from "./print/findings.js";
import { hoursOf, loadArg, planArgs, planOf, print } from "./stack-plan.js";

const args = { ...planArgs, ...loadArg } as const;

export const cost = defineCommand({
  meta: { name: "cost", description: "What a stack costs a month: idle, at a load, at full scale" },
  args,
  async run({ args: given }) {
    checkArgs(given, args);
    const hours = hoursOf(given.load);
    const { plan, heading } = await planOf(given);
    const finding = costOf(plan, hours);
    const budget = budgetOf(plan, finding);
    if ((budget?.overUsd ?? 0) > 0) process.exitCode = SHORTFALL;
    print(given, finding, [
      ...heading,
      ...costReport(plan, finding, hours),
      ...(budget === undefined ? [] : [{ text: `budget: ${budgetLine(budget)}` }]),
    ]);
  },
});
