import { afterAll, beforeAll, expect, test } from "vitest";
import type { Plan } from "../../../plan/plan.js";
import { expectRecorded } from "../support/reliability.js";
import { type SampleStack, sampleStack } from "../support/sample-stacks.js";
import {
  effectIn,
  offlineEffectIn,
  previewChanges,
  readTable,
  recorded,
  settingsBetween,
} from "../support/setting-changes.js";
import type { Workspace } from "../support/workspace.js";

/** Changes each setting of a cloud's dev stack in turn to that of prod; a file a cloud, as workers take whole files. */
export function testSettingChanges(cloud: "aws" | "gcp" | "azure"): void {
  const stack: SampleStack = `${cloud}-dev`;
  const table = readTable(new URL(`${cloud}.yaml`, import.meta.url));
  const prod = settingsBetween(stack, `${cloud}-prod`);
  let survived = 0;
  let workspace: Workspace;
  let before: Plan;
  beforeAll(async () => {
    workspace = await sampleStack(stack);
    await workspace.up();
    before = await recorded(workspace, stack);
  });
  afterAll(() => workspace?.remove());

  test("the table has every setting in which prod differs, and a reason for every replacement", () => {
    const alone = Object.keys(table).filter((settings) => !settings.includes(" + "));
    expect(alone).toEqual([...prod.keys()]);
    const unexplained = Object.entries(table).filter(([, expected]) => expected?.replace && !expected.because);
    expect(unexplained).toEqual([]);
  });

  test.each(Object.keys(table))("%s of prod changes what the table says", async (settings) => {
    const expected = table[settings] ?? {};
    const changes = settings.split(" + ").map((path) => [path, prod.get(path)] as const);
    const { engine, offline, refused } = await previewChanges(workspace, stack, before, changes);
    if (expected.refused === undefined) expect(refused).toBeUndefined();
    else expect(refused).toContain(expected.refused);
    expect(engine).toEqual(effectIn(expected));
    expect(offline).toEqual(offlineEffectIn(expected));
    survived++;
  });

  test("another address block moves everything over, and nothing is left to do", async () => {
    workspace.setConfig(stack, ["ai-stack:network", "cidr"], "10.30.0.0/16");
    await workspace.up();
    await workspace.succeed("preview", "--expect-no-changes");
  });

  test("the settings are counted", () =>
    expectRecorded({
      scenario: "A setting changes from dev to prod",
      stack,
      faults: "each setting alone, and what it needs along with it: the preview is what the table says",
      tried: Object.keys(table).length,
      survived,
    }));
}
