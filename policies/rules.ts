import { ALL_CLOUDS_RULES } from "./all/index.js";
import { AWS_RULES } from "./aws/index.js";
import { AZURE_RULES } from "./azure/index.js";
import { GCP_RULES } from "./gcp/index.js";
import type { Rule } from "./rule.js";

/** Every rule of the pack. */
export const RULES: readonly Rule[] = [...ALL_CLOUDS_RULES, ...AWS_RULES, ...GCP_RULES, ...AZURE_RULES];
