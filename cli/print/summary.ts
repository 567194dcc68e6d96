import { styleText } from "node:util";
import { partsOf } from "../../plan/components.js";
import { describe } from "../../plan/describe/index.js";
import type { Plan } from "../../plan/plan.js";
import { columns } from "./table.js";

/** What a deployment would make, on one screen: a line for each part of the stack, counts, the outputs' names. */
export function summary(stack: string, plan: Plan, outputs: readonly string[]): string {
  const parts = partsOf(plan);
  const total = parts.reduce((sum, { resources }) => sum + resources.length, 0);
  const rows = parts.map(({ name, type, state, resources }) => [
    name,
    type.slice(type.lastIndexOf(":") + 1),
    describe(state),
    String(resources.length),
  ]);
  const title = `${styleText("bold", stack)}  ${placeOf(plan)}`;
  return [
    [title, styleText("green", `${total} to create`)].join("    "),
    columns(rows, [3]),
    columns([["outputs", outputs.length === 0 ? "none" : outputs.join(", ")]]),
  ].join("\n\n");
}

const CLOUDS: Readonly<Record<string, { readonly name: string; readonly region: string }>> = {
  aws: { name: "AWS", region: "aws:region" },
  gcp: { name: "Google Cloud", region: "gcp:region" },
  azure: { name: "Azure", region: "azure-native:location" },
};

/** Cloud, region and environment, from the stack's configuration. */
function placeOf({ config = {} }: Plan): string {
  const cloud = CLOUDS[config["ai-stack:cloud"] ?? ""];
  if (cloud === undefined) return "";
  return `${cloud.name} ${config[cloud.region] ?? ""}, ${config["ai-stack:environment"] ?? "dev"}`;
}
