import { afterAll, beforeAll, expect, test } from "vitest";
import { kept, live } from "./support/changes.js";
import { Workspace } from "./support/workspace.js";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create();
  await workspace.initStack("azure-dev");
});
afterAll(() => workspace?.remove());

test("up refuses the sample's placeholder by name, before anything exists", async () => {
  const { code, stdout, stderr } = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain("11111111-2222-3333-4444-555555555555");
  expect(workspace.inventory()).toEqual([]);
});

test("up makes every resource of the program", async () => {
  workspace.setConfig("azure-dev", ["azure-native:subscriptionId"], "0a1b2c3d-4e5f-4a6b-8c7d-0123456789ab");
  await workspace.up();
  const { deployment } = await workspace.stackExport();
  const made = deployment.resources?.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:")) ?? [];
  expect(
    live(workspace.inventory())
      .map(({ id }) => id)
      .sort(),
  ).toEqual(made.map(({ id }) => id).sort());
  expect(made.length).toBeGreaterThan(60);
});

test("a second up would change nothing", async () => {
  await workspace.succeed("preview", "--expect-no-changes");
});

test("destroy leaves nothing but what Azure deletes softly", async () => {
  await workspace.destroy();
  expect(live(workspace.inventory())).toEqual([]);
  expect(kept(workspace.inventory())).toEqual([
    expect.stringMatching(/^Vault .*\/vaults\/studio-vault[0-9a-f]{8}$/),
    expect.stringMatching(/^Workspace .*\/Microsoft\.MachineLearningServices\/workspaces\/studio[0-9a-f]{8}$/),
    expect.stringMatching(/^Workspace .*\/Microsoft\.OperationalInsights\/workspaces\/studio-logs[0-9a-f]{8}$/),
  ]);
});
