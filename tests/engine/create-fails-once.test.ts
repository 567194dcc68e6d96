import { beforeAll, expect, test } from "vitest";
import type { ResourceState } from "../../plan/plan.js";
import { typesOf } from "../stacks/support.js";
import { live } from "./support/changes.js";
import { errorsOf } from "./support/cloud-errors.js";
import { expectRecorded } from "./support/reliability.js";
import { plannedResources, SAMPLE_STACKS, type SampleStack, sampleStack } from "./support/sample-stacks.js";
import type { Workspace } from "./support/workspace.js";

/** Some thirty runs of the engine and more. */
const TIMEOUT_MS = 1_200_000;
const DESTROYED_POINTS = 10;
const UP = ["up", "--yes", "--skip-preview"];

let planned: ReadonlyMap<SampleStack, readonly ResourceState[]>;
beforeAll(async () => {
  planned = await plannedResources();
});

/** What fails: all of a prod stack, and of a dev stack each type that the prod stack of its cloud has not. */
function failingTypes(stack: SampleStack): string[] {
  const types = [...typesOf(planned.get(stack) ?? [])];
  if (!stack.endsWith("-dev")) return types;
  const tried = typesOf(planned.get(stack.replace("-dev", "-prod") as SampleStack) ?? []);
  return types.filter((type) => !tried.has(type));
}

/** Ten of them, from the first to the last, or all where there are fewer. */
function spread(points: readonly Workspace[]): Workspace[] {
  const step = (points.length - 1) / (DESTROYED_POINTS - 1);
  const chosen = Array.from({ length: DESTROYED_POINTS }, (_, index) => points[Math.round(index * step)] as Workspace);
  return [...new Set(chosen)];
}

/** Destroys what there is while the cloud makes nothing new, as for somebody who gives up. */
async function giveUp(workspace: Workspace, stack: SampleStack, message: string): Promise<void> {
  workspace.setConditions({ faults: [{ action: "create", outcome: "refused", message }] });
  if (stack.endsWith("-prod")) {
    workspace.setConfig(stack, ["ai-stack:teardown"], true);
    // Else it may stop before it has lifted the protection of everything.
    await workspace.pulumi([...UP, "--continue-on-error"]);
  }
  await workspace.destroy();
}

test.concurrent.for(SAMPLE_STACKS)(
  "creates of %s find no quota or capacity once: none is retried, up goes on where it stopped, destroy empties",
  { timeout: TIMEOUT_MS },
  async (stack, { onTestFinished }) => {
    const workspace = await sampleStack(stack);
    const halfBuilt: Workspace[] = [];
    onTestFinished(() => {
      for (const used of [workspace, ...halfBuilt]) used.remove();
    });
    const types = failingTypes(stack);
    const message = errorsOf(stack).capacity.at(stack.endsWith("-prod") ? -1 : 0) as string;
    workspace.setConditions({ faults: [{ action: "create", outcome: "refused", message, types, times: 1 }] });
    for (;;) {
      const before = workspace.cloud().refusals.length;
      const { code, stdout } = await workspace.pulumi(UP);
      const refused = workspace.cloud().refusals.slice(before);
      expect(refused.filter(({ name }) => !stdout.includes(`(${name})`))).toEqual([]);
      expect(stdout).not.toContain("due to on-error hook request");
      if (code === 0) break;
      expect(refused.length, `up gave ${code}\n${stdout}`).toBeGreaterThan(0);
      halfBuilt.push(workspace.copy());
    }

    const { refusals, entries } = workspace.cloud();
    const made = live(entries).map(({ id }) => id);
    expect(made.sort()).toEqual((await workspace.idsInState()).sort());
    const failing = (planned.get(stack) ?? []).filter(({ type }) => types.includes(type));
    expect(refusals.map((refusal) => refusal.message)).toEqual(failing.map(() => message));

    const points = spread(halfBuilt);
    for (const point of points) {
      await giveUp(point, stack, message);
      expect(live(point.inventory())).toEqual([]);
    }
    // What dev has beside prod fails in one run or in two, as it happens: the points are counted of prod.
    const counted = stack.endsWith("-prod") ? points.length : 0;
    const [which, way] = stack.endsWith("-prod")
      ? ["each create", ` at ${counted} points of the way`]
      : ["each create of a type that prod has not", " on the way"];
    expectRecorded({
      scenario: "Every create fails once",
      stack,
      faults: `${which} refused once for quota or capacity, \`up\` until it succeeds; \`destroy\`${way}`,
      tried: refusals.length + counted,
      survived: refusals.length + counted,
    });
  },
);
