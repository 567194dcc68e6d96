import type { Rule } from "../rule.js";
import { monthlyCostWithinLimit } from "./monthly-cost-within-limit.js";

/** Rules for any cloud's resources. */
export const ALL_CLOUDS_RULES: readonly Rule[] = [monthlyCostWithinLimit];
