import type { Provenance } from "../../../catalog/provenance.js";
import type { Properties } from "../../support/value-paths.js";
import { AWS_LATENCY } from "./aws-latency.js";
import { AZURE_LATENCY } from "./azure-latency.js";
import { GCP_LATENCY } from "./gcp-latency.js";

/**
 * Assumptions, one a class, for types that nobody has published a figure of. They are orders of magnitude: what a chain
 * of resources takes depends on the few that are slow, and for those the tables look for figures.
 */
export const CLASSES = {
  /** A record of a control plane: a role, a policy, an alarm, a version of something. */
  setting: { createSec: 2, deleteSec: 2 },
  /** An object of a network's control plane, which is spread to hosts before it counts as made. */
  network: { createSec: 15, deleteSec: 15 },
  /** A store, vault, registry or workspace that is set up for one customer. */
  service: { createSec: 60, deleteSec: 60 },
  /** Something whose machines have started when it counts as made. */
  machine: { createSec: 180, deleteSec: 120 },
  /** Machines that have pulled an image of a server and loaded a model: as long as SageMaker takes, see there. */
  model: { createSec: 525, deleteSec: 120 },
} as const;

export type LatencyClass = keyof typeof CLASSES;

/** A published figure of a creation; deletions take as long as the class says. */
export interface Published extends Provenance {
  readonly class: LatencyClass;
  readonly createSec: number;
  /** Whether the figure is of more than the creation, which then takes at most that long. */
  readonly atMost?: boolean;
}

/** What is known of a type; where it depends on the inputs, as a function of them. */
export type TypeLatency = LatencyClass | Published | ((inputs: Properties) => LatencyClass | Published);

/** How long a cloud works on a resource until its provider goes on. */
export interface Latency {
  readonly createSec: number;
  readonly deleteSec: number;
  /** Absent: assumed, by its class. */
  readonly published?: Published;
}

const TABLES: Readonly<Record<string, TypeLatency>> = { ...AWS_LATENCY, ...GCP_LATENCY, ...AZURE_LATENCY };

/** @throws Error for a type that the tables do not have */
export function latencyOf({ type, inputs = {} }: { readonly type: string; readonly inputs?: Properties }): Latency {
  const entry = TABLES[type];
  if (entry === undefined) throw new Error(`${type} has no latency: give it a class or a figure in the cloud's table`);
  const known = typeof entry === "function" ? entry(inputs) : entry;
  if (typeof known === "string") return CLASSES[known];
  return { createSec: known.createSec, deleteSec: CLASSES[known.class].deleteSec, published: known };
}
