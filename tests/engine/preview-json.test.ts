import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findingsOf } from "../../plan/findings.js";
import { type Plan, UNKNOWN } from "../../plan/plan.js";
import { type Program, type Recording, record } from "../../plan/record.js";
import { readStack } from "../../plan/stack-file.js";
import stacks from "../../stacks/index.js";
import { everything } from "../support/programs/everything.js";
import { differences } from "./support/compare-plans.js";
import { Workspace } from "./support/workspace.js";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create();
});
afterAll(() => workspace?.remove());

/** The engine's document, as if it had run here. */
async function previewed(): Promise<Plan> {
  const plan = await workspace.preview();
  return JSON.parse(JSON.stringify(plan).replaceAll(`${workspace.root}/`, PROJECT));
}

/** The recorder's document for the same settings; JSON leaves out what is undefined. */
async function recorded(program: Program, stack: string): Promise<Plan> {
  const { plan }: Recording = await record(program, { ...readStack(workspace.root, stack), mode: "preview" });
  return JSON.parse(JSON.stringify(plan));
}

/** Findings in an order of their own, dollars in cents: the engine registers what is independent in any order. */
function found(plan: Plan): unknown {
  const { cost, fit, quota, budget } = findingsOf(plan, 8);
  const sorted = (list: readonly unknown[]) => list.map((item) => JSON.stringify(item)).sort();
  const cents = Object.values(cost.monthly).map((dollars) => dollars.toFixed(2));
  return {
    cents,
    lists: [cost.items, cost.unpriced, fit, quota].map(sorted),
    over: budget?.overUsd.toFixed(2),
  };
}

test.each(["aws-dev", "aws-prod", "gcp-dev", "gcp-prod", "azure-dev", "azure-prod"])(
  "of %s, the recorder says field by field what the engine says, so cost, fit and quota are those of the engine's plan",
  async (stack) => {
    await workspace.initStack(stack);
    const plan = await previewed();
    expect(plan.steps?.length).toBeGreaterThan(50);
    const own = await recorded(stacks, stack);
    expect(differences(plan, own)).toEqual([]);
    expect(found(plan)).toEqual(found(own));
  },
);

test("so it does of a program that uses all that changes the document", async () => {
  const entry = 'export { everything as default } from "../tests/support/programs/everything.js";\n';
  writeFileSync(join(workspace.root, "stacks/index.ts"), entry);
  writeFileSync(join(workspace.root, "stacks/Pulumi.everything.yaml"), "config:\n  aws:region: eu-west-1\n");
  const bucketPrefix = "x";
  for (const id of ["found-id", UNKNOWN]) // what the program reads; an unknown id the engine hands on as it is
    workspace.seed({ type: "aws:s3/bucket:Bucket", id, name: "", inputs: {}, outputs: { bucketPrefix } });
  await workspace.initStack("everything");
  await workspace.succeed("config", "set", "--secret", "token", "hunter2");
  const plan = await previewed();
  expect(plan.steps?.length).toBeGreaterThan(50);
  expect(JSON.stringify(plan)).not.toContain("hunter2");
  expect(differences(plan, await recorded(everything, "everything"))).toEqual([]);
});
