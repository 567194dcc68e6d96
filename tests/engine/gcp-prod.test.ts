import { afterAll, beforeAll, expect, test } from "vitest";
import { kept, live } from "./support/changes.js";
import { Workspace } from "./support/workspace.js";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create();
  await workspace.initStack("gcp-prod");
  workspace.setConfig("gcp-prod", ["gcp:project"], "acme-ml-prod");
  workspace.setConfig("gcp-prod", ["ai-stack:alertEmail"], "ml-ops@acme.test");
  workspace.setConfig("gcp-prod", ["ai-stack:gcpBillingAccount"], "0A1B2C-3D4E5F-607182");
});
afterAll(() => workspace?.remove());

test("up makes every resource of the program, and what encrypts is allowed to first", async () => {
  await workspace.up();
  const { deployment } = await workspace.stackExport();
  const made = deployment.resources?.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:")) ?? [];
  expect(
    live(workspace.inventory())
      .map(({ id }) => id)
      .sort(),
  ).toEqual(made.map(({ id }) => id).sort());
  expect(made.length).toBeGreaterThan(70);
});

test("a second up would change nothing", async () => {
  await workspace.succeed("preview", "--expect-no-changes");
});

test("destroy refuses as long as data is protected", async () => {
  const { code, stdout } = await workspace.pulumi(["destroy", "--yes", "--skip-preview"]);
  expect(code).not.toBe(0);
  expect(stdout).toContain("deletionPolicy");
});

test("teardown lifts what protects data, and destroy then leaves what Google Cloud never deletes", async () => {
  workspace.setConfig("gcp-prod", ["ai-stack:teardown"], true);
  await workspace.up();
  await workspace.destroy();
  expect(live(workspace.inventory())).toEqual([]);
  const left = kept(workspace.inventory()).filter((line) => !line.startsWith("Service acme-ml-prod/"));
  expect(left).toEqual([
    expect.stringMatching(/^CryptoKey projects\/acme-ml-prod\/locations\/us-central1\/keyRings\/.*\/cryptoKeys\/key-/),
    expect.stringMatching(/^KeyRing projects\/acme-ml-prod\/locations\/us-central1\/keyRings\/key-ring-[0-9a-f]{7}$/),
    ...left.filter((line) => line.startsWith("ServiceIdentity projects/acme-ml-prod/services/")),
  ]);
});
