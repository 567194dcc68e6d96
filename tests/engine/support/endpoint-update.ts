import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changesOf } from "./changes.js";
import type { Workspace } from "./workspace.js";

/** What `up` does in the emulated cloud, in the order in which it does it: of `chat`, and of these types alone if given. */
export async function update(workspace: Workspace, types?: readonly string[]): Promise<string[]> {
  const before = workspace.cloud().changes.length;
  await workspace.up();
  return changesOf(workspace.cloud().changes.slice(before), "chat", types);
}

/** Sets a setting of the endpoint `chat` of a stack. */
export function setChat(workspace: Workspace, stack: string, path: string, value: unknown): void {
  workspace.setConfig(stack, ["ai-stack:endpoints", "chat", ...path.split(".")], value);
}

/** Puts another text in place of one in a source file, as another version of the project has it. */
export async function editSource(workspace: Workspace, file: string, old: string, now: string): Promise<void> {
  const path = join(workspace.root, file);
  const source = readFileSync(path, "utf8");
  if (!source.includes(old)) throw new Error(`${file} has no ${old}`);
  writeFileSync(path, source.replaceAll(old, now));
  await workspace.serveProgram();
}
