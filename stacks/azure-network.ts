import type { Settings } from "./config.js";

/**
 * What is wrong with the network of an Azure stack.
 *
 * @param containerApps names of the endpoints on Container Apps
 */
export function networkErrors(settings: Settings, containerApps: readonly string[]): string[] {
  return [
    ...missingSubnet(settings, containerApps),
    ...unfitSubnets(settings),
    ...reservedAddresses(settings, containerApps),
  ];
}

/** An existing network without a subnet for the Container Apps that the endpoints need. */
function missingSubnet({ network }: Settings, containerApps: readonly string[]): string[] {
  if (network?.existing === undefined || network.existing.azure?.containerAppsSubnetId !== undefined) return [];
  if (containerApps.length === 0) return [];
  return [
    "ai-stack:network.existing.containerAppsSubnetId: missing; must be given for " +
      `${containerApps.map((name) => `endpoints.${name}`).join(", ")} on Container Apps`,
  ];
}

/** Subnets of an existing network that are not in it, and one of Container Apps, which holds nothing else, that is shared. */
function unfitSubnets({ network }: Settings): string[] {
  if (network?.existing === undefined) return [];
  const { networkId, subnetIds, azure } = network.existing;
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase(); // ARM ids have no case
  const subnets = {
    machinesSubnetId: subnetIds[0],
    privateEndpointSubnetId: azure?.privateEndpointSubnetId,
    containerAppsSubnetId: azure?.containerAppsSubnetId,
  };
  const { containerAppsSubnetId: apps, ...others } = subnets;
  const elsewhere = Object.entries(subnets).flatMap(([key, id]) =>
    id === undefined || same(id.replace(/\/subnets\/[^/]+$/i, ""), networkId)
      ? []
      : [`ai-stack:network.existing.${key}: must be a subnet of virtualNetworkId, ${networkId}/subnets/…, got "${id}"`],
  );
  const shared = Object.entries(others).flatMap(([key, id]) =>
    id === undefined || apps === undefined || !same(id, apps)
      ? []
      : [
          `ai-stack:network.existing.containerAppsSubnetId: must differ from ${key}: Container Apps needs a subnet of ` +
            `its own, got "${apps}"`,
        ],
  );
  return [...elsewhere, ...shared];
}

/**
 * A network in addresses that Container Apps keeps for itself. Blocks are /16 to /24, so one is in them or outside.
 *
 * @see https://learn.microsoft.com/azure/container-apps/custom-virtual-networks#subnet-address-range-restrictions
 */
function reservedAddresses({ network }: Settings, containerApps: readonly string[]): string[] {
  if (network?.cidr === undefined || !/^172\.3[01]\./.test(network.cidr)) return [];
  if (containerApps.length === 0) return [];
  return [
    `ai-stack:network.cidr: must be outside 172.30.0.0/15, which Container Apps keeps for itself, for ` +
      `${containerApps.map((name) => `endpoints.${name}`).join(", ")}; such as 10.20.0.0/16, got "${network.cidr}"`,
  ];
}
