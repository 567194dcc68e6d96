import { HOURS_PER_MONTH } from "../../../catalog/rate.js";

/** Days of an average month. */
export const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;
