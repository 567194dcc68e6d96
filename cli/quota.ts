import { defineCommand } from "citty";
import { quotasOf } from "../plan/quota/quota.js";
import { checkArgs } from "./args.js";
import { quotaReport } from "./print/quota.js";
import { planArgs, planOf, print } from "./stack-plan.js";

export const quota = defineCommand({
  meta: { name: "quota", description: "The quotas that a stack needs at full scale, and where to ask for them" },
  args: planArgs,
  async run({ args: given }) {
    checkArgs(given, planArgs);
    const { plan, heading } = await planOf(given);
    const finding = quotasOf(plan);
    print(given, finding, [...heading, ...quotaReport(finding)]);
  },
});
