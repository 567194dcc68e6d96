import { afterAll, beforeAll, expect, test } from "vitest";
import { kept, live } from "./support/changes.js";
import { Workspace } from "./support/workspace.js";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create();
  await workspace.initStack("gcp-dev");
});
afterAll(() => workspace?.remove());

test("up refuses the sample's placeholder by name, before anything exists", async () => {
  const { code, stdout, stderr } = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain("my-project-id");
  expect(workspace.inventory()).toEqual([]);
});

test("up makes every resource of the program", async () => {
  workspace.setConfig("gcp-dev", ["gcp:project"], "acme-ml-dev");
  await workspace.up();
  const { deployment } = await workspace.stackExport();
  const made = deployment.resources?.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:")) ?? [];
  expect(
    live(workspace.inventory())
      .map(({ id }) => id)
      .sort(),
  ).toEqual(made.map(({ id }) => id).sort());
  expect(made.length).toBeGreaterThan(50);
});

test("a second up would change nothing", async () => {
  await workspace.succeed("preview", "--expect-no-changes");
});

test("destroy leaves nothing but the enabled APIs", async () => {
  await workspace.destroy();
  expect(live(workspace.inventory())).toEqual([]);
  const left = kept(workspace.inventory());
  expect(left).toContain("Service acme-ml-dev/compute.googleapis.com");
  expect(left.filter((line) => !line.startsWith("Service acme-ml-dev/"))).toEqual([]);
});
