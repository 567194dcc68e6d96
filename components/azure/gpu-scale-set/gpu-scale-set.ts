import * as compute from "@pulumi/azure-native/compute/index.js";
import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { GpuPool } from "../../contract.js";
import { physicalName } from "../../shared/names.js";
import { directoryPropagationHooks } from "../directory-propagation.js";
import { gpuVmSize } from "../gpu-vm-sizes.js";
import { checkScaleSetArgs, type GpuScaleSetArgs } from "./gpu-scale-set-args.js";
import { ENTRA_LOGIN_EXTENSION, loginProfile } from "./machine-login.js";
import { createAutoscale } from "./scale-set-autoscale.js";
import { bootImage, defaultImageTakesTrustedLaunch } from "./scale-set-image.js";

export type { GpuScaleSetArgs, Priority } from "./gpu-scale-set-args.js";
export type { ScaleSetSchedule } from "./scale-set-autoscale.js";

/** A host name is a label of RFC 1035, of which a scale set sets the first 15 characters. */
const HOST_PREFIX_CHARS = 15;
const LABEL_CHARS = 63;

/**
 * A pool of GPU machines in one region that starts from `capacity` and grows by its schedule or by `startCommand`. A
 * change of the machines' model is applied to all that run at once, and a new image makes their system disks anew.
 *
 * Its size is set at creation and left alone afterwards. Azure takes the size along with every change of the scale set,
 * and Pulumi sends the one that its state holds: where machines were started since, deploy with `pulumi up --refresh`.
 *
 * Machines have no public address and no open port. People with the role Virtual Machine Administrator Login or Virtual
 * Machine User Login on the resource group sign in through Microsoft Entra ID, from inside the network:
 * `az ssh vm --ip <address>`. What runs on a machine acts as the identity `identityClientId`, which has no role; without
 * naming it, it would be the machine's own, which signs people in.
 *
 * The scale set is of the Uniform kind: the Flexible kind has no system-assigned identity, which signing in needs, and
 * its mix of sizes takes none with GPUs. Without `infiniBand` machines may be in several placement groups.
 *
 * Machines start without Trusted Launch or, where they have it, without Secure Boot: NVIDIA's driver in the default
 * images is not signed.
 *
 * Children: scale set, user-assigned identity; with `schedule` an autoscale setting.
 *
 * @throws RunError for a name, region, size, zones, number of machines, disk or hours out of shape or range; for
 * `infiniBand`, a reservation, Trusted Launch or Secure Boot with a size, priority or image that has none; for a size
 * without an image.
 * @see https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-orchestration-modes
 * @see https://learn.microsoft.com/azure/virtual-machine-scale-sets/instance-mix-overview
 * @see https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-upgrade-policy
 * @see https://learn.microsoft.com/azure/virtual-machine-scale-sets/use-spot
 * @see https://learn.microsoft.com/azure/virtual-machines/azure-hpc-vm-images
 */
export class GpuScaleSet extends pulumi.ComponentResource implements GpuPool {
  readonly cloud = "azure";
  readonly poolId: pulumi.Output<string>;
  readonly startCommand: pulumi.Output<string>;
  /** The scale set's name. */
  readonly scaleSetName: pulumi.Output<string>;
  /** ARM id of the machines' identity. */
  readonly identityId: pulumi.Output<string>;
  /** Object id of the machines' identity in Microsoft Entra ID, to give further roles to. */
  readonly identityPrincipalId: pulumi.Output<string>;
  /** Client id that what runs on the machines names the identity by, such as in `AZURE_CLIENT_ID`. */
  readonly identityClientId: pulumi.Output<string>;

