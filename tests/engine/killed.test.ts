import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import type { ResourceState } from "../../plan/plan.js";
import { parseUrn } from "../../plan/urn.js";
import type { Outcome } from "./emulator/faults.js";
import type { Action } from "./emulator/inventory.js";
import { live } from "./support/changes.js";
import { familyOf, kill } from "./support/process-family.js";
import { expectRecorded } from "./support/reliability.js";
import { plannedResources, type SampleStack, sampleStack } from "./support/sample-stacks.js";
import type { Workspace } from "./support/workspace.js";

const TIMEOUT_MS = 1_200_000;
/** At how many points, spread over all that there is to make or to delete. */
const KILLS = { up: 4, destroy: 2 } as const;
/** What else is on its way then has the time to get there. */
const SETTLE_MS = 500;

let planned: ReadonlyMap<SampleStack, readonly ResourceState[]>;
beforeAll(async () => {
  planned = await plannedResources();
});

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

/** Runs the CLI until the cloud leaves a call without an answer, and kills it there. */
async function killIn(workspace: Workspace, args: readonly string[], engineAlone: boolean): Promise<void> {
  const before = workspace.cloud().refusals.length;
  const { process: engine, ended } = workspace.start(args);
  while (engine.exitCode === null && workspace.cloud().refusals.length === before) await sleep(50);
  expect(engine.exitCode).toBe(null);
  await sleep(SETTLE_MS);
  const family = familyOf(engine.pid as number);
  kill(engineAlone ? family.slice(0, 1) : family);
  await ended;
  await sleep(SETTLE_MS);
  kill(family);
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

/** Kills the command again and again, each time later, recovers each time, and then lets it come to its end. */
async function killedAndAgain(
  workspace: Workspace,
  command: keyof typeof KILLS,
  action: Action,
  total: number,
): Promise<void> {
  const args = [command, "--yes", "--skip-preview"];
  const outcomes: readonly Outcome[] = ["unanswered", "unasked"];
  const start = workspace.cloud().changes.length;
  for (let kills = 0; kills < KILLS[command]; kills++) {
    const outcome = outcomes[kills % outcomes.length] as Outcome;
    const afterChanges = start + Math.floor((total * kills) / (KILLS[command] + 1));
    workspace.setConditions({ faults: [{ action, outcome, message: `no answer ${kills}`, afterChanges }] });
    await killIn(workspace, args, kills % 3 === 2);
    workspace.setConditions({});
    await recover(workspace);
    const { lost, gone, pending } = await astray(workspace);
    expect({ gone, pending }).toEqual({ gone: [], pending: [] });
    // In the middle of destroy the engine has forgotten what will go with something else, such as a key with its vault.
    if (command === "up") expect(lost).toEqual([]);
  }
  await workspace.succeed(...args);
}

// A kill and its recovery are some ten runs of the engine: the dev stacks have every way in which that can go.
test.concurrent.for(["aws-dev", "gcp-dev", "azure-dev"] as const)(
  "%s is killed again and again in up and destroy: what the README says then loses nothing and doubles nothing",
  { timeout: TIMEOUT_MS },
  async (stack, { onTestFinished }) => {
    const workspace = await sampleStack(stack, "started"); // the kill reaches all that the CLI has started
    onTestFinished(() => workspace.remove());
    await killedAndAgain(workspace, "up", "create", planned.get(stack)?.length ?? 0);
    expect(await astray(workspace)).toEqual({ lost: [], gone: [], pending: [] });
    await workspace.succeed("preview", "--expect-no-changes");

    await killedAndAgain(workspace, "destroy", "delete", live(workspace.inventory()).length);
    expect(live(workspace.inventory())).toEqual([]);

    const tried = KILLS.up + KILLS.destroy;
    expectRecorded({
      scenario: "The engine is killed",
      stack,
      faults: `SIGKILL at ${KILLS.up} points of \`up\` and ${KILLS.destroy} of \`destroy\`, with calls under way`,
      tried,
      survived: tried,
    });
  },
);
