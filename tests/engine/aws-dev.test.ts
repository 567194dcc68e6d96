import { afterAll, beforeAll, expect, test } from "vitest";
import { kept, live } from "./support/changes.js";
import { Workspace } from "./support/workspace.js";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create();
  await workspace.initStack("aws-dev");
});
afterAll(() => workspace?.remove());

test("a preview lists all bad settings at once, without a stack trace, and no later than it shows a plan", async () => {
  const good = await workspace.pulumi(["preview"]);
  workspace.setConfig("aws-dev", ["ai-stack:network", "cidr"], "10.20.0.0/99");
  workspace.setConfig("aws-dev", ["ai-stack:endpoints", "chat", "contextTokens"], -1);
  workspace.setConfig("aws-dev", ["ai-stack:platfrom"], { users: ["ana"] });
  const { code, stdout, stderr, seconds } = await workspace.pulumi(["preview"]);
  workspace.setConfig("aws-dev", ["ai-stack:network", "cidr"], "10.20.0.0/16");
  workspace.setConfig("aws-dev", ["ai-stack:endpoints", "chat", "contextTokens"], 8192);
  workspace.setConfig("aws-dev", ["ai-stack:platfrom"], undefined);
  const printed = stdout + stderr;

  expect(code).not.toBe(0);
  expect(printed).toContain("10.20.0.0/99");
  expect(printed).toContain("contextTokens");
  expect(printed).toContain("platfrom");
  expect(printed).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  // 5 s on a machine with nothing else to do; printing an error through the runner would take 17 s and more.
  expect(seconds).toBeLessThan(Math.max(5, good.seconds));
});

test("up makes every resource of the program", async () => {
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

test("destroy leaves the log groups that SageMaker made", async () => {
  await workspace.destroy();
  expect(live(workspace.inventory())).toEqual([]);
  expect(kept(workspace.inventory())).toEqual([
    "LogGroup /aws/sagemaker/Endpoints/ai-stack-aws-dev-chat-g6-xlarge-from-zero",
    "LogGroup /aws/sagemaker/InferenceComponents/ai-stack-aws-dev-chat-g6-xlarge-from-zero-model",
    "LogGroup /aws/sagemaker/studio",
  ]);
});
