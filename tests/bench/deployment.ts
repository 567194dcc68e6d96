import { columns } from "../../cli/print/table.js";
import { preview } from "../stacks/support.js";
import { criticalPath, secondsWith, slowest } from "./critical-path.js";

const STACKS = ["aws-dev", "aws-prod", "gcp-dev", "gcp-prod", "azure-dev", "azure-prod"];
/** Pulumi's default on two cores: four for each. */
const WORKERS = 8;
const ARROWS = { value: "→", order: "⇢" } as const;
/** Seconds from which on a stage of the path is told. */
const TOLD = 5;

/** What `up` takes on an empty stack of each sample, against its slowest resource and what values alone make wait. */
export async function deploymentTimes(): Promise<string> {
  const plans = await Promise.all(STACKS.map(async (stack) => ({ stack, plan: (await preview(stack)).plan })));
  const rows = plans.map(({ stack, plan }) => {
    const [path, values, one] = [criticalPath(plan), criticalPath(plan, ["value"]), slowest(plan)];
    return [
      stack,
      minutes(path.seconds),
      `${(path.seconds / one.seconds).toFixed(2)} × its slowest, ${one.name}`,
      `${(path.seconds / values.seconds).toFixed(2)} × what values alone make wait`,
      `${minutes(secondsWith(WORKERS, plan))} with ${WORKERS} workers`,
    ];
  });
  const paths = plans.map(({ stack, plan }) => {
    const stages = criticalPath(plan).stages.filter(({ seconds }) => seconds >= TOLD);
    const told = stages.map(({ name, seconds, reason }) => `${reason ? `${ARROWS[reason]} ` : ""}${name} ${seconds} s`);
    return [stack, told.join(" ")];
  });
  return `${columns(rows, [1])}\n\n${columns(paths)}\n\n  → a value is handed over, ⇢ an order alone`;
}

function minutes(seconds: number): string {
  return `${(seconds / 60).toFixed(1)} min`;
}
