import type { Quotas } from "./need.js";

export const AZURE_QUOTAS: Quotas = {};
