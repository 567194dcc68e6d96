import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseDocument } from "yaml";
import { replacePlaceholders, SAMPLE_STACKS } from "../support/sample-stacks.js";
import { writeDeployed } from "./fixture.js";

/**
 * Deploys the sample stacks of a version on that version's own emulator, and keeps what there is afterwards for
 * upgrade.test.ts: `npx tsx tests/engine/upgrade/make-fixture.ts v1.2.0`, with the pulumi CLI on PATH. The version runs on
 * the packages that are installed.
 */
const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));
const [, , ref] = process.argv;
if (ref === undefined) throw new Error("name a git ref: npx tsx tests/engine/upgrade/make-fixture.ts v1.2.0");

const git = (...words: string[]) => execFileSync("git", ["-C", PROJECT, ...words], { encoding: "utf8" }).trim();
const version = git("rev-parse", "--verify", `${ref}^{commit}`);
const folder = mkdtempSync(join(tmpdir(), "ai-stack-upgrade-"));
const tree = join(folder, "tree");
git("worktree", "add", "--detach", tree, version);
try {
  symlinkSync(join(PROJECT, "node_modules"), join(tree, "node_modules"));
  appendFileSync(join(tree, ".gitignore"), "node_modules\n"); // as a link, too: a workspace copies what git would track
  const module = join(tree, "tests/engine/support/workspace.ts");
  const { Workspace }: typeof import("../support/workspace.js") = await import(module);
  for (const stack of SAMPLE_STACKS) {
    const workspace = await Workspace.create();
    try {
      await workspace.initStack(stack);
      replacePlaceholders(workspace, stack);
      await workspace.up();
      const settings = parseDocument(readFileSync(join(workspace.root, `stacks/Pulumi.${stack}.yaml`), "utf8"));
      settings.delete("encryptionsalt");
      const state = await workspace.stackExport();
      const inventory = workspace.inventory();
      const bytes = writeDeployed(stack, { version, settings: settings.toString(), state, inventory });
      console.log(`${stack}: ${inventory.length} objects, ${Math.ceil(bytes / 1024)} KiB`);
    } finally {
      workspace.remove();
    }
  }
} finally {
  git("worktree", "remove", "--force", tree);
  rmSync(folder, { recursive: true, force: true });
}
