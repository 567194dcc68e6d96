import type * as compute from "@pulumi/azure-native/compute/index.js";
import type * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import type * as monitor from "@pulumi/azure-native/monitor/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { type GpuVmSize, gpuVmSizes } from "../gpu-vm-sizes.js";
import { LOCATION } from "../location.js";
import { checkScaleSetSchedule, type ScaleSetSchedule } from "./scale-set-autoscale.js";
import { defaultImageTakesTrustedLaunch } from "./scale-set-image.js";

const PRIORITIES = ["Regular", "Spot"] as const;

/** How Azure gives a scale set its machines. */
export type Priority = (typeof PRIORITIES)[number];

/** Inputs of `GpuScaleSet`. */
export interface GpuScaleSetArgs {
  /** Name of the resource group of everything in it. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Region, such as `swedencentral`. */
  readonly location: string;
  /**
   * Private subnet that machines start in, `<network>/subnets/<subnet>`, in the same region, with a way to the internet:
   * over HTTPS for what lets people sign in, and for an A10's driver and the packages that it is built with.
   */
  readonly subnetId: pulumi.Input<string>;
  /**
   * VM size with whole GPUs, such as `Standard_NC24ads_A100_v4`: T4, A10, RTX PRO 6000, A100, H100, H200 or MI300X.
   */
  readonly vmSize: string;
  /** Machines after the first deployment, from 0; left alone afterwards. @default 0 */
  readonly capacity?: number;
  /**
   * Most machines, from 1 and `capacity`, to 1,000, with `infiniBand` to 100. Azure holds a scale set to it only with a
   * `schedule`. @default 1
   */
  readonly maxCapacity?: number;
  /**
   * `Regular`, on demand or in a capacity reservation; `Spot`, which Azure takes back when it needs the room, at most at
   * the price on demand. Without a `schedule` Azure tries for an hour to replace what it took.
   * @default "Regular"
   */
  readonly priority?: Priority;
  /**
   * ARM id of the capacity reservation group that machines run in; its reservation is for `vmSize`. Azure reserves T4,
   * A10 and the A100 of the NC series, and none as `Spot`. @default - none
   */
  readonly capacityReservationGroupId?: pulumi.Input<string>;
  /**
   * Availability zones that offer the size, `1` to `3`, each once; with `infiniBand` one at most. A change replaces the
   * scale set. @default - none: anywhere in the region
   */
  readonly zones?: readonly string[];
  /**
   * Whether machines are placed together, on one InfiniBand network: sizes of the ND series only. A change replaces the
   * scale set. @default false
   */
  readonly infiniBand?: boolean;
  /** Hours in which machines run. @default - none: machines start by `startCommand` and run until stopped */
  readonly schedule?: ScaleSetSchedule;
  /**
   * ARM id of an image version of Linux, `…/galleries/<gallery>/images/<image>/versions/<version>`, that holds the
   * driver; a change renews the disks of running machines. Required for the RTX PRO 6000. @default - Azure's HPC image
   * (Ubuntu 24.04, with NVIDIA's driver or ROCm); for the A10 Ubuntu Server 22.04, on which an extension installs
   * NVIDIA's vGPU driver: the newest when a machine starts
   */
  readonly imageId?: pulumi.Input<string>;
  /** Size of the system disk (Premium SSD) in GiB, from 128 to 1,023. The HPC image takes about 60. @default 256 */
  readonly osDiskGiB?: number;
  /** ARM id of the disk encryption set of the system disk. @default - a key of Microsoft's */
  readonly diskEncryptionSetId?: pulumi.Input<string>;
  /**
   * Whether the host encrypts temporary disks and caches too. The subscription must have the feature
   * `Microsoft.Compute/EncryptionAtHost`. @default true
   */
  readonly encryptionAtHost?: boolean;
  /**
   * Whether machines are of the security type Trusted Launch, with a virtual TPM. Azure's HPC image does not run with it;
   * an `imageId` whose image definition says `TrustedLaunchSupported` does, but for some sizes of the ND series.
   * @default - true for the A10's default image, false for others
   */
  readonly trustedLaunch?: boolean;
  /**
   * Whether machines start only software that is signed. NVIDIA's driver is not, in the default images: it takes
   * `trustedLaunch` and an `imageId` whose driver is. @default false
   */
  readonly secureBoot?: boolean;
  /** Tags of everything that takes them, machines and disks among them. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly scaleSet?: Partial<compute.VirtualMachineScaleSetArgs>;
    readonly autoscale?: Partial<monitor.AutoscaleSettingArgs>;
    readonly identity?: Partial<managedidentity.UserAssignedIdentityArgs>;
  };
}

/** The inputs with the defaults that are checked. */
type Settings = Omit<GpuScaleSetArgs, "transform"> &
  Required<
    Pick<
      GpuScaleSetArgs,
      "capacity" | "maxCapacity" | "priority" | "zones" | "infiniBand" | "osDiskGiB" | "trustedLaunch" | "secureBoot"
    >
  >;

/** Throws unless the name and the settings are ones that Azure accepts together. */
export function checkScaleSetArgs(name: string, settings: Settings, size: GpuVmSize): void {
  const { location, capacity, maxCapacity, priority, zones, infiniBand, osDiskGiB, schedule, vmSize } = settings;
  // Of the 64 characters of a scale set's name the random ending takes 8.
  checkMatch(
    "name",
    name,
    /^[a-zA-Z0-9][a-zA-Z0-9-]{0,55}$/,
    "up to 56 letters, digits and hyphens that begin with a letter or digit",
  );
  checkMatch("location", location, LOCATION.pattern, LOCATION.shape);
  check(
    !infiniBand || size.infiniBand,
    `'infiniBand' must go with a size of ${gpuVmSizes((other) => other.infiniBand).join(", ")}, got ${vmSize}`,
  );
  checkInteger("capacity", capacity, 0);
  checkInteger("maxCapacity", maxCapacity, Math.max(1, capacity), infiniBand ? 100 : 1000);
  for (const zone of zones) checkOneOf("zones", zone, ["1", "2", "3"]);
  check(new Set(zones).size === zones.length, `'zones' must differ from each other, got ${zones.join(", ")}`);
  check(
    !infiniBand || zones.length <= 1,
    `'zones' must be one zone at most with 'infiniBand', whose machines are together, got ${zones.join(", ")}`,
  );
  checkInteger("osDiskGiB", osDiskGiB, 128, 1023);
  checkOneOf("priority", priority, PRIORITIES);
  checkReservation(settings, size);
  checkImage(settings, size);
  if (schedule !== undefined) checkScaleSetSchedule(schedule, { capacity, maxCapacity });
}

function checkReservation({ capacityReservationGroupId, priority, vmSize }: Settings, size: GpuVmSize): void {
  if (capacityReservationGroupId === undefined) return;
  check(
    priority === "Regular",
    `'capacityReservationGroupId' must not be given with 'priority: ${priority}', which Azure does not reserve`,
  );
  check(
    size.reservation,
    `'capacityReservationGroupId' must go with a size that Azure reserves, ` +
      `${gpuVmSizes((other) => other.reservation).join(", ")}, got ${vmSize}`,
  );
  if (typeof capacityReservationGroupId === "string")
    checkMatch(
      "capacityReservationGroupId",
      capacityReservationGroupId,
      /^\/subscriptions\/.+\/capacityReservationGroups\/[^/]+$/i,
      "the ARM id of a capacity reservation group",
    );
}

function checkImage({ imageId, trustedLaunch, secureBoot, vmSize }: Settings, size: GpuVmSize): void {
  check(
    imageId !== undefined || size.defaultImage,
    `'imageId' must be given for ${vmSize}: Azure has no image with its driver`,
  );
  if (typeof imageId === "string")
    checkMatch(
      "imageId",
      imageId,
      /^\/subscriptions\/.+\/images\/[^/]+\/versions\/[^/]+$/i,
      "the ARM id of an image version in a gallery, …/images/<image>/versions/<version>",
    );
  check(
    !trustedLaunch || size.trustedLaunch,
    `'trustedLaunch' must be false for ${vmSize}, which does not support it, got true`,
  );
  check(
    !trustedLaunch || imageId !== undefined || defaultImageTakesTrustedLaunch(size),
    `'trustedLaunch' must go with an 'imageId' for ${vmSize}: Azure's HPC image does not run with it`,
  );
  check(
    !secureBoot || (trustedLaunch && imageId !== undefined),
    "'secureBoot' must go with 'trustedLaunch' and an 'imageId' whose driver is signed",
  );
}
