import type { ResourceState } from "../plan.js";
import { AWS } from "./aws.js";
import { AZURE } from "./azure.js";
import { GCP } from "./gcp.js";
import type { Descriptions } from "./words.js";

const DESCRIPTIONS: Descriptions = { ...AWS, ...GCP, ...AZURE };

/** One line of words for a component, from its inputs; empty for what is not ours. */
export function describe({ type, inputs = {} }: ResourceState): string {
  return DESCRIPTIONS[type]?.(inputs) ?? "";
}
