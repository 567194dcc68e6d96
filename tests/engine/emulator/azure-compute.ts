import { isObject, stringsAt } from "../../support/value-paths.js";
import { byId, guid, hex, isSame, type Kind, live, type Making } from "./azure-kinds.js";
import { addressIn, IN_SUBNET, isForContainerApps, SUBNET } from "./azure-network.js";
import { cannotEncrypt, identitiesOf } from "./azure-roles.js";
import type { Entry } from "./inventory.js";

const DISK_KEYS = "azure-native:compute:DiskEncryptionSet";
const RESERVATIONS = "azure-native:compute:CapacityReservationGroup";
const ENVIRONMENT = "azure-native:app:ManagedEnvironment";
const ENVIRONMENT_STORAGE = "azure-native:app:ManagedEnvironmentsStorage";
const APP = "azure-native:app:ContainerApp";

const MACHINE = "virtualMachineProfile";

/** Machines, and containers without machines. */
export const COMPUTE: Readonly<Record<string, Kind>> = {
  [DISK_KEYS]: {
    id: "<group>/providers/Microsoft.Compute/diskEncryptionSets/<diskEncryptionSetName>",
    outputs: () => ({ lastKeyRotationTimestamp: "2026-11-02T17:00:00Z", provisioningState: "Succeeded" }),
    refers: { "activeKey.sourceVault.id": { to: ["azure-native:keyvault:Vault"] } },
    refuse: (making) =>
      cannotEncrypt(making, stringsAt(making.inputs, "activeKey.keyUrl")[0], identitiesOf(making.inputs)[0]),
  },
  [RESERVATIONS]: {
    id: "<group>/providers/Microsoft.Compute/capacityReservationGroups/<capacityReservationGroupName>",
  },
  "azure-native:compute:CapacityReservation": {
    id: "<group>/providers/Microsoft.Compute/capacityReservationGroups/<capacityReservationGroupName>/capacityReservations/<capacityReservationName>",
    outputs: () => ({ reservationId: guid(), provisioningState: "Succeeded" }),
  },
  "azure-native:compute:VirtualMachineScaleSet": {
    id: "<group>/providers/Microsoft.Compute/virtualMachineScaleSets/<vmScaleSetName>",
    outputs: () => ({ uniqueId: guid(), timeCreated: "2026-11-02T17:00:00Z", provisioningState: "Succeeded" }),
    refers: {
      [`${MACHINE}.networkProfile.networkInterfaceConfigurations[].ipConfigurations[].subnet.id`]: IN_SUBNET,
      [`${MACHINE}.storageProfile.osDisk.managedDisk.diskEncryptionSet.id`]: { to: [DISK_KEYS] },
      [`${MACHINE}.capacityReservation.capacityReservationGroup.id`]: { to: [RESERVATIONS] },
    },
    // https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-orchestration-modes
    fixed: ["orchestrationMode"],
  },
  [ENVIRONMENT]: {
    id: "<group>/providers/Microsoft.App/managedEnvironments/<environmentName>",
    outputs: ({ inputs, contents }) => ({
      defaultDomain: `calmsea-${hex(8)}.${inputs.location}.azurecontainerapps.io`,
      staticIp: addressIn(String(subnetOf(inputs, contents)?.inputs.addressPrefix ?? "203.0.113.0/24"), 16),
      provisioningState: "Succeeded",
    }),
    refers: {
      "vnetConfiguration.infrastructureSubnetId": IN_SUBNET,
    },
    // `x-ms-mutability` of its parts in Microsoft.App 2025-02-02-preview
    fixed: ["vnetConfiguration"],
    refuse: unfitSubnet,
  },
  [ENVIRONMENT_STORAGE]: {
    id: "<group>/providers/Microsoft.App/managedEnvironments/<environmentName>/storages/<storageName>",
  },
  [APP]: {
    id: "<group>/providers/Microsoft.App/containerApps/<containerAppName>",
    outputs: ({ inputs, contents }) => {
      const domain = byId(contents, inputs.environmentId)?.outputs.defaultDomain;
      const revision = revisionOf(String(inputs.containerAppName));
      const { ingress } = isObject(inputs.configuration) ? inputs.configuration : {};
      const own = isObject(ingress) && ingress.external === true ? domain : `internal.${domain}`;
      return {
        ...(isObject(ingress) && { configuration: { ingress: { fqdn: `${inputs.containerAppName}.${own}` } } }),
        latestRevisionName: revision,
        latestReadyRevisionName: revision,
        customDomainVerificationId: hex(64).toUpperCase(),
        provisioningState: "Succeeded",
      };
    },
    updates: {
      latestRevisionName: (old) => revisionOf(String(old).split("--")[0] ?? ""),
      latestReadyRevisionName: (old) => revisionOf(String(old).split("--")[0] ?? ""),
    },
    refers: { environmentId: { to: [ENVIRONMENT], holds: "ManagedEnvironmentInUse" } },
    refuse: unknownPart,
  },
};

function revisionOf(app: string): string {
  return `${app}--${hex(7)}`;
}

function subnetOf(inputs: object, contents: Making["contents"]): Entry | undefined {
  return byId(contents, stringsAt(inputs, "vnetConfiguration.infrastructureSubnetId")[0], [SUBNET]);
}

/** Its subnet is its alone, and delegated to it: https://learn.microsoft.com/azure/container-apps/custom-virtual-networks */
function unfitSubnet({ id, inputs, contents }: Making): string | undefined {
  const subnet = subnetOf(inputs, contents);
  if (subnet === undefined) return undefined;
  if (!isForContainerApps(subnet))
    return `ManagedEnvironmentSubnetDelegationError: ${subnet.id} must be delegated to Microsoft.App/environments`;
  const other = live(contents, [ENVIRONMENT]).find(
    (entry) => !isSame(entry.id, id) && subnetOf(entry.inputs, contents) === subnet,
  );
  return other && `ManagedEnvironmentSubnetInUse: ${subnet.id} is used by ${other.id}`;
}

/** A part of the environment that an app names must be there. */
function unknownPart({ inputs, contents }: Making): string | undefined {
  const environment = byId(contents, inputs.environmentId, [ENVIRONMENT]);
  if (environment === undefined) return undefined;
  const profiles = stringsAt(environment.inputs, "workloadProfiles[].name");
  const { workloadProfileName: profile } = inputs;
  if (profile !== undefined && !profiles.includes(String(profile)))
    return `InvalidWorkloadProfileName: ${environment.id} has no workload profile ${profile}, but ${profiles.join(", ")}`;
  const missing = stringsAt(inputs, "template.volumes[].storageName").find(
    (name) => byId(contents, `${environment.id}/storages/${name}`, [ENVIRONMENT_STORAGE]) === undefined,
  );
  return missing && `ContainerAppInvalidVolumeStorage: ${environment.id} has no storage ${missing}`;
}
