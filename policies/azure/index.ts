import type { Rule } from "../rule.js";

/** Rules for Azure's resources. */
export const AZURE_RULES: readonly Rule[] = [];
