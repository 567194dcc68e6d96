import { defineCommand } from "citty";
import yoctoSpinner from "yocto-spinner";
import type { Plan } from "../plan/plan.js";
import type { QuotaNeed } from "../plan/quota/need.js";
import { quotasOf } from "../plan/quota/quota.js";
import { checkArgs } from "./args.js";
import { SHORTFALL } from "./error.js";
import { type LiveQuota, liveQuotas } from "./live-quota/index.js";
import { liveQuotaReport } from "./print/live-quota.js";
import { quotaReport } from "./print/quota.js";
import { planArgs, planOf, print } from "./stack-plan.js";

const args = {
  ...planArgs,
  live: { type: "boolean", description: "compare with what your account has; needs its credentials" },
} as const;

export const quota = defineCommand({
  meta: { name: "quota", description: "The quotas that a stack needs at full scale, and where to ask for them" },
  args,
  async run({ args: given }) {
    checkArgs(given, args);
    const { plan, heading } = await planOf(given);
    const needs = quotasOf(plan);
    if (!given.live) return print(given, needs, [...heading, ...quotaReport(needs)]);
    const quotas = await ask(needs, plan);
    if (quotas.some(({ enough }) => enough === false)) process.exitCode = SHORTFALL;
    print(given, quotas, [...heading, ...liveQuotaReport(quotas)]);
  },
});

async function ask(needs: readonly QuotaNeed[], { config }: Plan): Promise<LiveQuota[]> {
  const spinner = yoctoSpinner({ text: "asking for the account's quotas", stream: process.stderr });
  if (process.stderr.isTTY) spinner.start();
  try {
    return await liveQuotas(needs, config);
  } finally {
    spinner.stop();
  }
}
