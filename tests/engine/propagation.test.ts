import { beforeAll, expect, test } from "vitest";
import type { ResourceState } from "../../plan/plan.js";
import { parseUrn } from "../../plan/urn.js";
import type { Fault } from "./emulator/faults.js";
import { live } from "./support/changes.js";
import { errorsOf } from "./support/cloud-errors.js";
import { expectRecorded } from "./support/reliability.js";
import { plannedResources, SAMPLE_STACKS, type SampleStack, sampleStack } from "./support/sample-stacks.js";

const TIMEOUT_MS = 1_200_000;

let planned: ReadonlyMap<SampleStack, readonly ResourceState[]>;
beforeAll(async () => {
  planned = await plannedResources();
});

test.concurrent.for(SAMPLE_STACKS)(
  "what is not known everywhere yet on %s is waited for: one up makes everything",
  { timeout: TIMEOUT_MS },
  async (stack, { onTestFinished }) => {
    const workspace = await sampleStack(stack);
    onTestFinished(() => workspace.remove());
    const { propagation } = errorsOf(stack);
    const hooked = (planned.get(stack) ?? []).filter(({ resourceHooks }) => resourceHooks !== undefined);
    const faults = hooked.map(
      ({ type, urn }, index): Fault => ({
        action: "create",
        outcome: "refused",
        message: propagation[index % propagation.length] as string,
        types: [type],
        names: [parseUrn(urn).name],
        times: index === 0 ? 2 : 1,
      }),
    );
    workspace.setConditions({ faults });
    await workspace.up();

    const refused = workspace.cloud().refusals.map(({ type, name }) => `${type} ${name}`);
    const expected = faults.flatMap(({ types, names, times = 0 }) => Array(times).fill(`${types} ${names}`));
    expect(refused.sort()).toEqual(expected.sort());
    expectRecorded({
      scenario: "Roles, identities and APIs take time to spread",
      stack,
      faults: "each resource with a retry hook refused once, one of them twice; a single `up`",
      tried: refused.length,
      survived: refused.length,
    });
  },
);

test.concurrent("a deletion that Azure is too busy for is tried again by destroy --run-program, and by no other destroy", {
  timeout: TIMEOUT_MS,
}, async ({ onTestFinished }) => {
  const workspace = await sampleStack("azure-dev");
  await workspace.up();
  const plain = workspace.copy();
  onTestFinished(() => {
    for (const used of [workspace, plain]) used.remove();
  });
  // hashicorp/terraform-provider-azurerm#4285
  const message = "AnotherOperationInProgress: Another operation on this or dependent resource is in progress.";
  const types = ["azure-native:network:Subnet"];
  const busy: Fault = { action: "delete", outcome: "refused", message, types, times: 1 };
  for (const used of [workspace, plain]) used.setConditions({ faults: [busy] });

  const { code, stdout } = await plain.pulumi(["destroy", "--yes", "--skip-preview"]);
  expect(code).not.toBe(0);
  expect(stdout).toContain(message);

  await workspace.succeed("destroy", "--yes", "--skip-preview", "--run-program");
  expect(live(workspace.inventory())).toEqual([]);
});
