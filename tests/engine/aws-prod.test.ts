import { afterAll, beforeAll, expect, test } from "vitest";
import { changesOf, kept, live } from "./support/changes.js";
import { Workspace } from "./support/workspace.js";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create();
  await workspace.initStack("aws-prod");
});
afterAll(() => workspace?.remove());

test("up refuses the sample's placeholders by name, before anything exists", async () => {
  const { code, stdout, stderr } = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain("you@example.com");
  expect(workspace.inventory()).toEqual([]);
});

test("up makes every resource of the program", async () => {
  workspace.setConfig("aws-prod", ["aws:allowedAccountIds"], ["210987654321"]);
  workspace.setConfig("aws-prod", ["ai-stack:alertEmail"], "ml-ops@acme.test");
  workspace.setConfig("aws-prod", ["ai-stack:endpoints", "chat", "weights"], "s3://acme-models/qwen3-14b/");
  await workspace.up();
  const { deployment } = await workspace.stackExport();
  const made = deployment.resources?.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:")) ?? [];
  expect(
    live(workspace.inventory())
      .map(({ id }) => id)
      .sort(),
  ).toEqual(made.map(({ id }) => id).sort());
  expect(made.length).toBeGreaterThan(100);
});

test("a second up would change nothing", async () => {
  await workspace.succeed("preview", "--expect-no-changes");
});

test("teardown only lifts what protects data", async () => {
  workspace.setConfig("aws-prod", ["ai-stack:teardown"], true);
  const before = workspace.cloud().changes.length;
  await workspace.up();
  expect(changesOf(workspace.cloud().changes.slice(before)).sort()).toEqual([
    "update Bucket chat-capture",
    "update Bucket studio-artifacts",
    "update Domain studio",
    "update Key key",
  ]);
});

test("destroy then leaves the key for its waiting time and the log groups that SageMaker made", async () => {
  await workspace.destroy();
  expect(live(workspace.inventory())).toEqual([]);
  expect(kept(workspace.inventory())).toEqual([
    expect.stringMatching(/^Key [0-9a-f-]{36}$/),
    "LogGroup /aws/sagemaker/Endpoints/ai-stack-aws-prod-chat-g6e-xlarge",
    "LogGroup /aws/sagemaker/studio",
  ]);
});
