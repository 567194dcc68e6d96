import { readFileSync } from "node:fs";
import type { Plan } from "../plan/plan.js";
import { checkPlan, type PolicyFinding } from "../policies/check.js";
import { RULES } from "../policies/rules.js";
import { type PackConfig, PolicyConfigError } from "../policies/settings.js";

/** Holds a plan against the pack, configured by the file that `--policy-pack-config` names. */
export function verdictOn(plan: Plan, file: string | undefined): PolicyFinding {
  try {
    return checkPlan(plan, RULES, file === undefined ? {} : readConfig(file), new Date().toISOString().slice(0, 10));
  } catch (error) {
    if (!(error instanceof PolicyConfigError) || file === undefined) throw error;
    throw new PolicyConfigError(error.message.replaceAll(/^/gm, `${file}: `));
  }
}

/** Whether a finding stops a deployment. */
export function blocks({ violations }: PolicyFinding): boolean {
  return violations.some(({ level }) => level === "mandatory");
}

function readConfig(file: string): PackConfig {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new PolicyConfigError(`cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    throw new PolicyConfigError(`is not JSON: ${(error as Error).message}`);
  }
  if (typeof config === "object" && config !== null && !Array.isArray(config)) return config as PackConfig;
  throw new PolicyConfigError("must be an object, by the names of policies");
}
