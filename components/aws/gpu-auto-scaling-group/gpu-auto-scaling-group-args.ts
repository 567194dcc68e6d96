import type * as autoscaling from "@pulumi/aws/autoscaling/index.js";
import type * as ec2 from "@pulumi/aws/ec2/index.js";
import type * as iam from "@pulumi/aws/iam/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { checkOneImage } from "./deep-learning-ami.js";
import { checkEfaType } from "./efa-interfaces.js";
import { checkPoolSchedule, type PoolSchedule } from "./pool-schedule.js";

const CAPACITIES = ["on-demand", "spot", "reservation", "capacity-block"] as const;

/** How an Auto Scaling group gets its machines. */
export type PoolCapacity = (typeof CAPACITIES)[number];

/** Inputs of `GpuAutoScalingGroup`. */
export interface GpuAutoScalingGroupArgs {
  /** VPC of `subnetIds`. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * Private subnets that machines start in, in zones that offer the types. With `efa`, a reservation or a capacity
   * block, which stay within a zone, only the first is used: it must be in the reservation's zone.
   */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * 1 to 40 instance types that run the same image, such as `g6.xlarge`. On demand the first that has room is started;
   * spot takes the pool of machines with the best mix of price and room. Exactly one with `efa`, a reservation or a
   * capacity block.
   */
  readonly instanceTypes: readonly string[];
  /** Least machines, from 0, and how many run after the first deployment. @default 0 */
  readonly minSize?: number;
  /** Most machines, from 1 and `minSize`. @default 1 */
  readonly maxSize?: number;
  /**
   * What machines are paid as: `on-demand`; `spot`; `reservation`, an On-Demand Capacity Reservation; `capacity-block`,
   * a Capacity Block for ML that was bought elsewhere. Of a block, scale in more than 30 minutes before its end.
   * @default "on-demand"
   */
  readonly capacity?: PoolCapacity;
  /** The reservation's or capacity block's id, `cr-…`: required with those capacities, refused with others. */
  readonly capacityReservationId?: pulumi.Input<string>;
  /**
   * AMI, `ami-…`; a change replaces running machines. @default - the deep-learning AMI (Amazon Linux 2023, with the
   * open-source NVIDIA driver or Neuron) that is the newest when a machine starts; a newer one replaces none
   */
  readonly imageId?: pulumi.Input<string>;
  /**
   * Root device of `imageId`; with a wrong one the root disk stays small and unencrypted, beside a second disk.
   * `/dev/sda1` for Ubuntu. @default "/dev/xvda", that of Amazon Linux
   */
  readonly rootDeviceName?: pulumi.Input<string>;
  /** Size of the root disk (gp3, encrypted) in GiB, from 100 to 65,536. @default 200 */
  readonly rootDiskGiB?: number;
  /**
   * ARN of the KMS key of the root disk. Its policy must let the role `AWSServiceRoleForAutoScaling` use it and create
   * grants, else no machine starts. @default - the account's default key for EBS
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Hours in which machines run. @default - none: machines start by `startCommand` and run until stopped */
  readonly schedule?: PoolSchedule;
  /**
   * Whether machines talk to each other over an Elastic Fabric Adapter on every network card, close to each other: in a
   * cluster placement group, or where their reservation is. @default false
   */
  readonly efa?: boolean;
  /** Tags, also of machines, disks and network interfaces; a change replaces running machines. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly group?: Partial<autoscaling.GroupArgs>;
    readonly launchTemplate?: Partial<ec2.LaunchTemplateArgs>;
    readonly placementGroup?: Partial<ec2.PlacementGroupArgs>;
    readonly role?: Partial<iam.RoleArgs>;
    readonly securityGroup?: Partial<ec2.SecurityGroupArgs>;
  };
}

/** Whether machines run in a reservation, and nowhere else. */
export function isReserved(capacity: PoolCapacity): boolean {
  return capacity === "reservation" || capacity === "capacity-block";
}

/** The inputs with the defaults that are checked. */
type Settings = GpuAutoScalingGroupArgs &
  Required<Pick<GpuAutoScalingGroupArgs, "minSize" | "maxSize" | "capacity" | "rootDiskGiB" | "efa">>;

/** Throws unless the settings are ones that AWS accepts together. */
export function checkPoolArgs(settings: Settings): void {
  const { instanceTypes, minSize, maxSize, capacity, capacityReservationId, imageId, rootDiskGiB, efa } = settings;
  const { subnetIds, rootDeviceName, schedule } = settings;
  check(!Array.isArray(subnetIds) || subnetIds.length > 0, "'subnetIds' must hold at least one subnet, got none");
  check(
    instanceTypes.length >= 1 && instanceTypes.length <= 40,
    `'instanceTypes' must be 1 to 40 instance types, got ${instanceTypes.length}`,
  );
  for (const type of instanceTypes)
    checkMatch("instanceTypes", type, /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "EC2 instance types such as g6.xlarge");
  const repeated = instanceTypes.find((type, index) => instanceTypes.indexOf(type) !== index);
  check(repeated === undefined, `'instanceTypes' must differ from each other, got ${repeated} twice`);
  checkOneImage(instanceTypes);
  checkInteger("minSize", minSize, 0);
  checkInteger("maxSize", maxSize, Math.max(1, minSize));

  checkOneOf("capacity", capacity, CAPACITIES);
  const one = efa ? "efa" : isReserved(capacity) ? `capacity: ${capacity}` : undefined;
  check(
    one === undefined || instanceTypes.length === 1,
    `'instanceTypes' must be one type with '${one}', got ${instanceTypes.join(", ")}`,
  );
  for (const type of efa ? instanceTypes : []) checkEfaType(type);
  check(
    isReserved(capacity) === (capacityReservationId !== undefined),
    isReserved(capacity)
      ? `'capacityReservationId' must be given with 'capacity: ${capacity}'`
      : `'capacityReservationId' must not be given with 'capacity: ${capacity}'`,
  );
  if (typeof capacityReservationId === "string")
    checkMatch("capacityReservationId", capacityReservationId, /^cr-[0-9a-f]+$/, "a reservation's id, cr-…");

  if (typeof imageId === "string") checkMatch("imageId", imageId, /^ami-[a-z0-9]{1,17}$/, "an AMI's id, ami-…");
  if (typeof rootDeviceName === "string")
    checkMatch("rootDeviceName", rootDeviceName, /^\/dev\/[a-z0-9]+$/, "a device such as /dev/xvda");
  checkInteger("rootDiskGiB", rootDiskGiB, 100, 65_536);
  if (schedule !== undefined) checkPoolSchedule(schedule, minSize, maxSize);
}
