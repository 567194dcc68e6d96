// npm run test:cloud -- <stack> [--yes] [--minutes 180] [--no-requests]: a run against a real account. See CONTRIBUTING.md.
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { HOURS_PER_MONTH } from "../../catalog/rate.js";
import { UsageError, WRONG_USE } from "../../cli/error.js";
import { approximate } from "../../cli/print/cost.js";
import { about } from "../../cli/print/money.js";
import { findProject, previewStack } from "../../cli/project.js";
import { costOf } from "../../plan/cost/cost.js";
import { readStack } from "../../plan/stack-file.js";
import { type CloudRun, checkEmpty, cloudRun } from "./cloud-run.js";

const options = {
  yes: { type: "boolean", default: false },
  minutes: { type: "string", default: "180" },
  "no-requests": { type: "boolean", default: false },
} as const;

function given() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What was asked for on the command line. */
function asked(): { run: CloudRun; yes: boolean; root: string } {
  const { values, positionals } = given();
  const [stack, ...more] = positionals;
  if (stack === undefined || more.length > 0) throw new UsageError("name one stack, such as aws-dev");
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new UsageError(`--minutes must be a number above 0, got ${values.minutes}`);
  const root = findProject();
  const { project, config, file } = readStack(root, stack);
  const stackFile = join(root, file);
  return {
    root,
    yes: values.yes,
    run: { project, stack, config, stackFile, minutes, requests: !values["no-requests"] },
  };
}

/** What the run would make, and what that costs. */
async function warning(root: string, { stack, minutes }: CloudRun): Promise<string> {
  const { plan } = await previewStack(root, stack, "preview");
  const { monthly, items, unpriced } = costOf(plan, 24);
  const anHour = (dollars: number) => about(dollars / HOURS_PER_MONTH, approximate(items));
  return [
    `${stack} is made in your account, with your credentials, and destroyed afterwards.`,
    `An hour of it costs ${anHour(monthly.idle)} when idle, ${anHour(monthly.full)} at full scale; ${unpriced.length} resources have no known price.`,
    `Up, requests and preview end after ${minutes} minutes; the destroy then takes what it takes.`,
  ].join("\n");
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError("say --yes where nobody can be asked");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.once("SIGINT", () => stop.abort());
  const answer = await terminal.question("Go on? Type yes: ", { signal: stop.signal }).catch(() => "no");
  terminal.close();
  return answer.trim() === "yes";
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    process.stderr.write(
      stop.signal.aborted
        ? "Still cleaning up: it goes on.\n"
        : `${signal}: stopping, then destroying what was made.\n`,
    );
    stop.abort();
  });

try {
  const { run, yes, root } = asked();
  process.stdout.write(`${await warning(root, run)}\n`);
  if (yes || (await confirmed())) await checkEmpty(run);
  else stop.abort();
  if (!stop.signal.aborted) {
    const problems = await cloudRun(run, stop.signal);
    for (const problem of problems) process.stderr.write(`\nFAILED: ${problem}\n`);
    if (problems.length === 0) process.stdout.write("\nAll of it worked, and nothing is left.\n");
    process.exitCode = problems.length === 0 ? 0 : 1;
  }
} catch (error) {
  process.stderr.write(`error: ${(error as Error).message}\n`);
  process.exitCode = error instanceof UsageError ? WRONG_USE : 1;
}
