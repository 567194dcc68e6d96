import type { Plan, ResourceState } from "./plan.js";
import { parseUrn, STACK_TYPE } from "./urn.js";

/** A part of a stack: a resource directly under it, with all that is below. */
export interface Part {
  readonly name: string;
  readonly type: string;
  readonly state: ResourceState;
  /** The resources in the cloud that it makes, itself included. */
  readonly resources: readonly ResourceState[];
}

/** The resources that a plan leaves behind. */
export function resourcesOf({ steps = [] }: Plan): ResourceState[] {
  return steps.flatMap(({ op, newState }) => (newState === undefined || op === "delete-replaced" ? [] : [newState]));
}

/** States by their type. */
export function byType(states: readonly ResourceState[]): ReadonlyMap<string, readonly ResourceState[]> {
  const types = new Map<string, ResourceState[]>();
  for (const state of states) {
    const alike = types.get(state.type);
    if (alike === undefined) types.set(state.type, [state]);
    else alike.push(state);
  }
  return types;
}

/** Whether a state is something in a cloud: not a component, a provider, the stack, nor read from elsewhere. */
export function isCloudResource({ custom, type, external }: ResourceState): boolean {
  return custom && external !== true && !type.startsWith("pulumi:");
}

/** The parts of the stack, in the program's order. */
export function partsOf(plan: Plan): Part[] {
  const states = resourcesOf(plan);
  const byUrn = new Map(states.map((state) => [state.urn, state]));
  const isStack = (urn: string | undefined) => urn === undefined || parseUrn(urn).type === STACK_TYPE;
  const topOf = (state: ResourceState): ResourceState => {
    const parent = isStack(state.parent) ? undefined : byUrn.get(state.parent ?? "");
    return parent === undefined ? state : topOf(parent);
  };
  const resources = new Map<ResourceState, ResourceState[]>();
  for (const state of states) {
    if (state.type === STACK_TYPE || state.type.startsWith("pulumi:providers:")) continue;
    const top = topOf(state);
    const below = resources.get(top) ?? [];
    if (isCloudResource(state)) below.push(state);
    resources.set(top, below);
  }
  return [...resources].map(([state, below]) => ({
    name: parseUrn(state.urn).name,
    type: state.type,
    state,
    resources: below,
  }));
}

/** The nearest component of ours above a resource. */
export function componentAbove(
  state: ResourceState,
  byUrn: ReadonlyMap<string, ResourceState>,
): ResourceState | undefined {
  for (let above = byUrn.get(state.parent ?? ""); above !== undefined; above = byUrn.get(above.parent ?? ""))
    if (above.type.startsWith("ai-stack:")) return above;
  return undefined;
}

/** The region that a plan's stack is in, by its cloud's provider; empty where its configuration names none. */
export function regionOf({ config = {} }: Plan): string {
  const keys = { aws: "aws:region", gcp: "gcp:region", azure: "azure-native:location" };
  const cloud = config["ai-stack:cloud"];
  const own = Object.entries(keys).find(([name]) => name === cloud)?.[1];
  const named = [...(own === undefined ? [] : [own]), ...Object.values(keys)];
  return named.map((key) => config[key]).find((value) => value !== undefined) ?? "";
}
