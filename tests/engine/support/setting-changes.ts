import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { diffPlans } from "../../../plan/diff.js";
import { immutableInputs } from "../../../plan/immutable/index.js";
import type { Plan } from "../../../plan/plan.js";
import { record } from "../../../plan/record.js";
import { readStack } from "../../../plan/stack-file.js";
import program from "../../../stacks/index.js";
import { isObject } from "../../support/value-paths.js";
import { effectOf } from "./changes.js";
import type { Workspace } from "./workspace.js";

const STACKS = new URL("../../../stacks/", import.meta.url);

/** What a reviewer expects of a change of settings. Left out, nothing of a kind happens. */
export interface Expected {
  readonly create?: readonly string[];
  readonly update?: readonly string[];
  readonly replace?: readonly string[];
  readonly delete?: readonly string[];
  /** Why a resource is replaced, or what else surprises. */
  readonly because?: string;
  /** Resources of which `ai-stack preview --against` says something else than the engine. */
  readonly offline?: Readonly<Record<string, "create" | "update" | "replace" | "delete" | "same">>;
  /** Part of the error that refuses the settings, in place of an effect. */
  readonly refused?: string;
}

/** By the settings that change together, `ai-stack:endpoints.chat.serving + ai-stack:endpoints.chat.replicas.min`. */
export type SettingTable = Readonly<Record<string, Expected | null>>;

export function readTable(file: URL): SettingTable {
  return parse(readFileSync(file, "utf8"));
}

/** What the table says in the form of {@link effectOf}: `replace chat-model`, sorted. */
export function effectIn(expected: Expected): string[] {
  return (["create", "update", "replace", "delete"] as const)
    .flatMap((op) => (expected[op] ?? []).map((name) => `${op} ${name}`))
    .sort();
}

/** The same as `--against` says it. */
export function offlineEffectIn(expected: Expected): string[] {
  const { offline = {} } = expected;
  const shared = effectIn(expected).filter((line) => offline[line.split(" ")[1] ?? ""] === undefined);
  const own = Object.entries(offline).flatMap(([name, op]) => (op === "same" ? [] : [`${op} ${name}`]));
  return [...shared, ...own].sort();
}

/** The leaves in which two stack files differ, with the second one's values. A list or a new mapping is one value. */
export function settingsBetween(from: string, to: string): Map<string, unknown> {
  const read = (stack: string) => parse(readFileSync(new URL(`Pulumi.${stack}.yaml`, STACKS), "utf8"));
  return new Map(differing(read(from).config, read(to).config, ""));
}

function differing(before: unknown, after: unknown, path: string): [string, unknown][] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [[path, after]];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    differing(before[key], after[key], path === "" ? key : `${path}.${key}`),
  );
}

/**
 * What the engine and `--against` say to changed settings of a deployed stack, whose own file stays as it is, and the error
 * of settings that are refused.
 *
 * @param before the plan that `recorded` gives for the deployed settings
 */
export async function previewChanges(
  workspace: Workspace,
  stack: string,
  before: Plan,
  changes: readonly (readonly [path: string, value: unknown])[],
): Promise<{ engine: string[]; offline: string[]; refused?: string }> {
  const changed = `${stack}-changed`;
  const file = (of: string) => `stacks/Pulumi.${of}.yaml`;
  copyFileSync(join(workspace.root, file(stack)), join(workspace.root, file(changed)));
  for (const [path, value] of changes) workspace.setConfig(changed, path.split("."), value);
  const run = await workspace.pulumi(["preview", "--json", "--config-file", file(changed)]);
  const plan: Plan = JSON.parse(run.stdout);
  if (run.code !== 0) {
    const error = plan.diagnostics?.find(({ severity }) => severity === "error");
    return { engine: [], offline: [], refused: error?.message ?? run.stderr };
  }
  const after = await recorded(workspace, stack, changed);
  return { engine: effectOf(plan), offline: effectOf(diffPlans(before, after, immutableInputs)) };
}

/** The plan of a stack with the settings of a file, in which each output has its name. */
export async function recorded(workspace: Workspace, stack: string, file = stack): Promise<Plan> {
  return (await record(program, { ...readStack(workspace.root, file), stack, mode: "symbolic" })).plan;
}
