import { expect, test } from "vitest";
import { Workspace } from "./support/workspace.js";

test("a preview lists all bad settings at once, without a stack trace, and no later than it shows a plan", async ({
  onTestFinished,
}) => {
  const workspace = await Workspace.create();
  onTestFinished(() => workspace.remove());
  await workspace.initStack("aws-dev");
  const good = await workspace.pulumi(["preview"]);
  workspace.setConfig("aws-dev", ["ai-stack:network", "cidr"], "10.20.0.0/99");
  workspace.setConfig("aws-dev", ["ai-stack:endpoints", "chat", "contextTokens"], -1);
  workspace.setConfig("aws-dev", ["ai-stack:platfrom"], { users: ["ana"] });
  const { code, stdout, stderr, seconds } = await workspace.pulumi(["preview"]);
  const printed = stdout + stderr;

  expect(code).not.toBe(0);
  expect(printed).toContain("10.20.0.0/99");
  expect(printed).toContain("contextTokens");
  expect(printed).toContain("platfrom");
  expect(printed).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  // 5 s on a machine with nothing else to do; printing an error through the runner would take 17 s and more.
  expect(seconds).toBeLessThan(Math.max(5, good.seconds));
});

test.each([
  ["aws-prod", "you@example.com"],
  ["gcp-dev", "my-project-id"],
  ["azure-dev", "11111111-2222-3333-4444-555555555555"],
])("up of %s refuses the sample's placeholder %s, before anything exists", async (stack, placeholder) => {
  const workspace = await Workspace.create();
  try {
    await workspace.initStack(stack);
    const { code, stdout, stderr } = await workspace.pulumi(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(placeholder);
    expect(workspace.inventory()).toEqual([]);
  } finally {
    workspace.remove();
  }
});
