import { afterAll, beforeAll, expect, test } from "vitest";
import { changesOf, live } from "./support/changes.js";
import { sampleStack } from "./support/sample-stacks.js";
import type { Workspace } from "./support/workspace.js";

const STORAGE = "azure-native:storage:StorageAccount";
const STUDIO = "azure-native:machinelearningservices:Workspace";
const LOCK = "azure-native:authorization:ManagementLockByScope";
const CAPTURE = ["ai-stack:endpoints", "chat", "capture"];

let workspace: Workspace;
beforeAll(async () => {
  workspace = await sampleStack("azure-prod");
  await workspace.up();
});
afterAll(() => workspace?.remove());

/** ARM ids of everything of a type that is there. */
function idsOf(type: string): string[] {
  return live(workspace.inventory())
    .filter((entry) => entry.type === type)
    .map(({ id }) => id);
}

/** What `up` does to the endpoint's data assets and roles with that setting of `capture`. */
async function withCapture(capture: object | undefined): Promise<string[]> {
  workspace.setConfig("azure-prod", CAPTURE, capture);
  const before = workspace.cloud().changes.length;
  await workspace.up();
  return changesOf(workspace.cloud().changes.slice(before), "chat", ["DataVersion", "RoleAssignment"]).sort();
}

test("capture goes off and on again: the lock holds no role that either takes away", async () => {
  expect(await withCapture(undefined)).toEqual([
    "delete DataVersion chat-blue-requests",
    "delete DataVersion chat-blue-responses",
  ]);
  expect(await withCapture({ percent: 10 })).toEqual([
    "create DataVersion chat-blue-requests",
    "create DataVersion chat-blue-responses",
  ]);
});

test("destroy refuses as long as data is protected, and is undone by the state from before, a refresh and an up", async () => {
  const [accounts = [], studios = [], locks = []] = [STORAGE, STUDIO, LOCK].map(idsOf);
  expect([accounts.length, studios.length, locks.length]).toEqual([1, 1, 1]);
  await workspace.succeed("stack", "export", "--file", "before.json");

  const { code, stdout } = await workspace.pulumi(["destroy", "--yes", "--skip-preview"]);
  expect(code).not.toBe(0);
  expect(stdout).toContain("ScopeLocked");
  expect([STORAGE, STUDIO].map(idsOf)).toEqual([accounts, studios]);

  await workspace.succeed("stack", "import", "--file", "before.json");
  await workspace.succeed("refresh", "--yes", "--skip-preview");
  await workspace.up();
  expect([STORAGE, STUDIO, LOCK].map(idsOf)).toEqual([accounts, studios, locks]);
  await workspace.succeed("preview", "--expect-no-changes");
});

test("teardown lifts the lock after that, too", async () => {
  workspace.setConfig("azure-prod", ["ai-stack:teardown"], true);
  await workspace.up();
  await workspace.destroy();
  expect(live(workspace.inventory())).toEqual([]);
});
