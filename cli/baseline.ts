import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan } from "../plan/plan.js";
import { readPlan } from "../plan/plan-file.js";
import type { RecordOptions } from "../plan/record.js";
import { UsageError } from "./error.js";
import { previewStack } from "./project.js";

/** What a preview is held against. */
export interface Baseline {
  /** How its plan was recorded; today's must be recorded likewise. */
  readonly mode: RecordOptions["mode"];
  readonly plan: Plan;
  /** What a reader of the comparison should know. */
  readonly notes: readonly string[];
}

/** The plan of `against`: a plan file where one of that name exists, a git ref otherwise. */
export async function readBaseline(folder: string, stack: string, against: string): Promise<Baseline> {
  if (existsSync(against)) return { mode: "preview", plan: readPlan(against), notes: [] };
  const commit = resolveCommit(folder, against);
  return withWorktree(folder, commit, async (tree) => {
    const notes = sameFile(folder, tree, "package-lock.json")
      ? []
      : [`package-lock.json differs at ${against}; its program ran on today's packages`];
    const recording = await previewStack(tree, stack, "symbolic").catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      throw new UsageError(`${stack} cannot be previewed at ${against}: ${message.replaceAll(`${tree}/`, "")}`);
    });
    return { mode: "symbolic", plan: recording.plan, notes };
  });
}

function git(folder: string, ...words: string[]): string {
  return execFileSync("git", ["-C", folder, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

function resolveCommit(folder: string, ref: string): string {
  try {
    return git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
  } catch {
    throw new UsageError(`--against ${JSON.stringify(ref)} is neither a file nor a git ref of this repository`);
  }
}

/** Runs `use` on the project as it was at `commit`, in a temporary worktree that shares today's packages. */
async function withWorktree<T>(folder: string, commit: string, use: (tree: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "ai-stack-against-"));
  const tree = join(root, "tree");
  git(folder, "worktree", "add", "--detach", "--force", tree, commit);
  const remove = () => {
    rmSync(root, { recursive: true, force: true });
    git(folder, "worktree", "prune");
  };
  process.once("exit", remove);
  try {
    const project = join(tree, git(folder, "rev-parse", "--show-prefix"));
    symlinkSync(join(folder, "node_modules"), join(project, "node_modules"), "dir");
    return await use(project);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

function sameFile(a: string, b: string, name: string): boolean {
  const [one, other] = [a, b].map((folder) => {
    const file = join(folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  });
  return one === other;
}
