import type * as serviceaccount from "@pulumi/gcp/serviceaccount/index.js";
import type * as tpu from "@pulumi/gcp/tpu/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkMatch } from "../../shared/check.js";
import { checkAutoName } from "../auto-name.js";

/** Inputs of `TpuSlice`. */
export interface TpuSliceArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Zone that offers the accelerator type, such as `us-east5-b`. */
  readonly zone: string;
  /** Network of `subnetId`, `projects/<project>/global/networks/<network>`. */
  readonly networkId: pulumi.Input<string>;
  /** Subnet with Private Google Access, `projects/<project>/regions/<region>/subnetworks/<subnet>`. */
  readonly subnetId: pulumi.Input<string>;
  /** Generation and size: `v5litepod-8` and `v6e-8` count chips, `v5p-8` TensorCores. */
  readonly acceleratorType: string;
  /** Software of its machines. @default - that of the generation for PyTorch and JAX */
  readonly runtimeVersion?: pulumi.Input<string>;
  /** Whether it is asked for in a queue rather than had at once or not at all. @default false */
  readonly queued?: boolean;
  /** Whether it may be taken away at any time; it does not come back by itself. Refused with `queued`. @default false */
  readonly spot?: boolean;
  /** Whether it is in a reservation of the project. Refused with `queued` and `spot`. @default false */
  readonly reserved?: boolean;
  /** Labels of the slice. Refused with `queued`. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly vm?: Partial<tpu.V2VmArgs>;
    readonly queuedResource?: Partial<tpu.V2QueuedResourceArgs>;
    readonly serviceAccount?: Partial<serviceaccount.AccountArgs>;
  };
}

/** Throws unless the name and the settings are ones that Cloud TPU and its provider accept together. */
export function checkSliceArgs(name: string, args: TpuSliceArgs): void {
  const { zone, queued = false, spot = false, reserved = false, labels } = args;
  checkAutoName(name, "-service-account");
  checkMatch("name", name, /[^-]$/, "without a hyphen at its end");
  checkMatch("zone", zone, /^[a-z]+-[a-z]+\d+-[a-z0-9]+$/, "a zone such as us-east5-b");
  check(!spot || !reserved, "'spot' must not be given with 'reserved': a slice is one or the other");
  const unsupported = { spot, reserved, labels: labels !== undefined };
  for (const [arg, given] of Object.entries(unsupported))
    check(
      !queued || !given,
      `'${arg}' must not be given with 'queued', which takes a network, a runtime version and an accelerator type ` +
        "alone: leave out 'queued'",
    );
}
