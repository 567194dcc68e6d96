import type * as compute from "@pulumi/gcp/compute/index.js";
import type * as serviceaccount from "@pulumi/gcp/serviceaccount/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { checkDailyHours, type DailyHours, secondsBetween } from "../../shared/daily-hours.js";
import { checkAutoName } from "../auto-name.js";
import type { GpuMachine } from "../gpu-machine-types.js";
import { PROVISIONING_MODELS, type ProvisioningModel } from "./instance-scheduling.js";

/** Hours in which a group runs machines. */
export interface GroupSchedule extends DailyHours {
  /** Machines that run in these hours, from `targetSize` to `maxReplicas`. @default 1, or `targetSize` if larger */
  readonly minRequiredReplicas?: number;
}

/** Inputs of `GpuManagedInstanceGroup`. */
export interface GpuManagedInstanceGroupArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Region, such as `us-central1`. */
  readonly region: string;
  /**
   * Zones of `region` that offer the machine type, and have the reservation if one is used; each once. They are chosen
   * at creation: a change replaces the group.
   */
  readonly zones: readonly string[];
  /** Private subnet that machines start in, `projects/<project>/regions/<region>/subnetworks/<subnet>`. */
  readonly subnetId: pulumi.Input<string>;
  /**
   * Subnets of the further network interfaces, in their order. Each is in a VPC network of its own: 4
   * for `a3-highgpu-8g`, 8 for `a3-megagpu-8g`; for `a3-ultragpu-8g` and `a4-highgpu-8g` 1, then 8 in one network with
   * the RDMA profile of the one zone in `zones`. @default - none: machines talk over their first interface only
   */
  readonly additionalSubnetIds?: readonly pulumi.Input<string>[];
  /** Machine type of the G2, G4, A2, A3 or A4 series, such as `g2-standard-8`, or an N1 type such as `n1-standard-8`. */
  readonly machineType: string;
  /** Bare name of the GPU, such as `nvidia-tesla-t4`: required for N1. @default - that which the type has built in */
  readonly acceleratorType?: string;
  /** GPUs of a machine: required for N1. @default - those which the type has built in */
  readonly acceleratorCount?: number;
  /** Machines after the first deployment, from 0; left alone afterwards. 0 with `FLEX_START`. @default 0 */
  readonly targetSize?: number;
  /**
   * Most machines, from 1 and `targetSize`. Google Cloud holds a group to it only with a `schedule`; without one it is
   * how many are replaced at once. @default 1
   */
  readonly maxReplicas?: number;
  /**
   * How machines are had: `STANDARD`, on demand or in an ordinary reservation; `SPOT`; `FLEX_START`, queued until all
   * are there and deleted after `maxRunDurationSec`; `RESERVATION_BOUND`, in a reservation that they end with.
   * @default "STANDARD"
   */
  readonly provisioningModel?: ProvisioningModel;
  /**
   * Reservation to run in and nowhere else, `name` or `projects/project/reservations/name` where it is shared: required
   * with `RESERVATION_BOUND`, possible with `STANDARD`. Machine type and GPUs must be the reservation's.
   */
  readonly reservationName?: pulumi.Input<string>;
  /** Seconds that a machine runs, from 600 to 604,800 (7 days): required with `FLEX_START`, refused with others. */
  readonly maxRunDurationSec?: number;
  /** Hours in which machines run. @default - none: machines start by `startCommand` and run until stopped */
  readonly schedule?: GroupSchedule;
  /**
   * Boot image, `projects/…/global/images/…`; a change replaces running machines. @default - Google's Deep Learning VM
   * image with NVIDIA driver 580 (Ubuntu 22.04), or Ubuntu's accelerator image (24.04) for machines with RDMA: the newest
   * when a machine starts
   */
  readonly sourceImage?: pulumi.Input<string>;
  /** Size of the boot disk in GiB, from 100 to 65,536. @default 200 */
  readonly bootDiskGiB?: number;
  /**
   * Resource name of the Cloud KMS key of the boot disk. The Compute Engine service agent must be able to use it before.
   * @default - a key of Google's
   */
  readonly kmsKeyName?: pulumi.Input<string>;
  /**
   * Whether machines start only software that is signed. The NVIDIA driver of the default images is not signed by a key
   * that the firmware knows; with an image whose driver is, such as Container-Optimized OS, set it. @default false
   */
  readonly secureBoot?: boolean;
  /** Labels of machines and disks; a change replaces running machines. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly group?: Partial<compute.RegionInstanceGroupManagerArgs>;
    readonly template?: Partial<compute.RegionInstanceTemplateArgs>;
    readonly autoscaler?: Partial<compute.RegionAutoscalerArgs>;
    readonly serviceAccount?: Partial<serviceaccount.AccountArgs>;
  };
}

/** The inputs with the defaults that are checked. */
type Settings = GpuManagedInstanceGroupArgs &
  Required<
    Pick<GpuManagedInstanceGroupArgs, "additionalSubnetIds" | "bootDiskGiB" | "maxReplicas" | "targetSize"> & {
      provisioningModel: ProvisioningModel;
    }
  >;

