import type { Rule } from "../rule.js";
import { bucketTlsOnly } from "./bucket-tls-only.js";
import { notebookNoRoot } from "./notebook-no-root.js";

/** Rules for AWS resources. */
export const AWS_RULES: readonly Rule[] = [bucketTlsOnly, notebookNoRoot];
