import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { effectOf } from "../support/changes.js";
import { expectRecorded } from "../support/reliability.js";
import { Workspace } from "../support/workspace.js";
import { readDeployed } from "./fixture.js";

/**
 * What today's code changes of what the last version deployed, by stack: each line is in the CHANGELOG, a replacement
 * marked there as **replaces**.
 */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  "aws-dev": [],
  "aws-prod": [],
  "gcp-dev": [],
  "gcp-prod": [],
  "azure-dev": [],
  "azure-prod": [],
};

test.each(Object.keys(CHANGES))("%s of the last version takes today's code", async (stack) => {
  const { settings, state, inventory } = readDeployed(stack);
  const workspace = await Workspace.create();
  try {
    await workspace.bundleProgram();
    writeFileSync(join(workspace.root, `stacks/Pulumi.${stack}.yaml`), settings);
    await workspace.initStack(stack);
    writeFileSync(join(workspace.root, "state.json"), JSON.stringify(state));
    await workspace.succeed("stack", "import", "--file", "state.json");
    for (const entry of inventory) workspace.seed(entry);

    expect(effectOf(await workspace.preview())).toEqual(CHANGES[stack]);
    await workspace.up();
    expectRecorded({
      scenario: "The last version is upgraded",
      stack,
      faults: "today's code previews and deploys on its state; each object",
      tried: inventory.length,
      survived: inventory.length,
    });
  } finally {
    workspace.remove();
  }
});
