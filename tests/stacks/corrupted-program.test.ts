import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import fc from "fast-check";
import { expect, test } from "vitest";
import { record } from "../../plan/record.js";
import { readStack, StackFileError } from "../../plan/stack-file.js";
import program from "../../stacks/index.js";
import { corruptedStackFile } from "../support/corruptions.js";

test("the whole program ends in a plan or in a clear error, whatever the stack file says", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ai-stack-corrupted-"));
  mkdirSync(join(folder, "stacks"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: ai-stack\nruntime: nodejs\nmain: stacks\nstackConfigDir: stacks\n");
  const outcomes = { plans: 0, errors: 0 };
  try {
    await fc.assert(
      fc.asyncProperty(corruptedStackFile, async (text) => {
        writeFileSync(join(folder, "stacks", "Pulumi.dev.yaml"), text);
        try {
          const { plan } = await record(program, { ...readStack(folder, "dev"), mode: "preview" });
          expect(plan.steps?.length).toBeGreaterThan(0);
          outcomes.plans++;
        } catch (error) {
          if (!(error instanceof StackFileError)) expect(RunError.isInstance(error), String(error)).toBe(true);
          expect((error as Error).message).not.toMatch(/^\s+at /m);
          outcomes.errors++;
        }
      }),
      { numRuns: 100 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(outcomes.plans).toBeGreaterThan(0);
  expect(outcomes.errors).toBeGreaterThan(0);
}, 60_000);
