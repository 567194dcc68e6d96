import { defineCommand } from "citty";
import { fitOf } from "../plan/fit/fit.js";
import { checkArgs } from "./args.js";
import { fitReport } from "./print/fit.js";
import { planArgs, planOf, print } from "./stack-plan.js";

export const fit = defineCommand({
  meta: { name: "fit", description: "Whether each model fits its accelerators, how many sequences do, and what would" },
  args: planArgs,
  async run({ args: given }) {
    checkArgs(given, planArgs);
    const { plan, heading } = await planOf(given);
    const finding = fitOf(plan);
    print(given, finding, [...heading, ...fitReport(finding)]);
  },
});
