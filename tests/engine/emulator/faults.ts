import { existsSync, readFileSync } from "node:fs";
import type { Action, Contents, Refusal } from "./inventory.js";

/** What becomes of a call that meets a fault. */
export type Outcome =
  /** The cloud does nothing and says why. */
  | "refused"
  /** The cloud does it, but the connection breaks before it can say so. */
  | "lost"
  /** What was made is there and does not work, as the provider finds. */
  | "broken"
  /** The call never reaches the cloud, and the provider waits on. */
  | "unasked"
  /** The cloud does it, and its answer never comes. */
  | "unanswered";

/** Something that goes wrong in the emulated cloud. */
export interface Fault {
  readonly action: Action;
  readonly outcome: Outcome;
  /** What the provider says of it. */
  readonly message: string;
  /** Pulumi types that it befalls; all where left out. */
  readonly types?: readonly string[];
  /** Logical names of the resources that it befalls; all where left out. */
  readonly names?: readonly string[];
  /** In how many calls a resource meets it; in each where left out. */
  readonly times?: number;
  /** How many changes to the cloud must have been made before; 0 where left out. */
  readonly afterChanges?: number;
}

/** How the emulated cloud behaves. */
export interface Conditions {
  /** Of several that a call could meet, it meets the first. */
  readonly faults?: readonly Fault[];
  /** Seconds that a test waits for each second that the cloud would take; 0 where left out. */
  readonly latencyScale?: number;
}

/** The conditions that a test has written to a file: none without one. */
export function conditionsIn(path: string | undefined): Conditions {
  return path !== undefined && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
}

/** The fault that a call meets. How often a resource met it is in the inventory, which outlives a provider. */
export function faultOf(
  { faults = [] }: Conditions,
  call: Omit<Refusal, "message">,
  { refusals, changes }: Contents,
): Fault | undefined {
  return faults.find(({ action, types, names, times, message, afterChanges = 0 }) => {
    if (action !== call.action || changes.length < afterChanges) return false;
    if (types?.includes(call.type) === false || names?.includes(call.name) === false) return false;
    const isThis = (past: Refusal) => past.urn === call.urn && past.action === action && past.message === message;
    return times === undefined || refusals.filter(isThis).length < times;
  });
}
