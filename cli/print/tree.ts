import { styleText } from "node:util";
import type { Plan, ResourceState } from "../../plan/plan.js";
import { parseUrn, STACK_TYPE } from "../../plan/urn.js";
import { printValue } from "./value.js";

/** Inputs that every resource has and that say nothing about it. */
const EVERYWHERE = new Set(["tags", "tagSpecifications", "labels", "userLabels", "project", "resourceGroupName"]);

/** Every resource under its component, with its inputs. A wire is the name of the output it comes from: `<vpc.id>`. */
export function tree({ steps = [] }: Plan): string {
  const states = steps.flatMap(({ newState }) => (newState === undefined ? [] : [newState]));
  const children = new Map<string, ResourceState[]>();
  const urns = new Set(states.map(({ urn }) => urn));
  for (const state of states) {
    const parent = state.parent !== undefined && urns.has(state.parent) ? state.parent : "";
    children.set(parent, [...(children.get(parent) ?? []), state]);
  }
  const lines: string[] = [];
  const visit = (state: ResourceState, indent: string): void => {
    const isStack = state.type === STACK_TYPE;
    if (!isStack) lines.push(...print(state, indent));
    for (const child of children.get(state.urn) ?? []) visit(child, isStack ? indent : `${indent}  `);
  };
  for (const state of children.get("") ?? []) visit(state, "  ");
  return lines.join("\n");
}

function print({ urn, type, custom, inputs = {} }: ResourceState, indent: string): string[] {
  const { name } = parseUrn(urn);
  const heading = `${indent}${custom ? name : styleText("bold", name)}  ${styleText("dim", type)}`;
  if (!custom) return [heading];
  const shown = Object.entries(inputs).filter(([key, value]) => !EVERYWHERE.has(key) && value !== undefined);
  return [heading, ...shown.map(([key, value]) => `${indent}    ${key}: ${printValue(value)}`)];
}
