import * as compute from "@pulumi/gcp/compute/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { GpuPool } from "../../contract.js";
import { cron, secondsBetween } from "../../shared/daily-hours.js";
import { gpuImage, gpuMachine } from "../gpu-machine-types.js";
import { CLOUD_PLATFORM_SCOPE, createMachineServiceAccount } from "../machine-service-account.js";
import { servicePropagationHooks } from "../service-agent-propagation.js";
import { checkGroupArgs, type GpuManagedInstanceGroupArgs } from "./gpu-managed-instance-group-args.js";
import { instanceScheduling } from "./instance-scheduling.js";

export type { GpuManagedInstanceGroupArgs, GroupSchedule } from "./gpu-managed-instance-group-args.js";
export type { ProvisioningModel } from "./instance-scheduling.js";

/**
 * A pool of GPU machines in one region that starts from `targetSize` and grows by its schedule or by `startCommand`. Its
 * size is set at creation and left alone afterwards; a change of the instance template replaces all running machines at
 * once, since GPU quota and reservations seldom have room for a second one (with `FLEX_START` none: they end by
 * themselves). Machines have no external address and no project-wide SSH key: sign in with OS Login through
 * Identity-Aware Proxy.
 *
 * With a `schedule` an autoscaler holds the size, and `startCommand` sets its least: machines started so run until it is
 * set back to 0, and after the scheduled hours the autoscaler takes about ten minutes to stop the others. The API's reference
 * says that a policy without a metric also follows CPU use, at 60 %; whether that holds beside a schedule, and keeps the
 * last machine, is not known without an account.
 *
 * Machines are Shielded VMs with a virtual TPM and integrity monitoring. Secure Boot is off unless `secureBoot` is set:
 * it would keep the NVIDIA driver of the default images from loading.
 *
 * Children: regional managed instance group, regional instance template, service account and its two roles (write logs,
 * write metrics); with `schedule` an autoscaler.
 *
 * @throws RunError for a name, region, zones, machine type, accelerator, sizes or hours out of shape or range; for
 * subnets that the machine has no interfaces for; for a provisioning model without what it needs, with what it does not
 * take, or that the machine type is not rented by.
 * @see https://docs.cloud.google.com/compute/docs/instance-groups/regional-migs
 * @see https://docs.cloud.google.com/compute/docs/instance-groups/about-bulk-mode
 * @see https://docs.cloud.google.com/compute/docs/autoscaler/scaling-schedules
 */
export class GpuManagedInstanceGroup extends pulumi.ComponentResource implements GpuPool {
  readonly cloud = "gcp";
  readonly poolId: pulumi.Output<string>;
  readonly startCommand: pulumi.Output<string>;
  /** The managed instance group's name. */
  readonly groupName: pulumi.Output<string>;
  /** Address of the machines' service account, to grant further roles to. */
  readonly serviceAccountEmail: pulumi.Output<string>;

