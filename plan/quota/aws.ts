import type { Quotas } from "./need.js";

export const AWS_QUOTAS: Quotas = {};
