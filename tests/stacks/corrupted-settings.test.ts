import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readStack, StackFileError } from "../../plan/stack-file.js";
import { parseSettings, SettingsError } from "../../stacks/config.js";
import { corruptedStackFileOn, validStackFile } from "../support/corruptions.js";

const project = mkdtempSync(join(tmpdir(), "ai-stack-"));
writeFileSync(join(project, "Pulumi.yaml"), "name: ai-stack\nruntime: nodejs\n");
afterAll(() => rmSync(project, { recursive: true }));

/** How a stack file ends: in settings, or in an error that is meant for the user. */
function outcome(text: string): "settings" | "settings error" | "file error" {
  writeFileSync(join(project, "Pulumi.test.yaml"), text);
  try {
    const { config, secretKeys } = readStack(project, "test");
    parseSettings(config, (key) => secretKeys.includes(key));
    return "settings";
  } catch (error) {
    if (error instanceof SettingsError) {
      // zod's own words would mean that a rule has no text of ours
      for (const line of error.errors)
        expect(line).toMatch(/^("[^\n]*"|[\w-]+):.*: (must|missing|unknown key|the name must)/);
      expect(error.message).not.toMatch(/Invalid (input|key|string)|\[object/);
      return "settings error";
    }
    if (!(error instanceof StackFileError)) throw error;
    expect(error.message).not.toContain("\n");
    return "file error";
  }
}

describe.each(["aws", "gcp", "azure"] as const)("on %s", (cloud) => {
  test("a valid file that uses every setting gives settings", () => {
    expect(outcome(validStackFile(cloud))).toBe("settings");
  });

  test("334 corruptions of it end in settings or in an error for the user", { timeout: 60_000 }, () => {
    const outcomes = { settings: 0, "settings error": 0, "file error": 0 };
    fc.assert(
      fc.property(corruptedStackFileOn(cloud), (text) => {
        outcomes[outcome(text)] += 1;
      }),
      { numRuns: 334 },
    );
    // Otherwise the corruptions are too weak, or all of one kind
    expect(outcomes.settings).toBeGreaterThan(5);
    expect(outcomes["settings error"]).toBeGreaterThan(130);
    expect(outcomes["file error"]).toBeGreaterThan(5);
  });
});
