import type { Quotas } from "./quota.js";

export const AZURE_QUOTAS: Quotas = {};
