import type { Plan } from "../plan/plan.js";
import { readPlan } from "../plan/plan-file.js";
import { UsageError } from "./error.js";
import { markdown } from "./print/markdown.js";
import { placeOf } from "./print/place.js";
import type { Report } from "./print/report.js";
import { terminal } from "./print/terminal.js";
import { findProject, previewStack } from "./project.js";

/** How a verb prints what it found. */
export const formatArgs = {
  json: { type: "boolean", description: "print the finding alone, as JSON" },
  markdown: { type: "boolean", description: "print Markdown, such as for a pull request" },
  debug: { type: "boolean", description: "show the stack of an error" },
} as const;

/** Flags of every verb that looks at a plan. */
export const planArgs = {
  stack: { type: "positional", description: "the stack, as in stacks/Pulumi.<stack>.yaml", required: false },
  plan: {
    type: "string",
    description: "look at a file of `pulumi preview --json` instead of a stack",
    valueHint: "plan file",
  },
  ...formatArgs,
} as const;

/** The flag of verbs that say what something costs. */
export const loadArg = {
  load: {
    type: "string",
    description: "hours a day that everything works at its largest, for the figure in the middle; 0 to 24",
    default: "8",
    valueHint: "hours",
  },
} as const;

/** The flag of verbs that hold a plan against policies. */
export const policyArgs = {
  "policy-pack-config": {
    type: "string",
    description: "a JSON file with levels, settings and exemptions of policies, as for `pulumi --policy-pack-config`",
    valueHint: "file",
  },
} as const;

/** Flags that a verb of a plan was given. */
export interface Given {
  readonly stack?: string;
  readonly plan?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly debug?: boolean;
}

/** The plan that a verb is asked about, with its heading. */
export async function planOf({ stack, plan: file, debug }: Given): Promise<{ plan: Plan; heading: Report }> {
  if ((stack === undefined) === (file === undefined))
    throw new UsageError(
      stack === undefined
        ? "name a stack, such as aws-dev, or give --plan a file"
        : `give a stack or --plan, not both: ${stack}, ${file}`,
    );
  const plan =
    file === undefined ? (await previewStack(findProject(), stack ?? "", "preview", debug)).plan : readPlan(file);
  return { plan, heading: [{ heading: stack ?? file ?? "", note: placeOf(plan) }] };
}

/** Hours a day of `--load`. */
export function hoursOf(load: string): number {
  const hours = Number(load);
  if (load.trim() === "" || !(hours >= 0 && hours <= 24))
    throw new UsageError(`--load must be hours a day from 0 to 24, got ${JSON.stringify(load)}`);
  return hours;
}

/** Prints a finding as it was asked for. */
export function print(given: Pick<Given, "json" | "markdown">, finding: unknown, report: Report): void {
  const text = given.json ? JSON.stringify(finding, null, 4) : given.markdown ? markdown(report) : terminal(report);
  process.stdout.write(`${text}\n`);
}
