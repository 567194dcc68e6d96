import * as autoscaling from "@pulumi/aws/autoscaling/index.js";
import * as ec2 from "@pulumi/aws/ec2/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { GpuPool } from "../../contract.js";
import { AMAZON_LINUX_ROOT_DEVICE, deepLearningAmi } from "./deep-learning-ami.js";
import { efaInterfaces, plainInterface } from "./efa-interfaces.js";
import { checkPoolArgs, type GpuAutoScalingGroupArgs, isReserved } from "./gpu-auto-scaling-group-args.js";
import { createMachineRole } from "./machine-role.js";
import { createMachineSecurityGroup } from "./machine-security-group.js";
import { scheduledSizes } from "./pool-schedule.js";

export type { GpuAutoScalingGroupArgs, PoolCapacity } from "./gpu-auto-scaling-group-args.js";
export type { PoolSchedule } from "./pool-schedule.js";

/**
 * A pool of GPU, Trainium or Inferentia machines that starts from `minSize` and grows by its schedule or by
 * `startCommand`. Its size is set at creation and left alone afterwards; a change of the launch template replaces all
 * running machines at once, since GPU quota and reservations seldom have room for a second one. Machines have no public
 * address, no key pair and no open port: sign in with Session Manager. Commercial regions only.
 *
 * Children: Auto Scaling group, launch template, security group and its rules, role, its policy attachment and instance
 * profile; with `efa` on demand or spot a placement group; with `schedule` two scheduled actions.
 *
 * The default image is a Systems Manager parameter in the launch template: whoever deploys needs `ssm:GetParameters`,
 * and a refresh of such a group can neither roll back nor skip machines that match.
 *
 * @throws RunError for instance types, sizes, ids or hours out of shape or range; for types that need different images,
 * or no known one; for `efa` with a type that has none; for several types where one must be; for a capacity without its
 * reservation, or the reverse.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-templates.html
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-template-capacity-blocks.html
 */
export class GpuAutoScalingGroup extends pulumi.ComponentResource implements GpuPool {
  readonly cloud = "aws";
  readonly poolId: pulumi.Output<string>;
  readonly startCommand: pulumi.Output<string>;
  /** The Auto Scaling group's name. */
  readonly groupName: pulumi.Output<string>;
  /** Role of the machines, to attach further policies to. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: GpuAutoScalingGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    const {
      transform,
      minSize = 0,
      maxSize = 1,
      capacity = "on-demand",
      rootDeviceName = AMAZON_LINUX_ROOT_DEVICE,
      rootDiskGiB = 200,
      efa = false,
      ...rest
    } = args;
    const { vpcId, subnetIds, instanceTypes, capacityReservationId, kmsKeyArn, schedule, tags } = rest;
    const settings = { ...rest, minSize, maxSize, capacity, rootDeviceName, rootDiskGiB, efa };
    checkPoolArgs(settings);
    const [firstType = ""] = instanceTypes;
    const imageId = rest.imageId ?? deepLearningAmi(instanceTypes);
    super("ai-stack:aws:GpuAutoScalingGroup", name, settings, opts);
    const parent = { parent: this };

    const reserved = isReserved(capacity);
    const { securityGroup, rules } = createMachineSecurityGroup(
      name,
      { vpcId, efa, tags, transform: transform?.securityGroup },
      parent,
    );
    const { role, profile, attachment } = createMachineRole(name, { tags, transform: transform?.role }, parent);
    const named = pulumi.output(tags).apply((given) => ({ Name: name, ...given }));

    const template = new ec2.LaunchTemplate(
      `${name}-template`,
      {
        updateDefaultVersion: true,
        imageId,
        instanceType: firstType,
        iamInstanceProfile: { arn: profile.arn },
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
        monitoring: { enabled: true },
        networkInterfaces: efa ? efaInterfaces(firstType, securityGroup.id) : [plainInterface(securityGroup.id)],
        blockDeviceMappings: [
          {
            deviceName: rootDeviceName,
            ebs: {
              volumeType: "gp3",
              volumeSize: rootDiskGiB,
              encrypted: "true",
              kmsKeyId: kmsKeyArn,
              deleteOnTermination: "true",
            },
          },
        ],
        capacityReservationSpecification: reserved
          ? { capacityReservationTarget: { capacityReservationId } }
          : undefined,
        instanceMarketOptions: capacity === "capacity-block" ? { marketType: "capacity-block" } : undefined,
        tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
          resourceType,
          tags: named,
        })),
        tags,
        ...transform?.launchTemplate,
      },
      parent,
    );
    // A reservation decides where its machines are; a Capacity Block takes no placement group at all.
    const placementGroup =
      efa && !reserved
        ? new ec2.PlacementGroup(
            `${name}-placement`,
            { strategy: "cluster", tags, ...transform?.placementGroup },
            parent,
          )
        : undefined;

    // As a number and not `$Latest`, so that a change of the template is seen and starts a refresh.
    const version = template.latestVersion.apply(String);
    const mixed = capacity === "spot" || instanceTypes.length > 1;
    const group = new autoscaling.Group(
      name,
      {
        minSize,
        maxSize,
        desiredCapacity: minSize,
        vpcZoneIdentifiers:
          efa || reserved ? pulumi.output(subnetIds).apply((subnets) => subnets.slice(0, 1)) : subnetIds,
        placementGroup: placementGroup?.name,
        launchTemplate: mixed ? undefined : { id: template.id, version },
        mixedInstancesPolicy: mixed
          ? {
              instancesDistribution: {
                onDemandBaseCapacity: 0,
                onDemandPercentageAboveBaseCapacity: capacity === "spot" ? 0 : 100,
                onDemandAllocationStrategy: "prioritized",
                spotAllocationStrategy: "price-capacity-optimized",
              },
              launchTemplate: {
                launchTemplateSpecification: { launchTemplateId: template.id, version },
                overrides: instanceTypes.map((instanceType) => ({ instanceType })),
              },
            }
          : undefined,
        capacityRebalance: capacity === "spot",
        healthCheckType: "EC2",
        instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 0 } },
        enabledMetrics: [
          "GroupDesiredCapacity",
          "GroupInServiceInstances",
          "GroupPendingInstances",
          "GroupTotalInstances",
        ],
        // GPU machines may be hours away: a deployment does not wait for them.
        waitForCapacityTimeout: "0",
        tags: named.apply((all) =>
          Object.entries(all).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
        ),
        ...transform?.group,
      },
      {
        parent: this,
        dependsOn: [attachment, ...rules],
        ignoreChanges: ["desiredCapacity"],
        // Deletion ends every machine first, else their interfaces would hold back the security group and the subnets.
        customTimeouts: { delete: "30m" },
      },
    );

    if (schedule !== undefined)
      for (const [scheduledActionName, size] of Object.entries(scheduledSizes(schedule, minSize)))
        new autoscaling.Schedule(
          `${name}-${scheduledActionName}`,
          // -1 leaves the limits alone; left out they would become 0.
          { autoscalingGroupName: group.name, scheduledActionName, ...size, minSize: -1, maxSize: -1 },
          parent,
        );

    this.poolId = group.arn;
    this.groupName = group.name;
    this.roleName = role.name;
    this.startCommand = pulumi.interpolate`aws autoscaling set-desired-capacity --region ${group.region} --auto-scaling-group-name ${group.name} --desired-capacity 1`;
    this.registerOutputs({
      poolId: this.poolId,
      groupName: this.groupName,
      roleName: this.roleName,
      startCommand: this.startCommand,
    });
  }
}
