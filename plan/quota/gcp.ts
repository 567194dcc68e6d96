import type { Quotas } from "./quota.js";

export const GCP_QUOTAS: Quotas = {};
