import * as tpu from "@pulumi/gcp/tpu/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { GpuPool } from "../../contract.js";
import { physicalName } from "../../shared/names.js";
import { CLOUD_PLATFORM_SCOPE, createMachineServiceAccount } from "../machine-service-account.js";
import { servicePropagationHooks } from "../service-agent-propagation.js";
import { tpuRuntimeVersion } from "./tpu-accelerator-type.js";
import { checkSliceArgs, type TpuSliceArgs } from "./tpu-slice-args.js";

export type { TpuSliceArgs } from "./tpu-slice-args.js";

/**
 * A slice of TPUs of one generation, v5e, v5p or v6e, with no external address. It runs and is paid from its deployment
 * until it is destroyed; a slice on a single machine can be stopped with `gcloud compute tpus tpu-vm stop` and started
 * again with `startCommand`. A change of anything but its labels replaces it, the old one first: there is seldom room
 * for two.
 *
 * A slice that is had at once runs with Secure Boot, as a service account that may write logs and metrics. One that is
 * `queued` can have neither: it runs as the project's default service account of Compute Engine. Its queue entry cannot
 * be deleted while its machines run: before it is destroyed, `gcloud compute tpus queued-resources delete --force`.
 *
 * Children: TPU VM, service account and its two roles (write logs, write metrics); with `queued` a queued resource and
 * nothing else.
 *
 * @throws RunError for a name, zone or accelerator type out of shape or range; for `spot` with `reserved`; for what a
 * queued resource cannot do.
 * @see https://docs.cloud.google.com/tpu/docs/managing-tpus-tpu-vm
 * @see https://docs.cloud.google.com/tpu/docs/queued-resources
 */
export class TpuSlice extends pulumi.ComponentResource implements GpuPool {
  readonly cloud = "gcp";
  readonly poolId: pulumi.Output<string>;
  /** A shell command that starts the slice again after it was stopped. */
  readonly startCommand: pulumi.Output<string>;
  /** The slice's name, under which `gcloud compute tpus tpu-vm` knows it. */
  readonly nodeName: pulumi.Output<string>;

  constructor(name: string, args: TpuSliceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, queued = false, spot = false, reserved = false, ...rest } = args;
    const { projectId, zone, networkId, subnetId, acceleratorType, labels } = rest;
    checkSliceArgs(name, args);
    const usualRuntime = tpuRuntimeVersion(acceleratorType);
    const { runtimeVersion = usualRuntime } = rest;
    super("ai-stack:gcp:TpuSlice", name, { ...rest, runtimeVersion, queued, spot, reserved }, opts);
    const parent = { parent: this };
    const nodeId = physicalName("rfc1035", [pulumi.getProject(), pulumi.getStack(), name]);
    const networkConfig = { network: networkId, subnetwork: subnetId, enableExternalIps: false };

    if (queued) {
      const location = `projects/${projectId}/locations/${zone}`;
      const entry = new tpu.V2QueuedResource(
        name,
        {
          project: projectId,
          zone,
          tpu: { nodeSpecs: [{ parent: location, nodeId, node: { acceleratorType, runtimeVersion, networkConfig } }] },
          ...transform?.queuedResource,
        },
        { ...parent, deleteBeforeReplace: true, hooks: servicePropagationHooks() },
      );
      this.poolId = entry.id;
      this.nodeName = entry.tpu.apply((request) => request?.nodeSpecs?.[0]?.nodeId ?? nodeId);
    } else {
      const { account, grants } = createMachineServiceAccount(
        name,
        { projectId, transform: transform?.serviceAccount },
        parent,
      );
      const vm = new tpu.V2Vm(
        name,
        {
          project: projectId,
          zone,
          name: nodeId,
          acceleratorType,
          runtimeVersion,
          networkConfig,
          schedulingConfig: spot ? { spot: true } : reserved ? { reserved: true } : undefined,
          serviceAccount: { email: account.email, scopes: [CLOUD_PLATFORM_SCOPE] },
          shieldedInstanceConfig: { enableSecureBoot: true },
          labels,
          ...transform?.vm,
        },
        {
          ...parent,
          dependsOn: grants,
          deleteBeforeReplace: true,
          hooks: servicePropagationHooks(),
          customTimeouts: { create: "60m", delete: "30m" },
        },
      );
      this.poolId = vm.id;
      this.nodeName = vm.name;
    }

    this.startCommand = pulumi.interpolate`gcloud compute tpus tpu-vm start ${this.nodeName} --project=${projectId} --zone=${zone}`;
    this.registerOutputs({ poolId: this.poolId, nodeName: this.nodeName, startCommand: this.startCommand });
  }
}
