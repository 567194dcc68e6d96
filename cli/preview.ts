import { defineCommand } from "citty";
import yoctoSpinner from "yocto-spinner";
import { diffPlans } from "../plan/diff.js";
import { immutableInputs } from "../plan/immutable/index.js";
import { checkArgs } from "./args.js";
import { readBaseline } from "./baseline.js";
import { changes } from "./print/changes.js";
import { summary } from "./print/summary.js";
import { tree } from "./print/tree.js";
import { findProject, previewStack } from "./project.js";

const args = {
  stack: { type: "positional", description: "the stack, as in stacks/Pulumi.<stack>.yaml", required: true },
  tree: { type: "boolean", description: "add every resource under its component, with its inputs" },
  against: {
    type: "string",
    description: "show what changes against the program of a git ref, or against a file of `preview --json`",
    valueHint: "git ref | plan file",
  },
  json: { type: "boolean", description: "print the plan alone, in the shape of `pulumi preview --json`" },
  debug: { type: "boolean", description: "show the stack of an error" },
} as const;

export const preview = defineCommand({
  meta: { name: "preview", description: "Show what `pulumi up` would do, with no account, login or network" },
  args,
  async run({ args: given }) {
    checkArgs(given, args);
    const spinner = yoctoSpinner({ text: `previewing ${given.stack}`, stream: process.stderr });
    if (process.stderr.isTTY) spinner.start();
    try {
      const text = await report(findProject(), given.stack, given);
      spinner.stop();
      process.stdout.write(`${text}\n`);
    } finally {
      spinner.stop();
    }
  },
});

interface Wanted {
  readonly tree?: boolean;
  readonly against?: string;
  readonly json?: boolean;
  readonly debug?: boolean;
}

async function report(folder: string, stack: string, wanted: Wanted): Promise<string> {
  const baseline = wanted.against === undefined ? undefined : await readBaseline(folder, stack, wanted.against);
  const mode = baseline?.mode ?? (wanted.tree && !wanted.json ? "symbolic" : "preview");
  const recording = await previewStack(folder, stack, mode, wanted.debug);
  const compared = baseline && diffPlans(baseline.plan, recording.plan, immutableInputs);
  if (wanted.json) return JSON.stringify(compared ?? recording.plan, null, 4);
  return [
    summary(stack, recording.plan, Object.keys(recording.outputs), compared === undefined),
    ...(compared === undefined ? [] : [changes(compared, wanted.against ?? "")]),
    ...(baseline?.notes ?? []).map((note) => `note: ${note}`),
    (recording.plan.diagnostics ?? []).map(({ message }) => message.trimEnd()).join("\n"),
    ...(wanted.tree ? [tree(recording.plan)] : []),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
