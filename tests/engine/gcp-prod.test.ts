import { afterAll, beforeAll, expect, test } from "vitest";
import { kept, live } from "./support/changes.js";
import { sampleStack } from "./support/sample-stacks.js";
import type { Workspace } from "./support/workspace.js";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await sampleStack("gcp-prod");
  await workspace.up();
});
afterAll(() => workspace?.remove());

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
