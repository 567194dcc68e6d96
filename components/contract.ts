import type { Output } from "@pulumi/pulumi";

/** The clouds that a stack can run on. */
export type Cloud = "aws" | "gcp" | "azure";

/** A private network that the rest of a stack runs in. */
export interface Network {
  readonly cloud: Cloud;
  /** The network's native id: a VPC id, a resource name, an ARM id. */
  readonly networkId: Output<string>;
  /** Native ids of the private subnets that workloads are placed in. */
  readonly subnetIds: Output<string[]>;
}

/** A group of GPU or accelerator machines that grows from its minimum. */
export interface GpuPool {
  readonly cloud: Cloud;
  /** The group's native id: an ARN, a resource name, an ARM id. */
  readonly poolId: Output<string>;
  /** A shell command that starts machines; where it says how many, it ends in that number, `1`, to be edited. */
  readonly startCommand: Output<string>;
}

/** A managed machine-learning platform with a web interface. */
export interface MlPlatform {
  readonly cloud: Cloud;
  /** The platform's native id: an ARN, a resource name, an ARM id. */
  readonly platformId: Output<string>;
  /** Where its users sign in, over HTTPS. */
  readonly url: Output<string>;
  /** Where its jobs and notebooks keep artifacts: an `s3://`, `gs://` or `https://` address. */
  readonly artifactsUrl: Output<string>;
}

/** A model served over HTTPS. */
export interface InferenceEndpoint {
  readonly cloud: Cloud;
  /** The endpoint's native id: an ARN, a resource name, an ARM id. */
  readonly endpointId: Output<string>;
  /** Where requests go, over HTTPS. */
  readonly url: Output<string>;
  /** The model it serves, as its owner names it. */
  readonly model: Output<string>;
}