  constructor(name: string, args: GpuManagedInstanceGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    const {
      transform,
      additionalSubnetIds = [],
      targetSize = 0,
      maxReplicas = 1,
      provisioningModel = "STANDARD",
      bootDiskGiB = 200,
      secureBoot = false,
      ...rest
    } = args;
    const { projectId, region, zones, machineType, reservationName, maxRunDurationSec, schedule, labels } = rest;
    const defaults = { additionalSubnetIds, targetSize, maxReplicas, provisioningModel, bootDiskGiB, secureBoot };
    const settings = { ...rest, ...defaults };
    const machine = gpuMachine(machineType, rest.acceleratorType, rest.acceleratorCount);
    checkGroupArgs(name, settings, machine);
    const { acceleratorType, acceleratorCount } = machine;
    const sourceImage = rest.sourceImage ?? gpuImage(machine);
    super("ai-stack:gcp:GpuManagedInstanceGroup", name, { ...settings, acceleratorType, acceleratorCount }, opts);
    const parent = { parent: this };

    const { account, grants } = createMachineServiceAccount(
      name,
      { projectId, transform: transform?.serviceAccount },
      parent,
    );
    const template = new compute.RegionInstanceTemplate(
      `${name}-template`,
      {
        project: projectId,
        region,
        machineType,
        guestAccelerators: [{ type: acceleratorType, count: acceleratorCount }],
        ...instanceScheduling({ provisioningModel, reservationName, maxRunDurationSec }),
        disks: [
          {
            boot: true,
            autoDelete: true,
            sourceImage,
            diskType: machine.bootDiskType,
            diskSizeGb: bootDiskGiB,
            diskEncryptionKey: rest.kmsKeyName === undefined ? undefined : { kmsKeySelfLink: rest.kmsKeyName },
            labels,
          },
        ],
        networkInterfaces: [
          { subnetwork: rest.subnetId, nicType: "GVNIC" },
          ...additionalSubnetIds.map((subnetwork, index) => ({ subnetwork, nicType: machine.additionalNics[index] })),
        ],
        serviceAccount: { email: account.email, scopes: [CLOUD_PLATFORM_SCOPE] },
        shieldedInstanceConfig: {
          enableSecureBoot: secureBoot,
          enableVtpm: true,
          enableIntegrityMonitoring: true,
        },
        metadata: {
          "block-project-ssh-keys": "true",
          "enable-oslogin": "TRUE",
          "serial-port-enable": "false",
          // Of the Deep Learning VM images: they load the driver without asking whoever signs in first.
          "install-nvidia-driver": "True",
        },
        labels,
        ...transform?.template,
      },
      { ...parent, hooks: servicePropagationHooks() },
    );

    const flexStart = provisioningModel === "FLEX_START";
    const group = new compute.RegionInstanceGroupManager(
      name,
      {
        project: projectId,
        region,
        baseInstanceName: name,
        versions: [{ instanceTemplate: template.selfLink }],
        targetSize,
        distributionPolicyZones: [...zones],
        // Balanced is the only shape that both looks for a zone with room and takes an autoscaler.
        distributionPolicyTargetShape: flexStart ? "ANY_SINGLE_ZONE" : "BALANCED",
        targetSizePolicies: flexStart ? [{ mode: "BULK" }] : undefined,
        instanceLifecyclePolicy: flexStart ? { defaultActionOnFailure: "DO_NOTHING" } : undefined,
        updatePolicy: {
          type: flexStart ? "OPPORTUNISTIC" : "PROACTIVE",
          minimalAction: "REPLACE",
          instanceRedistributionType: "NONE",
          maxSurgeFixed: 0,
          // A regional group takes no fewer than its zones.
          maxUnavailableFixed: Math.max(maxReplicas, zones.length),
        },
        // GPU machines may be hours away: a deployment does not wait for them.
        waitForInstances: false,
        ...transform?.group,
      },
      {
        ...parent,
        dependsOn: grants,
        ignoreChanges: ["targetSize"],
        hooks: servicePropagationHooks(),
        customTimeouts: { delete: "30m" },
      },
    );

    if (schedule !== undefined)
      new compute.RegionAutoscaler(
        `${name}-autoscaler`,
        {
          project: projectId,
          region,
          target: group.selfLink,
          autoscalingPolicy: {
            mode: "ON",
            minReplicas: targetSize,
            maxReplicas,
            scalingSchedules: [
              {
                name: "hours",
                minRequiredReplicas: schedule.minRequiredReplicas ?? Math.max(1, targetSize),
                schedule: cron(schedule.start, schedule.days ?? []),
                timeZone: schedule.timezone,
                durationSec: secondsBetween(schedule.start, schedule.stop),
              },
            ],
          },
          ...transform?.autoscaler,
        },
        { ...parent, ignoreChanges: ["autoscalingPolicy.minReplicas"] },
      );

    const managed = "gcloud compute instance-groups managed";
    const where = pulumi.interpolate`${group.name} --project=${group.project} --region=${group.region}`;
    this.poolId = group.selfLink;
    this.groupName = group.name;
    this.serviceAccountEmail = account.email;
    this.startCommand =
      schedule === undefined
        ? pulumi.interpolate`${managed} resize ${where} --size=1`
        : pulumi.interpolate`${managed} update-autoscaling ${where} --min-num-replicas=1`;
    this.registerOutputs({
      poolId: this.poolId,
      groupName: this.groupName,
      serviceAccountEmail: this.serviceAccountEmail,
      startCommand: this.startCommand,
    });
  }
}
