import { styleText } from "node:util";
import { isCloudResource } from "../../plan/components.js";
import { ADDRESSED } from "../../plan/describe/addresses.js";
import type { Plan, ResourceState, Step, StepOp } from "../../plan/plan.js";
import { parsePath, valueAt } from "../../plan/property-path.js";
import { parseUrn, STACK_TYPE } from "../../plan/urn.js";
import { printValue } from "./value.js";

const SIGNS: Readonly<Partial<Record<StepOp, { sign: string; colour: "green" | "red" | "yellow" | "magenta" }>>> = {
  create: { sign: "+", colour: "green" },
  delete: { sign: "-", colour: "red" },
  update: { sign: "~", colour: "yellow" },
  replace: { sign: "±", colour: "magenta" },
};

/** What changes against another plan: each resource, and for a change each property, old → new. */
export function changes({ steps = [] }: Plan, against: string): string {
  const lines = steps.flatMap(printStep);
  const resources = steps.filter(({ newState, oldState }) => isResource(newState ?? oldState));
  const count = (wanted: StepOp) => resources.filter(({ op }) => op === wanted).length;
  const counts = (["create", "update", "replace", "delete"] as const)
    .filter((op) => count(op) > 0)
    .map((op) => `${count(op)} to ${op}`);
  const total = counts.length === 0 ? "no change" : counts.join(", ");
  return [`against ${against}: ${total}, ${count("same")} unchanged`, ...lines].join("\n");
}

/** Why a resource is replaced: inputs of its own, or what it is replaced along with. */
function replacement({ op, replaceReasons = [], newState }: Step): string {
  if (op !== "replace") return "";
  if (replaceReasons.length > 0) return `, replaced by ${replaceReasons.join(", ")}`;
  const others = (newState?.replaceWith ?? []).map((urn) => parseUrn(urn).name);
  return others.length === 0 ? "" : `, replaced along with ${others.join(", ")}`;
}

/** Whether a step is about something in a cloud, which is what the summary counts. */
function isResource(state: ResourceState | undefined): boolean {
  return state !== undefined && isCloudResource(state);
}

function printStep(step: Step): string[] {
  const mark = SIGNS[step.op];
  const state = step.newState ?? step.oldState;
  const { type, name } = parseUrn(step.urn);
  if (mark === undefined || state === undefined || type === STACK_TYPE || !state.custom) return [];
  const reasons = replacement(step);
  const moves = step.op === "replace" && ADDRESSED.has(type) ? ", URL changes" : "";
  const heading = `  ${mark.sign} ${name}  ${type}${reasons}${moves}`;
  const properties = Object.entries(step.detailedDiff ?? {}).map(([path, { kind }]) => {
    const [from, to] = [step.oldState, step.newState].map((side) => valueAt(side?.inputs, parsePath(path)));
    const now = from !== undefined && printValue(from) === printValue(to) ? `new ${printValue(to)}` : printValue(to);
    return `      ${path}: ${printValue(from)} → ${now}${kind.endsWith("-replace") ? "  (replaces)" : ""}`;
  });
  return [styleText(mark.colour, heading), ...properties];
}
