import { styleText } from "node:util";
import { partsOf } from "../../plan/components.js";
import { describe } from "../../plan/describe/index.js";
import type { Plan } from "../../plan/plan.js";
import { columns } from "./table.js";

/** What is left of 120 columns. */
const OUTPUTS_WIDTH = 120 - "  outputs  ".length;

/**
 * What a deployment would make, on one screen: a line for each part of the stack, counts, the outputs' names.
 *
 * @param counted whether the title says how many resources there are: not where a comparison does
 */
export function summary(stack: string, plan: Plan, outputs: readonly string[], counted = true): string {
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
    [title, ...(counted ? [styleText("green", `${total} to create`)] : [])].join("    "),
    columns(rows, [3]),
    columns([["outputs", outputs.length === 0 ? "none" : wrapped(outputs)]]),
  ].join("\n\n");
}

/** Names with commas, over as many lines as they need. */
function wrapped(names: readonly string[]): string {
  const lines = [""];
  for (const [place, name] of names.entries()) {
    const item = place === names.length - 1 ? name : `${name}, `;
    if (`${lines.at(-1)}${item}`.trimEnd().length > OUTPUTS_WIDTH) lines.push("");
    lines.push(`${lines.pop()}${item}`);
  }
  return lines.map((line) => line.trimEnd()).join("\n");
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
