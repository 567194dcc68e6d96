import type { Quotas } from "./need.js";

export const GCP_QUOTAS: Quotas = {};
