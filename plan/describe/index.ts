import type { ResourceState } from "../plan.js";
import { AWS } from "./aws.js";

/** One line of words for a component, from its inputs; empty for what is not ours. */
export function describe({ type, inputs = {} }: ResourceState): string {
  return AWS[type]?.(inputs) ?? "";
}
