import type { Pricing } from "./quote.js";

export const AWS_PRICING: Pricing = {};
