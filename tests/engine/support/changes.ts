import type { Plan, StepOp } from "../../../plan/plan.js";
import type { Change, Entry } from "../emulator/inventory.js";

/** What a preview would do, by logical name; what stays is left out. A replacement counts once, as `replace`. */
export function byName({ steps = [] }: Plan): Record<string, StepOp> {
  const ops: Record<string, StepOp> = {};
  for (const { op, urn } of steps) {
    const [, , types = "", name = ""] = urn.split("::");
    if (op === "same" || types.startsWith("pulumi:") || types.split("$").at(-1)?.startsWith("ai-stack:")) continue;
    ops[name] = /replace/.test(op) ? "replace" : op;
  }
  return ops;
}

/** The same one line each, `replace chat-model`, sorted: a name stays where another type takes it over. */
export function effectOf({ steps = [] }: Plan): string[] {
  const lines = steps.flatMap(({ op, urn }) => {
    const [, , types = "", name = ""] = urn.split("::");
    const isCloud = !types.startsWith("pulumi:") && !types.split("$").at(-1)?.startsWith("ai-stack:");
    return op === "same" || op === "read" || !isCloud ? [] : [`${/replace/.test(op) ? "replace" : op} ${name}`];
  });
  return [...new Set(lines)].sort();
}

/** The changes one line each, `create Model chat-model`, of resources whose name begins with `prefix`. */
export function changesOf(changes: readonly Change[], prefix = "", types?: readonly string[]): string[] {
  return changes
    .filter(({ name, type }) => name.startsWith(prefix) && (types === undefined || types.includes(short(type))))
    .map(({ action, type, name }) => `${action} ${short(type)} ${name}`);
}

/** What stack resources stand for. */
export function live(inventory: readonly Entry[]): Entry[] {
  return inventory.filter(({ kept }) => kept === undefined);
}

/** What the cloud keeps, `LogGroup /aws/sagemaker/studio`, sorted. */
export function kept(inventory: readonly Entry[]): string[] {
  return inventory
    .filter(({ kept }) => kept !== undefined)
    .map(({ type, id }) => `${short(type)} ${id}`)
    .sort();
}

function short(type: string): string {
  return type.split(":").at(-1) as string;
}
