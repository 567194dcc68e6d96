import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Plan } from "./plan.js";

/** A plan file that cannot be read as one. */
export class PlanFileError extends Error {
  override readonly name = "PlanFileError";
}

const planSchema = z.looseObject({
  config: z.record(z.string(), z.string()).optional(),
  steps: z
    .array(
      z.looseObject({
        op: z.string(),
        urn: z.string().startsWith("urn:pulumi:"),
        newState: z.looseObject({ urn: z.string(), type: z.string() }).optional(),
        oldState: z.looseObject({ urn: z.string(), type: z.string() }).optional(),
      }),
    )
    .optional(),
});

/** Reads the file of `pulumi preview --json` or `ai-stack preview --json`. */
export function readPlan(file: string): Plan {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new PlanFileError(`cannot read the plan ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    const banner = /^\s*> /.test(text) ? "; it begins with npm's own lines: use npx ai-stack, or npm run --silent" : "";
    throw new PlanFileError(`${file} is not JSON; a plan is what \`pulumi preview --json\` prints${banner}`);
  }
  const parsed = planSchema.safeParse(document);
  if (!parsed.success || parsed.data.steps === undefined) {
    const issue = parsed.error?.issues[0];
    const where = issue === undefined ? "it has no steps" : `${issue.path.join(".")}: ${issue.message}`;
    throw new PlanFileError(`${file} is no plan (${where}); a plan is what \`pulumi preview --json\` prints`);
  }
  return document as Plan;
}
