import { styleText } from "node:util";
import { partsOf } from "../../plan/components.js";
import { describe } from "../../plan/describe/index.js";
import type { Plan } from "../../plan/plan.js";
import { placeOf } from "./place.js";
import type { Report } from "./report.js";

/** What a summary says besides the parts of the stack. */
export interface Aside {
  readonly outputs: readonly string[];
  /** Findings in a line each, by name. */
  readonly findings?: readonly (readonly [name: string, line: string])[];
  /** Whether the title says how many resources there are: not where a comparison does. @default true */
  readonly counted?: boolean;
}

/** What a deployment would make, on one screen: a line for each part of the stack, counts, outputs, findings. */
export function summary(stack: string, plan: Plan, { outputs, findings = [], counted = true }: Aside): Report {
  const parts = partsOf(plan);
  const total = parts.reduce((sum, { resources }) => sum + resources.length, 0);
  const rows = parts.map(({ name, type, state, resources }) => [
    name,
    type.slice(type.lastIndexOf(":") + 1),
    describe(state),
    String(resources.length),
  ]);
  const note = [placeOf(plan), ...(counted ? [styleText("green", `${total} to create`)] : [])].join("    ");
  return [
    { heading: stack, note },
    { table: { head: ["part", "kind", "what it is", "resources"], plain: true, rows, right: [3] } },
    { table: { head: ["", ""], plain: true, rows: [["outputs", outputs.join(", ") || "none"], ...findings] } },
  ];
}
