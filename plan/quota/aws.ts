import type { Quotas } from "./quota.js";

export const AWS_QUOTAS: Quotas = {};
