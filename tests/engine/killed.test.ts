import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { parseUrn } from "../../plan/urn.js";
import type { Outcome } from "./emulator/faults.js";
import type { Action } from "./emulator/inventory.js";
import { live } from "./support/changes.js";
import { familyOf, kill } from "./support/process-family.js";
import { expectRecorded } from "./support/reliability.js";
import { SAMPLE_STACKS, type SampleStack, sampleStack } from "./support/sample-stacks.js";
import type { Workspace } from "./support/workspace.js";

const TIMEOUT_MS = 1_200_000;
/** A deployment is killed whenever it has made as many more. */
const CREATED_BETWEEN_KILLS = 12;
const DELETED_BETWEEN_KILLS = 25;
/** What else is on its way then has the time to get there. */
const SETTLE_MS = 500;

/** What of the engine's state and the cloud the other does not know. */
async function astray(workspace: Workspace): Promise<{ lost: string[]; gone: string[]; pending: string[] }> {
  const { pending_operations = [] } = (await workspace.stackExport()).deployment;
  const inState = await workspace.idsInState();
  const inCloud = live(workspace.inventory()).map(({ id }) => id);
  return {
    lost: inCloud.filter((id) => !inState.includes(id)),
    gone: inState.filter((id) => !inCloud.includes(id)),
    pending: pending_operations.map(({ type, resource }) => `${type} ${resource.urn}`),
  };
}

/** Runs the CLI until the cloud leaves a call without an answer, and kills it there. `false` when it comes to its end. */
async function isKilled(workspace: Workspace, args: readonly string[], engineAlone: boolean): Promise<boolean> {
  const before = workspace.cloud().refusals.length;
  const { process: engine, ended } = workspace.start(args);
  let isOver = false;
  const over = ended.then((run) => {
    isOver = true;
    return run;
  });
  while (!isOver && workspace.cloud().refusals.length === before) await sleep(50);
  if (isOver) {
    const { code, stdout } = await over;
    expect(code, stdout).toBe(0);
    return false;
  }
  await sleep(SETTLE_MS);
  const family = familyOf(engine.pid as number);
  kill(engineAlone ? family.slice(0, 1) : family);
  await over;
  await sleep(SETTLE_MS);
  kill(family);
  return true;
}

/** What the README says to do after a kill, line by line. */
async function recover(workspace: Workspace): Promise<void> {
  execFileSync("find", [workspace.backend, "-name", "*.attrs", "-empty", "-delete"]);
  await workspace.succeed("cancel", "--yes");
  for (const { type, resource } of (await workspace.stackExport()).deployment.pending_operations ?? []) {
    if (type !== "creating") continue;
    const { name } = parseUrn(resource.urn);
    const made = live(workspace.inventory()).find((entry) => entry.type === resource.type && entry.name === name);
    if (made === undefined) continue;
    const parent = `parent=${resource.parent}`;
    const flags = ["--parent", parent, "--protect=false", "--generate-code=false", "--yes", "--skip-preview"];
    await workspace.succeed("import", resource.type, name, made.id, ...flags);
  }
  await workspace.succeed("refresh", "--clear-pending-creates", "--yes", "--skip-preview");
}

/** Kills the command again and again, each time as many changes later, and recovers each time. Answers how often. */
async function killedAndAgain(
  workspace: Workspace,
  command: "up" | "destroy",
  action: Action,
  changesBetween: number,
): Promise<number> {
  const outcomes: readonly Outcome[] = ["unanswered", "unasked"];
  const start = workspace.cloud().changes.length;
  for (let kills = 0; ; kills++) {
    const outcome = outcomes[kills % outcomes.length] as Outcome;
    const afterChanges = start + (kills + 1) * changesBetween;
    workspace.setConditions({ faults: [{ action, outcome, message: `no answer ${kills}`, afterChanges }] });
    const engineAlone = kills % 3 === 2;
    const isOver = !(await isKilled(workspace, [command, "--yes", "--skip-preview"], engineAlone));
    workspace.setConditions({});
    if (isOver) return kills;
    await recover(workspace);
    const { lost, gone, pending } = await astray(workspace);
    expect({ gone, pending }).toEqual({ gone: [], pending: [] });
    // In the middle of destroy the engine has forgotten what will go with something else, such as a key with its vault.
    if (command === "up") expect(lost).toEqual([]);
  }
}

async function liftProtection(workspace: Workspace, stack: SampleStack): Promise<void> {
  if (!stack.endsWith("-prod")) return;
  workspace.setConfig(stack, ["ai-stack:teardown"], true);
  await workspace.up();
}

test.concurrent.for(SAMPLE_STACKS)(
  "%s is killed again and again in up and destroy: what the README says then loses nothing and doubles nothing",
  { timeout: TIMEOUT_MS },
  async (stack, { onTestFinished }) => {
    const workspace = await sampleStack(stack);
    onTestFinished(() => workspace.remove());
    const inUp = await killedAndAgain(workspace, "up", "create", CREATED_BETWEEN_KILLS);
    await workspace.succeed("preview", "--expect-no-changes");

    await liftProtection(workspace, stack);
    const inDestroy = await killedAndAgain(workspace, "destroy", "delete", DELETED_BETWEEN_KILLS);
    expect(live(workspace.inventory())).toEqual([]);

    expectRecorded({
      scenario: "The engine is killed",
      stack,
      faults: `SIGKILL at ${inUp} points of \`up\` and ${inDestroy} of \`destroy\`, calls under way`,
      tried: inUp + inDestroy,
      survived: inUp + inDestroy,
    });
  },
);
