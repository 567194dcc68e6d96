import { setTimeout as pause } from "node:timers/promises";
import { Engine } from "./engine.js";
import { leftovers, listingCommand, type Tagged } from "./leftovers.js";
import { askEndpoints } from "./requests.js";

/** A cloud's index of tags is behind by minutes. */
const INDEX_MS = 15 * 60_000;
const PAUSE_MS = 30_000;

export interface CloudRun extends Tagged {
  /** Absolute path of the stack's file, which stays as it is. */
  readonly stackFile: string;
  /** What `up`, the requests and the preview may take together, in minutes. The destroy takes what it takes. */
  readonly minutes: number;
  /** Whether endpoints are asked: a private one answers in its network alone. */
  readonly requests: boolean;
}

/** @throws Error unless the stack is empty and the cloud has nothing with its tags: the run destroys all of it */
export async function checkEmpty(run: CloudRun): Promise<void> {
  const count = await new Engine(run.stack).resourceCount();
  if (count > 0)
    throw new Error(`${run.stack} has ${count} resources, and this run would destroy them: take an empty stack`);
  const found = await leftovers(run);
  if (found.length > 0)
    throw new Error(`there is something with the tags of ${run.stack} already: ${found.join(", ")}`);
}

/**
 * Makes a stack in the cloud, asks its endpoints, looks that a second `up` would change nothing, and destroys it, whatever
 * came of that. Returns what went wrong, one line each.
 *
 * @param stop ends the run early; what was made is destroyed
 */
export async function cloudRun(run: CloudRun, stop: AbortSignal): Promise<string[]> {
  const engine = new Engine(run.stack);
  const limit = AbortSignal.timeout(run.minutes * 60_000);
  const signal = AbortSignal.any([stop, limit]);
  const problems: string[] = [];
  try {
    heading("up");
    await engine.run(["up", "--yes", "--skip-preview"], { show: true, signal });
    if (run.requests) {
      heading("a request to each endpoint");
      problems.push(...(await askEndpoints(await engine.outputs(), signal)));
    }
    if (!signal.aborted) {
      heading("no change");
      await engine.run(["preview", "--expect-no-changes"], { show: true, signal });
    }
  } catch (error) {
    problems.push((error as Error).message);
  }
  if (stop.aborted) problems.push("it was interrupted");
  else if (limit.aborted) problems.push(`it took longer than ${run.minutes} minutes (--minutes)`);

  heading("destroy");
  try {
    await engine.takeDown(run.stackFile, isProtected(run));
    heading("nothing is left");
    problems.push(...(await leftAfterAll(run)).map((id) => `the cloud still has ${id}`));
  } catch (error) {
    problems.push((error as Error).message, byHand(run));
  }
  return problems;
}

/** What the cloud still lists once its index had time to forget what is gone. */
async function leftAfterAll(run: CloudRun): Promise<string[]> {
  const end = Date.now() + INDEX_MS;
  for (;;) {
    const left = await leftovers(run);
    if (left.length === 0 || Date.now() >= end) return left;
    process.stdout.write(`still listed: ${left.join(", ")}; looking again\n`);
    await pause(PAUSE_MS);
  }
}

/** Whether the stack's settings keep data from `destroy`. */
function isProtected({ config }: CloudRun): boolean {
  return config["ai-stack:environment"] === "prod" && config["ai-stack:teardown"] !== "true";
}

/** How a person goes on where the destroy failed. */
function byHand(run: CloudRun): string {
  const { stack } = run;
  return [
    "WHAT IS LEFT COSTS MONEY. Clean up by hand; docs/teardown.md says what may hold it:",
    `  pulumi cancel --stack ${stack}`,
    `  pulumi refresh --stack ${stack}`,
    ...(isProtected(run)
      ? [
          `  pulumi config set ai-stack:teardown true --stack ${stack}`,
          `  pulumi up --continue-on-error --stack ${stack}`,
        ]
      : []),
    `  pulumi destroy --stack ${stack}`,
    `  ${listingCommand(run)}`,
  ].join("\n");
}

function heading(text: string): void {
  process.stdout.write(`\n== ${text} ==\n`);
}
