import type { Rule } from "../rule.js";

/** Rules for Google Cloud's resources. */
export const GCP_RULES: readonly Rule[] = [];
