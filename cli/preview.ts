import { defineCommand } from "citty";
import yoctoSpinner from "yocto-spinner";
import { costOf } from "../plan/cost/cost.js";
import { diffPlans } from "../plan/diff.js";
import { findingsOf } from "../plan/findings.js";
import { immutableInputs } from "../plan/immutable/index.js";
import { checkArgs } from "./args.js";
import { readBaseline } from "./baseline.js";
import { SHORTFALL } from "./error.js";
import { changes } from "./print/changes.js";
import { findingLines } from "./print/findings.js";
import { brokenPolicies } from "./print/policies.js";
import { summary } from "./print/summary.js";
import { tree } from "./print/tree.js";
import { findProject, previewStack } from "./project.js";
import { formatArgs, hoursOf, loadArg, policyArgs, print } from "./stack-plan.js";
import { blocks, verdictOn } from "./verdict.js";

const args = {
  stack: { type: "positional", description: "the stack, as in stacks/Pulumi.<stack>.yaml", required: true },
  tree: { type: "boolean", description: "add every resource under its component, with its inputs" },
  against: {
    type: "string",
    description: "show what changes against the program of a git ref, or against a file of `preview --json`",
    valueHint: "git ref | plan file",
  },
  ...loadArg,
  ...policyArgs,
  ...formatArgs,
  json: { type: "boolean", description: "print the plan in the shape of `pulumi preview --json`, with its findings" },
} as const;

export const preview = defineCommand({
  meta: { name: "preview", description: "Show what `pulumi up` would do, with no account, login or network" },
  args,
  async run({ args: given }) {
    checkArgs(given, args);
    const spinner = yoctoSpinner({ text: `previewing ${given.stack}`, stream: process.stderr });
    if (process.stderr.isTTY) spinner.start();
    try {
      const seen = await look(findProject(), given.stack, given);
      spinner.stop();
      print(...seen);
    } finally {
      spinner.stop();
    }
  },
});

interface Wanted {
  readonly tree?: boolean;
  readonly against?: string;
  readonly load: string;
  readonly "policy-pack-config"?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly debug?: boolean;
}

async function look(folder: string, stack: string, wanted: Wanted): Promise<Parameters<typeof print>> {
  const hours = hoursOf(wanted.load);
  const baseline = wanted.against === undefined ? undefined : await readBaseline(folder, stack, wanted.against);
  const mode = baseline?.mode ?? (wanted.tree && !wanted.json ? "symbolic" : "preview");
  const { plan, outputs } = await previewStack(folder, stack, mode, wanted.debug);
  const compared = baseline && diffPlans(baseline.plan, plan, immutableInputs);
  const findings = { ...findingsOf(plan, hours), policies: verdictOn(plan, wanted["policy-pack-config"]) };
  const report = [
    ...summary(stack, plan, {
      outputs: Object.keys(outputs),
      findings: findingLines(findings, hours, baseline && costOf(baseline.plan, hours)),
      counted: compared === undefined,
    }),
    ...brokenPolicies(findings.policies.violations.filter(({ level }) => level === "mandatory")),
    ...(compared === undefined ? [] : [{ code: changes(compared, wanted.against ?? "") }]),
    ...(baseline?.notes ?? []).map((note) => ({ text: `note: ${note}` })),
    { text: (plan.diagnostics ?? []).map(({ message }) => message.trimEnd()).join("\n") },
    ...(wanted.tree ? [{ code: tree(plan) }] : []),
  ];
  if ((findings.budget?.overUsd ?? 0) > 0 || blocks(findings.policies)) process.exitCode = SHORTFALL;
  return [wanted, { ...(compared ?? plan), findings }, report];
}
