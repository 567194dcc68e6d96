import { isCloudResource, resourcesOf } from "../../plan/components.js";
import type { Plan, ResourceState } from "../../plan/plan.js";
import { parseUrn } from "../../plan/urn.js";
import { latencyOf } from "../engine/emulator/latency.js";

/**
 * Why a resource waits for another one: it takes a `value` of it; or it takes none, and the `order` is given by
 * `dependsOn`, by an output that is made to come later, or by a component, whose children wait for all its inputs.
 */
export type Reason = "value" | "order";

/** A resource on the way to the end of `up`. */
export interface Stage {
  readonly name: string;
  readonly type: string;
  readonly seconds: number;
  /** Why it waits for the stage before it; absent for the first. */
  readonly reason?: Reason;
}

export interface CriticalPath {
  /** How long `up` takes on an empty stack. */
  readonly seconds: number;
  readonly stages: readonly Stage[];
}

/**
 * The chain of resources that `up` takes as long as, were the engine to work on any number at a time.
 *
 * @param plan a symbolic recording: texts such as `<chat-role.arn>` tell which values are handed over
 * @param reasons what resources wait for
 */
export function criticalPath(plan: Plan, reasons: readonly Reason[] = ["value", "order"]): CriticalPath {
  const states = new Map(resourcesOf(plan).map((state) => [state.urn, state]));
  const ends = new Map<string, { readonly end: number; readonly last?: Wait }>();
  const endOf = (state: ResourceState): number => {
    const known = ends.get(state.urn);
    if (known !== undefined) return known.end;
    let last: Wait | undefined;
    let start = 0;
    for (const wait of waitsOf(state, states)) {
      if (!reasons.includes(wait.reason)) continue;
      const end = endOf(wait.for);
      if (end > start) [start, last] = [end, wait];
    }
    ends.set(state.urn, { end: start + secondsOf(state), last });
    return start + secondsOf(state);
  };
  const latest = [...states.values()].reduce((one, other) => (endOf(other) > endOf(one) ? other : one));
  const stages: Stage[] = [];
  for (let at: ResourceState | undefined = latest; at !== undefined; ) {
    const last: Wait | undefined = ends.get(at.urn)?.last;
    // Components take no time: what waits for one waits for what that waits for.
    if (isCloudResource(at))
      stages.unshift({ name: parseUrn(at.urn).name, type: at.type, seconds: secondsOf(at), reason: last?.reason });
    at = last?.for;
  }
  return { seconds: endOf(latest), stages };
}

/** The resource that takes longest by itself. */
export function slowest(plan: Plan): Stage {
  const stages = resourcesOf(plan).map((state) => ({
    name: parseUrn(state.urn).name,
    type: state.type,
    seconds: secondsOf(state),
  }));
  return stages.reduce((one, other) => (other.seconds > one.seconds ? other : one));
}

/** How long `up` takes when the engine works on `parallel` resources at a time, first come, first served. */
export function secondsWith(parallel: number, plan: Plan): number {
  const states = new Map(resourcesOf(plan).map((state) => [state.urn, state]));
  const waiting = new Map(
    [...states.values()].map((state) => [state, new Set(waitsOf(state, states).map((w) => w.for))]),
  );
  const working: { readonly state: ResourceState; readonly end: number }[] = [];
  const queue: ResourceState[] = [];
  let now = 0;
  const finish = (done: ResourceState): void => {
    for (const others of waiting.values()) others.delete(done);
  };
  for (;;) {
    for (let [ready] = free(waiting); ready !== undefined; [ready] = free(waiting)) {
      waiting.delete(ready);
      if (secondsOf(ready) === 0) finish(ready);
      else queue.push(ready);
    }
    for (const state of queue.splice(0, parallel - working.length))
      working.push({ state, end: now + secondsOf(state) });
    if (working.length === 0) return now;
    working.sort((one, other) => one.end - other.end);
    const [next] = working.splice(0, 1);
    if (next === undefined) return now;
    now = next.end;
    finish(next.state);
  }
}

function free(waiting: ReadonlyMap<ResourceState, ReadonlySet<ResourceState>>): ResourceState[] {
  return [...waiting].filter(([, others]) => others.size === 0).map(([state]) => state);
}

interface Wait {
  readonly for: ResourceState;
  readonly reason: Reason;
}

/** What has to be there before the engine is asked for `state`: the SDK waits for each of them. */
function waitsOf(state: ResourceState, states: ReadonlyMap<string, ResourceState>): Wait[] {
  const inputs = JSON.stringify(state.inputs ?? {});
  const wired = new Set(Object.values(state.propertyDependencies ?? {}).flat());
  const { dependencies = [], parent = "", deletedWith = "", replaceWith = [], provider = "" } = state;
  const explicitProvider = provider.slice(0, provider.lastIndexOf("::"));
  const urns = new Set([...dependencies, parent, deletedWith, ...replaceWith, explicitProvider]);
  return [...urns].flatMap((urn) => {
    const other = states.get(urn);
    if (other === undefined) return [];
    const named = [`<${parseUrn(urn).name}.`, ...givenNames(other)];
    const handedOver = state.custom && wired.has(urn) && named.some((text) => inputs.includes(text));
    return [{ for: other, reason: handedOver ? "value" : "order" } as const];
  });
}

/** Names that a resource was given: its outputs have them as they are, not as a text of the recorder's. */
function givenNames({ inputs = {} }: ResourceState): string[] {
  return Object.entries(inputs).flatMap(([key, value]) =>
    /name$/i.test(key) && typeof value === "string" && !value.includes("<") ? [`"${value}"`, `\\"${value}\\"`] : [],
  );
}

function secondsOf(state: ResourceState): number {
  return isCloudResource(state) ? latencyOf(state).createSec : 0;
}
