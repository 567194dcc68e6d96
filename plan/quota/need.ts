import type { ResourceState } from "../plan.js";

/** A quota that a plan needs at full scale. */
export interface QuotaNeed {
  readonly cloud: "aws" | "gcp" | "azure";
  readonly region: string;
  /** The service that keeps it: `SageMaker`, `EC2`, `Compute Engine`, `Azure Machine Learning`. */
  readonly service: string;
  /** The quota's own name. */
  readonly name: string;
  /** Its code, where a source gives one. */
  readonly code?: string;
  readonly needed: number;
  /** What is counted: `instances`, `vCPUs`, `GPUs`. */
  readonly unit: string;
  /** Where to ask for it: an address. */
  readonly where: string;
}

/** What a resource of one type takes of which quotas, at full scale. */
export type QuotaRule = (counted: Counted) => readonly QuotaNeed[];

/** Rules by resource type; a type that has none takes no quota that a new account lacks. */
export type Quotas = Readonly<Record<string, QuotaRule>>;

/** A resource with what its quotas may depend on. */
export interface Counted {
  readonly state: ResourceState;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Region that the stack is in. */
  readonly region: string;
  /** The nearest component above it, where it has one of ours. */
  readonly component?: ResourceState;
  /** A resource of the plan by URN. */
  readonly find: (urn: string) => ResourceState | undefined;
}
