import type { Pricing } from "./quote.js";

export const AZURE_PRICING: Pricing = {};