  constructor(name: string, args: GpuScaleSetArgs, opts?: pulumi.ComponentResourceOptions) {
    const {
      transform,
      capacity = 0,
      maxCapacity = 1,
      priority = "Regular",
      zones = [],
      infiniBand = false,
      osDiskGiB = 256,
      encryptionAtHost = true,
      secureBoot = false,
      ...rest
    } = args;
    const { resourceGroupName, location, vmSize, capacityReservationGroupId, imageId, schedule, tags } = rest;
    const size = gpuVmSize(vmSize);
    const trustedLaunch = rest.trustedLaunch ?? (imageId === undefined && defaultImageTakesTrustedLaunch(size));
    const security = { encryptionAtHost, trustedLaunch, secureBoot };
    const settings = { ...rest, capacity, maxCapacity, priority, zones, infiniBand, osDiskGiB, ...security };
    checkScaleSetArgs(name, settings, size);
    super("ai-stack:azure:GpuScaleSet", name, settings, opts);
    const parent = { parent: this };

    const spot = priority === "Spot";
    const { imageReference, driverExtensions } = bootImage(size, imageId);
    const identity = new managedidentity.UserAssignedIdentity(
      `${name}-identity`,
      { resourceGroupName, location, tags, ...transform?.identity },
      parent,
    );
    const scaleSet = new compute.VirtualMachineScaleSet(
      name,
      {
        resourceGroupName,
        location,
        orchestrationMode: "Uniform",
        sku: { name: vmSize, tier: "Standard", capacity },
        zones: zones.length === 0 ? undefined : [...zones],
        singlePlacementGroup: infiniBand,
        // Machines are spread as there is room, and none is refused for want of spread.
        platformFaultDomainCount: 1,
        // Azure would start more GPU machines than asked for and end those that come last.
        overprovision: false,
        upgradePolicy: { mode: compute.UpgradeMode.Automatic },
        // With an autoscale setting Azure replaces nothing by itself.
        spotRestorePolicy: spot && schedule === undefined ? { enabled: true, restoreTimeout: "PT1H" } : undefined,
        identity: {
          type: compute.ResourceIdentityType.SystemAssigned_UserAssigned,
          userAssignedIdentities: [identity.id],
        },
        virtualMachineProfile: {
          priority,
          evictionPolicy: spot ? "Delete" : undefined,
          billingProfile: spot ? { maxPrice: -1 } : undefined,
          capacityReservation:
            capacityReservationGroupId === undefined
              ? undefined
              : { capacityReservationGroup: { id: capacityReservationGroupId } },
          osProfile: loginProfile(physicalName("rfc1035", [name], LABEL_CHARS - HOST_PREFIX_CHARS)),
          storageProfile: {
            imageReference,
            osDisk: {
              createOption: "FromImage",
              caching: compute.CachingTypes.ReadWrite,
              diskSizeGB: osDiskGiB,
              managedDisk: {
                storageAccountType: "Premium_LRS",
                diskEncryptionSet:
                  rest.diskEncryptionSetId === undefined ? undefined : { id: rest.diskEncryptionSetId },
              },
            },
          },
          networkProfile: {
            networkInterfaceConfigurations: [
              {
                name: "nic",
                primary: true,
                enableAcceleratedNetworking: true,
                ipConfigurations: [{ name: "ip", primary: true, subnet: { id: rest.subnetId } }],
              },
            ],
          },
          securityProfile: {
            encryptionAtHost,
            ...(trustedLaunch && {
              securityType: "TrustedLaunch",
              uefiSettings: { vTpmEnabled: true, secureBootEnabled: secureBoot },
            }),
          },
          // Without a storage account Azure keeps them in one of its own.
          diagnosticsProfile: { bootDiagnostics: { enabled: true } },
          extensionProfile: { extensions: [...driverExtensions, ENTRA_LOGIN_EXTENSION] },
        },
        tags,
        ...transform?.scaleSet,
      },
      {
        ...parent,
        ignoreChanges: ["sku.capacity"],
        // Azure refuses to change these, or some of their changes.
        replaceOnChanges: ["singlePlacementGroup", "zones", "virtualMachineProfile.networkProfile"],
        hooks: directoryPropagationHooks(),
        // Machines are waited for until their extensions are there, which may take 90 minutes.
        customTimeouts: { create: "2h", update: "2h", delete: "1h" },
      },
    );

    if (schedule !== undefined)
      createAutoscale(
        name,
        {
          resourceGroupName,
          location,
          scaleSetId: scaleSet.id,
          schedule,
          capacity,
          maxCapacity,
          tags,
          transform: transform?.autoscale,
        },
        parent,
      );

    this.poolId = scaleSet.id;
    this.scaleSetName = scaleSet.name;
    this.identityId = identity.id;
    this.identityPrincipalId = identity.principalId;
    this.identityClientId = identity.clientId;
    this.startCommand = pulumi.interpolate`az vmss scale --resource-group ${resourceGroupName} --name ${scaleSet.name} --new-capacity 1`;
    const { poolId, scaleSetName, identityId, identityPrincipalId, identityClientId, startCommand } = this;
    this.registerOutputs({
      poolId,
      scaleSetName,
      identityId,
      identityPrincipalId,
      identityClientId,
      startCommand,
    });
  }
}
