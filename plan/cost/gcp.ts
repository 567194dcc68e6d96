import type { Pricing } from "./quote.js";

export const GCP_PRICING: Pricing = {};
