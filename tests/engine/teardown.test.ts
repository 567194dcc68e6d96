import { expect, test } from "vitest";
import { KEPT, type Kept } from "../../docs/kept.js";
import type { Entry } from "./emulator/inventory.js";
import { changesOf, live } from "./support/changes.js";
import { expectRecorded } from "./support/reliability.js";
import { SAMPLE_STACKS, type SampleStack, sampleStack } from "./support/sample-stacks.js";

const TIMEOUT_MS = 600_000;

/** What `teardown` changes of a stack; azure-prod loses its lock. */
const LIFTED: Readonly<Partial<Record<SampleStack, readonly string[]>>> = {
  "aws-prod": [
    "update Bucket chat-capture",
    "update Bucket studio-artifacts",
    "update Domain studio",
    "update Key key",
  ],
};

/** What docs/teardown.md says that the cloud keeps of a stack, of all that the emulated clouds make. */
function expectedOf(stack: SampleStack): Kept[] {
  const [cloud, environment] = stack.split("-");
  return KEPT.filter(
    (kept) =>
      kept.cloud === cloud && kept.resource !== undefined && (kept.stacks === "both" || kept.stacks === environment),
  );
}

function isOf({ resource }: Kept, { type, name }: Entry): boolean {
  return resource?.types.includes(type) === true && (resource.name === undefined || resource.name === name);
}

/** Whether the page names the days for which the cloud keeps it, where the cloud says so. */
function hasItsDays({ howLong }: Kept, { kept = "" }: Entry): boolean {
  const [, days] = /(\d+) days/.exec(kept) ?? [];
  return days === undefined || new RegExp(`\\b${days}\\b`).test(howLong);
}

test.concurrent.for(SAMPLE_STACKS)(
  "of %s, up makes all and changes nothing twice, destroy goes in order, the cloud keeps what docs/teardown.md names",
  { timeout: TIMEOUT_MS },
  async (stack, { onTestFinished }) => {
    const workspace = await sampleStack(stack);
    onTestFinished(() => workspace.remove());
    await workspace.up();
    const made = live(workspace.inventory()).map(({ id }) => id);
    expect(made.sort()).toEqual((await workspace.idsInState()).sort());
    expect(made.length).toBeGreaterThan(50);
    await workspace.up("--expect-no-changes");
    if (stack.endsWith("-prod")) {
      workspace.setConfig(stack, ["ai-stack:teardown"], true);
      const before = workspace.cloud().changes.length;
      await workspace.up();
      const lifted = changesOf(workspace.cloud().changes.slice(before)).sort();
      expect(lifted).toEqual(LIFTED[stack] ?? lifted);
    }
    await workspace.destroy();

    const { entries, refusals } = workspace.cloud();
    expect(refusals).toEqual([]);
    expect(live(entries)).toEqual([]);
    const expected = expectedOf(stack);
    const rows = entries.map((entry) => expected.filter((kept) => isOf(kept, entry) && hasItsDays(kept, entry)));
    expect(entries.filter((_, index) => rows[index]?.length !== 1)).toEqual([]);
    expect(expected.filter((kept) => !rows.flat().includes(kept))).toEqual([]);
    expectRecorded({
      scenario: "Nothing: deployed, deployed again, destroyed",
      stack,
      faults: `what is left is in [teardown.md](teardown.md)${stack.endsWith("-prod") ? ", after `teardown`" : ""}`,
      tried: 1,
      survived: 1,
    });
  },
);

test("destroy of prod without teardown keeps home directories on AWS, with the network and the key that they need", {
  timeout: TIMEOUT_MS,
}, async ({ onTestFinished }) => {
  const workspace = await sampleStack("aws-prod");
  onTestFinished(() => workspace.remove());
  await workspace.up();
  const { code, stdout } = await workspace.pulumi(["destroy", "--yes", "--skip-preview", "--continue-on-error"]);
  expect(code).not.toBe(0);
  expect(stdout).toContain("DependencyViolation");

  const [home] = KEPT.filter(({ stacks }) => stacks === "prod without `teardown`");
  const kept = workspace.inventory().filter((entry) => home !== undefined && isOf(home, entry));
  expect(kept).toHaveLength(1);
  const types = new Set(live(workspace.inventory()).map(({ type }) => type));
  expect([...types].sort()).toEqual(["aws:ec2/subnet:Subnet", "aws:ec2/vpc:Vpc", "aws:kms/key:Key"]);
});