/** Throws unless the name and the settings are ones that Compute Engine accepts together. */
export function checkGroupArgs(name: string, settings: Settings, machine: GpuMachine): void {
  const { region, zones, targetSize, maxReplicas, bootDiskGiB, schedule, additionalSubnetIds, machineType } = settings;
  checkAutoName(name, "-autoscaler");
  // Machines are named after the component too, and a hyphen follows.
  checkMatch("name", name, /[^-]$/, "without a hyphen at its end");
  checkMatch("region", region, /^[a-z]+-[a-z]+\d+$/, "a region such as us-central1");
  check(zones.length > 0, "'zones' must hold at least one zone, got none");
  for (const zone of zones)
    checkMatch("zones", zone, new RegExp(`^${region}-[a-z0-9]+$`), `zones of ${region} such as ${region}-a`);
  check(new Set(zones).size === zones.length, `'zones' must differ from each other, got ${zones.join(", ")}`);

  const nics = machine.additionalNics.length;
  check(
    additionalSubnetIds.length === 0 || additionalSubnetIds.length === nics,
    nics === 0
      ? `'additionalSubnetIds' must not be given for ${machineType}, which has one network card`
      : `'additionalSubnetIds' must be none or ${nics} subnets for ${machineType}, got ${additionalSubnetIds.length}`,
  );
  check(
    additionalSubnetIds.length === 0 || zones.length === 1 || !machine.additionalNics.includes("MRDMA"),
    `'zones' must be the one zone of the RDMA network with 'additionalSubnetIds', got ${zones.join(", ")}`,
  );
  checkInteger("targetSize", targetSize, 0);
  checkInteger("maxReplicas", maxReplicas, Math.max(1, targetSize));
  checkInteger("bootDiskGiB", bootDiskGiB, 100, 65_536);
  checkProvisioning(settings, machine);
  if (schedule === undefined) return;
  checkDailyHours("schedule", schedule);
  check(
    secondsBetween(schedule.start, schedule.stop) >= 300,
    `'schedule.stop' must be 5 minutes or more after 'schedule.start', got ${schedule.start} to ${schedule.stop}`,
  );
  if (schedule.minRequiredReplicas !== undefined)
    checkInteger("schedule.minRequiredReplicas", schedule.minRequiredReplicas, targetSize, maxReplicas);
}

function checkProvisioning(settings: Settings, machine: GpuMachine): void {
  const { provisioningModel, reservationName, maxRunDurationSec, targetSize, schedule, machineType } = settings;
  checkOneOf("provisioningModel", provisioningModel, PROVISIONING_MODELS);
  check(
    machine.provisioningModels.includes(provisioningModel),
    `'provisioningModel' must be one of ${machine.provisioningModels.join(", ")} for ${machineType}, ` +
      `got ${provisioningModel}`,
  );
  const flexStart = provisioningModel === "FLEX_START";

  if (provisioningModel === "RESERVATION_BOUND")
    check(reservationName !== undefined, "'reservationName' must be given with 'provisioningModel: RESERVATION_BOUND'");
  else if (provisioningModel !== "STANDARD")
    check(
      reservationName === undefined,
      `'reservationName' must not be given with 'provisioningModel: ${provisioningModel}'`,
    );
  if (typeof reservationName === "string")
    checkMatch(
      "reservationName",
      reservationName,
      /^(projects\/[a-z0-9.:-]+\/reservations\/)?[a-z]([-a-z0-9]*[a-z0-9])?$/,
      "a reservation's name, or projects/…/reservations/…",
    );
  check(
    flexStart === (maxRunDurationSec !== undefined),
    flexStart
      ? "'maxRunDurationSec' must be given with 'provisioningModel: FLEX_START'"
      : `'maxRunDurationSec' must not be given with 'provisioningModel: ${provisioningModel}'`,
  );
  if (maxRunDurationSec !== undefined) checkInteger("maxRunDurationSec", maxRunDurationSec, 600, 604_800);
  check(
    !flexStart || schedule === undefined,
    "'schedule' must not be given with 'provisioningModel: FLEX_START', which takes no autoscaler: " +
      "start machines with 'startCommand', or use SPOT",
  );
  check(
    !flexStart || targetSize === 0,
    `'targetSize' must be 0 with 'provisioningModel: FLEX_START', which starts machines on request, got ${targetSize}`,
  );
}
