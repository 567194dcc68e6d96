import { isDeepStrictEqual } from "node:util";
import { type Plan, type ResourceState, type Step, type StepOp, UNKNOWN } from "./plan.js";
import { formatPath, opened, type Path } from "./property-path.js";
import { parseUrn } from "./urn.js";

/**
 * Inputs that the cloud cannot change in place, by resource type: a change of one, or of what is inside it, replaces
 * the resource. Paths have no list indexes: `productionVariants.instanceType`.
 */
export type ImmutableInputs = Readonly<Record<string, readonly string[]>>;

/** A property that differs. */
interface Change {
  readonly path: Path;
  readonly kind: "add" | "delete" | "update";
}

/**
 * What would change if `after` were deployed where `before` is: one step a resource, in the order of a deployment,
 * deletions last. A resource that is replaced changes what it hands to others, and so may replace them too; what says
 * `replaceWith` is replaced along with it.
 */
export function diffPlans(before: Plan, after: Plan, immutable: ImmutableInputs): Plan {
  const old = statesOf(before);
  const kept = statesOf(after);
  const replaced = new Set<string>();
  const steps: Step[] = [];
  for (const [urn, newState] of kept) {
    const oldState = old.get(urn);
    const step = oldState === undefined ? created(newState) : compared(oldState, newState, replaced, immutable);
    if (step.op === "replace") replaced.add(urn);
    steps.push(step);
  }
  for (const [urn, oldState] of [...old].reverse())
    if (!kept.has(urn)) steps.push({ op: "delete", urn, provider: oldState.provider, oldState });
  return { config: after.config, steps, changeSummary: summaryOf(steps) };
}

/** The resources that a plan leaves behind, by URN, in order. */
function statesOf({ steps = [] }: Plan): Map<string, ResourceState> {
  const states = new Map<string, ResourceState>();
  for (const { op, urn, newState } of steps)
    if (newState !== undefined && !op.startsWith("delete") && !states.has(urn)) states.set(urn, newState);
  return states;
}

function created(newState: ResourceState): Step {
  return { op: newState.external ? "read" : "create", urn: newState.urn, provider: newState.provider, newState };
}

function compared(
  oldState: ResourceState,
  newState: ResourceState,
  replaced: ReadonlySet<string>,
  immutable: ImmutableInputs,
): Step {
  const { urn, provider, type, custom } = newState;
  const ignored = newState.ignoreChanges ?? [];
  const changes = [
    ...changesOf(oldState.inputs ?? {}, newState.inputs ?? {}, []),
    ...handedOn(oldState, newState, replaced),
  ].filter(({ path }) => !isInside(path, ignored));
  const fixed = [
    ...(immutable[type] ?? []),
    ...cloudControlInputs(newState, immutable),
    ...(newState.replaceOnChanges ?? []),
  ];
  const replaces = custom ? changes.filter(({ path }) => isInside(path, fixed) || isAround(path, fixed)) : [];
  const alongWith = (newState.replaceWith ?? []).some((other) => replaced.has(other));
  const op: StepOp = replaces.length > 0 || alongWith ? "replace" : changes.length > 0 ? "update" : "same";
  if (op === "same") return { op, urn, provider, oldState, newState };
  return {
    op,
    urn,
    provider,
    oldState,
    newState,
    diffReasons: topLevel(changes),
    ...(op === "replace" && { replaceReasons: topLevel(replaces) }),
    detailedDiff: Object.fromEntries(
      changes.map((change) => [
        formatPath(change.path),
        { kind: replaces.includes(change) ? `${change.kind}-replace` : change.kind, inputDiff: true },
      ]),
    ),
  };
}

/** Of a Cloud Control resource, what CloudFormation's type cannot change in place. */
function cloudControlInputs({ type, inputs }: ResourceState, immutable: ImmutableInputs): string[] {
  if (type !== "aws:cloudcontrol/resource:Resource") return [];
  return (immutable[String(inputs?.typeName)] ?? []).map((property) => `desiredState.${property}`);
}

/** Every leaf that differs between two values; JSON texts are compared by what they say. */
function changesOf(before: unknown, after: unknown, path: Path): Change[] {
  const [from, to] = [opened(before), opened(after)];
  if (isDeepStrictEqual(from, to)) return [];
  if (from === undefined) return [{ path, kind: "add" }];
  if (to === undefined) return [{ path, kind: "delete" }];
  if (Array.isArray(from) && Array.isArray(to))
    return Array.from({ length: Math.max(from.length, to.length) }, (_, index) => index).flatMap((index) =>
      changesOf(from[index], to[index], [...path, index]),
    );
  if (isObject(from) && isObject(to))
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) =>
      changesOf(from[key], to[key], [...path, key]),
    );
  return [{ path, kind: "update" }];
}

/** The unchanged inputs that hold an output of a resource that is replaced: they are known only after it. */
function handedOn(oldState: ResourceState, newState: ResourceState, replaced: ReadonlySet<string>): Change[] {
  return Object.entries(newState.propertyDependencies ?? {}).flatMap(([key, dependencies]) => {
    const names = dependencies.filter((urn) => replaced.has(urn)).map((urn) => parseUrn(urn).name);
    const value = newState.inputs?.[key];
    if (names.length === 0 || !isDeepStrictEqual(value, oldState.inputs?.[key])) return [];
    const isOutput = (text: string) => text.includes(UNKNOWN) || names.some((name) => text.includes(`<${name}.`));
    return leavesOf(value, [key], isOutput).map((path): Change => ({ path, kind: "update" }));
  });
}

function leavesOf(packed: unknown, path: Path, wanted: (text: string) => boolean): Path[] {
  const value = opened(packed);
  if (typeof value === "string") return wanted(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index], wanted));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key], wanted));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function withoutIndexes(path: Path): string {
  return path.filter((part) => typeof part === "string").join(".");
}

function isInside(path: Path, others: readonly string[]): boolean {
  const plain = withoutIndexes(path);
  return others.some((other) => plain === other || plain.startsWith(`${other}.`));
}

function isAround(path: Path, others: readonly string[]): boolean {
  const plain = withoutIndexes(path);
  return others.some((other) => other.startsWith(`${plain}.`));
}

function topLevel(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ path }) => String(path[0])))];
}

function summaryOf(steps: readonly Step[]): Partial<Record<StepOp, number>> {
  const summary: Partial<Record<StepOp, number>> = {};
  for (const { op } of steps) if (op !== "read") summary[op] = (summary[op] ?? 0) + 1;
  return summary;
}
