import { type ResourceState, SECRET, UNKNOWN } from "./plan.js";

/** Properties of a resource, or of a part of one. */
export type Inputs = Readonly<Record<string, unknown>>;

/** An input that is an object; what is left out, unknown or secret has no properties. */
export function objectOf(value: unknown): Inputs {
  return typeof value === "object" && value !== null ? (value as Inputs) : {};
}

/** An input that is a list of objects; what is left out, unknown or secret is empty. */
export function listOf(value: unknown): Inputs[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** An input that is a text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== UNKNOWN && value !== SECRET ? value : undefined;
}

/** An input that is a number, or one as a text: autoscale settings of Azure write them so. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** An input that is a text, a number or a boolean, as a text: providers write `true` and `2` either way. Else empty. */
export function scalarOf(value: unknown): string {
  return typeof value === "object" || value === undefined ? "" : String(value);
}

/** The resource of one of the types that an input refers to, where the plan has it. */
export function referred(
  { state, find }: { readonly state: ResourceState; readonly find: (urn: string) => ResourceState | undefined },
  input: string,
  ...types: readonly string[]
): ResourceState | undefined {
  return state.propertyDependencies?.[input]?.map(find).find((found) => found && types.includes(found.type));
}

const indexes = new WeakMap<readonly ResourceState[], ReadonlyMap<string, readonly ResourceState[]>>();

/** The resources of a type with an input that refers to this one. The plan's list is indexed once. */
export function referring(
  { state, all }: { readonly state: ResourceState; readonly all: (type: string) => readonly ResourceState[] },
  type: string,
): readonly ResourceState[] {
  const states = all(type);
  const index = indexes.get(states) ?? indexOf(states);
  indexes.set(states, index);
  return index.get(state.urn) ?? [];
}

function indexOf(states: readonly ResourceState[]): Map<string, ResourceState[]> {
  const index = new Map<string, ResourceState[]>();
  for (const state of states)
    for (const urn of new Set(Object.values(state.propertyDependencies ?? {}).flat())) {
      const referrers = index.get(urn);
      if (referrers === undefined) index.set(urn, [state]);
      else referrers.push(state);
    }
  return index;
}

/** Whether an input of a resource refers to another one. */
export function refersBy(input: string, { urn }: ResourceState): (state: ResourceState) => boolean {
  return ({ propertyDependencies = {} }) => propertyDependencies[input]?.includes(urn) === true;
}
