import { expect, test } from "vitest";
import { live } from "./support/changes.js";
import { errorsOf } from "./support/cloud-errors.js";
import { expectRecorded } from "./support/reliability.js";
import { SAMPLE_STACKS, type SampleStack, sampleStack } from "./support/sample-stacks.js";
import type { Workspace } from "./support/workspace.js";

/** Some twenty runs of the engine and more. */
const TIMEOUT_MS = 1_200_000;
/** Prod is deployed once more before each, without what protects it, which takes as long as the rest together. */
const DESTROYED_POINTS = { dev: 10, prod: 3 } as const;
const UP = ["up", "--yes", "--skip-preview"];
const KEEP_GOING = "--continue-on-error";

/** So many of them, from the first to the last, or all where there are fewer. */
function spread(points: readonly Workspace[], count: number): Workspace[] {
  const step = (points.length - 1) / (count - 1);
  const chosen = Array.from({ length: count }, (_, index) => points[Math.round(index * step)] as Workspace);
  return [...new Set(chosen)];
}

/** Destroys what there is while the cloud makes nothing new, as for somebody who gives up. */
async function giveUp(workspace: Workspace, stack: SampleStack, message: string): Promise<void> {
  workspace.setConditions({ faults: [{ action: "create", outcome: "refused", message }] });
  if (stack.endsWith("-prod")) {
    workspace.setConfig(stack, ["ai-stack:teardown"], true);
    await workspace.pulumi([...UP, KEEP_GOING]);
  }
  await workspace.destroy();
}

test.concurrent.for(SAMPLE_STACKS)(
  "every create of %s finds no quota or capacity once: it is not retried, up goes on where it stopped, destroy empties",
  { timeout: TIMEOUT_MS },
  async (stack, { onTestFinished }) => {
    const workspace = await sampleStack(stack);
    const halfBuilt: Workspace[] = [];
    onTestFinished(() => {
      for (const used of [workspace, ...halfBuilt]) used.remove();
    });
    const message = errorsOf(stack).capacity.at(stack.endsWith("-prod") ? -1 : 0) as string;
    workspace.setConditions({ faults: [{ action: "create", outcome: "refused", message, times: 1 }] });
    const up = stack === "aws-dev" ? UP : [...UP, KEEP_GOING];
    for (;;) {
      const before = workspace.cloud().refusals.length;
      const { code, stdout } = await workspace.pulumi(up);
      const refused = workspace.cloud().refusals.slice(before);
      expect(refused.filter(({ name }) => !stdout.includes(`(${name})`))).toEqual([]);
      expect(stdout).not.toContain("due to on-error hook request");
      if (code === 0) break;
      expect(refused.length).toBeGreaterThan(0);
      halfBuilt.push(workspace.copy());
    }

    const { refusals, changes, entries } = workspace.cloud();
    const made = live(entries).map(({ id }) => id);
    expect(made.sort()).toEqual((await workspace.idsInState()).sort());
    expect(refusals.map((refusal) => refusal.message)).toEqual(changes.map(() => message));

    const points = spread(halfBuilt, DESTROYED_POINTS[stack.endsWith("-prod") ? "prod" : "dev"]);
    for (const point of points) {
      await giveUp(point, stack, message);
      expect(live(point.inventory())).toEqual([]);
    }
    expectRecorded({
      scenario: "Every create fails once",
      stack,
      faults: `each create refused once for quota or capacity, \`up\` until it succeeds; \`destroy\` at ${points.length} points of the way`,
      tried: refusals.length + points.length,
      survived: refusals.length + points.length,
    });
  },
);
