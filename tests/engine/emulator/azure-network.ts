import { isObject, stringsAt } from "../../support/value-paths.js";
import { blockOf } from "./aws-kinds.js";
import { byId, guid, isSame, type Kind, live, lockOn, type Making } from "./azure-kinds.js";

const NETWORK = "azure-native:network:VirtualNetwork";
export const SUBNET = "azure-native:network:Subnet";
const SECURITY_GROUP = "azure-native:network:NetworkSecurityGroup";
const NAT = "azure-native:network:NatGateway";
const ADDRESS = "azure-native:network:PublicIPAddress";
export const PRIVATE_ENDPOINT = "azure-native:network:PrivateEndpoint";
const ZONE = "azure-native:privatedns:PrivateZone";
const LINK = "azure-native:privatedns:VirtualNetworkLink";

/** Subnets that are in use cannot be deleted: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet */
export const IN_SUBNET = { to: [SUBNET], holds: "InUseSubnetCannotBeDeleted" };

/** The type that a subnet is delegated to for Container Apps. */
const CONTAINER_APPS = "Microsoft.App/environments";

export const NETWORKS: Readonly<Record<string, Kind>> = {
  [NETWORK]: {
    id: "<group>/providers/Microsoft.Network/virtualNetworks/<virtualNetworkName>",
    outputs: () => ({ resourceGuid: guid(), provisioningState: "Succeeded" }),
    refuse: stranded,
  },
  [SUBNET]: {
    id: "<group>/providers/Microsoft.Network/virtualNetworks/<virtualNetworkName>/subnets/<subnetName>",
    outputs: () => ({ provisioningState: "Succeeded" }),
    refers: {
      "networkSecurityGroup.id": { to: [SECURITY_GROUP], holds: "InUseNetworkSecurityGroupCannotBeDeleted" },
      "natGateway.id": { to: [NAT], holds: "InUseNatGatewayCannotBeDeleted" },
    },
    refuse: (making) => outside(making) ?? overlap(making),
  },
  [SECURITY_GROUP]: {
    id: "<group>/providers/Microsoft.Network/networkSecurityGroups/<networkSecurityGroupName>",
    outputs: () => ({ resourceGuid: guid(), defaultSecurityRules: [], provisioningState: "Succeeded" }),
  },
  [NAT]: {
    id: "<group>/providers/Microsoft.Network/natGateways/<natGatewayName>",
    outputs: () => ({ resourceGuid: guid(), provisioningState: "Succeeded" }),
    refers: { "publicIpAddresses[].id": { to: [ADDRESS], holds: "PublicIPAddressCannotBeDeleted" } },
  },
  [ADDRESS]: {
    id: "<group>/providers/Microsoft.Network/publicIPAddresses/<publicIpAddressName>",
    outputs: () => ({ ipAddress: "203.0.113.10", resourceGuid: guid(), provisioningState: "Succeeded" }),
  },
  [PRIVATE_ENDPOINT]: {
    id: "<group>/providers/Microsoft.Network/privateEndpoints/<privateEndpointName>",
    outputs: ({ id }) => ({
      networkInterfaces: [
        { id: `${id.replace("/privateEndpoints/", "/networkInterfaces/")}.nic.${crypto.randomUUID()}` },
      ],
      customDnsConfigs: [],
      provisioningState: "Succeeded",
    }),
    refers: {
      "subnet.id": IN_SUBNET,
      "privateLinkServiceConnections[].privateLinkServiceId": { to: [] },
    },
    // It would take a connection of what is locked along.
    refuseDeletion: ({ inputs }, contents) =>
      lockOn(contents, String(stringsAt(inputs, "privateLinkServiceConnections[].privateLinkServiceId")[0])),
  },
  "azure-native:network:PrivateDnsZoneGroup": {
    id: "<group>/providers/Microsoft.Network/privateEndpoints/<privateEndpointName>/privateDnsZoneGroups/<privateDnsZoneGroupName>",
    outputs: () => ({ provisioningState: "Succeeded" }),
    refers: { "privateDnsZoneConfigs[].privateDnsZoneId": { to: [ZONE] } },
  },
  [ZONE]: {
    id: "<group>/providers/Microsoft.Network/privateDnsZones/<privateZoneName>",
    outputs: () => ({ numberOfRecordSets: 1, numberOfVirtualNetworkLinks: 0, provisioningState: "Succeeded" }),
    refuseDeletion: ({ id }, contents) =>
      live(contents, [LINK]).some((link) => isSame(zoneOf(link.id), id))
        ? `CannotDeleteResource: Can not delete zone ${id} because it has links to virtual networks`
        : undefined,
  },
  [LINK]: {
    id: "<group>/providers/Microsoft.Network/privateDnsZones/<privateZoneName>/virtualNetworkLinks/<virtualNetworkLinkName>",
    outputs: () => ({ virtualNetworkLinkState: "Completed", provisioningState: "Succeeded" }),
    refers: { "virtualNetwork.id": { to: [NETWORK] } },
    // https://learn.microsoft.com/cli/azure/network/private-dns/link/vnet: an update takes registration, resolution, tags
    fixed: ["virtualNetwork"],
    refuse: linkedTwice,
  },
  "azure-native:privatedns:PrivateRecordSet": {
    id: "<group>/providers/Microsoft.Network/privateDnsZones/<privateZoneName>/<recordType>/<relativeRecordSetName>",
    outputs: ({ inputs }) => ({
      fqdn: `${inputs.relativeRecordSetName}.${inputs.privateZoneName}.`.replace(/^@\./, ""),
      isAutoRegistered: false,
    }),
  },
};

/** The address at a place in a subnet: Azure keeps the first four for itself. */
export function addressIn(cidr: string, place: number): string {
  const address = blockOf(cidr).first + place;
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");
}

/** Whether a subnet is delegated to Container Apps. */
export function isForContainerApps(subnet: { readonly inputs: object }): boolean {
  return stringsAt(subnet.inputs, "delegations[].serviceName").includes(CONTAINER_APPS);
}

function zoneOf(linkId: string): string {
  return linkId.replace(/\/virtualNetworkLinks\/.*$/i, "");
}

/** A network looks a name up in one zone: https://learn.microsoft.com/azure/dns/private-dns-virtual-network-links */
function linkedTwice({ id, inputs, contents }: Making): string | undefined {
  const [network = ""] = stringsAt(inputs, "virtualNetwork.id");
  const other = live(contents, [LINK]).find(
    (link) =>
      !isSame(link.id, id) &&
      link.inputs.privateZoneName === inputs.privateZoneName &&
      isSame(stringsAt(link.inputs, "virtualNetwork.id")[0] ?? "", network),
  );
  return (
    other &&
    `BadRequest: ${network} cannot be linked to multiple zones of the name ${inputs.privateZoneName}: ${other.id}`
  );
}

/** Addresses that subnets have stay: https://learn.microsoft.com/azure/virtual-network/manage-virtual-network */
function stranded({ id, inputs, contents }: Making): string | undefined {
  const spaces = stringsAt(inputs, "addressSpace.addressPrefixes[]").map(blockOf);
  const subnet = live(contents, [SUBNET]).find((each) => {
    if (!isSame(parentOf(each.id), id)) return false;
    const { first, last } = blockOf(String(each.inputs.addressPrefix));
    return !spaces.some((space) => space.first <= first && last <= space.last);
  });
  return subnet && `InUsePrefixCannotBeDeleted: addresses of ${id} are in use by ${subnet.id}`;
}

/** A subnet lies in its network's addresses. */
function outside({ id, inputs, contents }: Making): string | undefined {
  const network = byId(contents, id.replace(/\/subnets\/[^/]+$/i, ""));
  const spaces = isObject(network?.inputs)
    ? stringsAt(network.inputs, "addressSpace.addressPrefixes[]").map(blockOf)
    : [];
  const stray = stringsAt(inputs, "addressPrefix").find((range) => {
    const { first, last } = blockOf(range);
    return !spaces.some((space) => space.first <= first && last <= space.last);
  });
  return stray && `NetcfgSubnetRangeOutsideVnet: Subnet ${id} is not valid because its range ${stray} is outside`;
}

/** Subnets of a network share no addresses. */
function overlap({ id, inputs, contents }: Making): string | undefined {
  for (const range of stringsAt(inputs, "addressPrefix")) {
    const { first, last } = blockOf(range);
    const other = live(contents, [SUBNET]).find((subnet) => {
      if (isSame(subnet.id, id) || !isSame(parentOf(subnet.id), parentOf(id))) return false;
      const block = blockOf(String(subnet.inputs.addressPrefix));
      return block.first <= last && first <= block.last;
    });
    if (other !== undefined) return `NetcfgSubnetRangesOverlap: ${range} of ${id} overlaps with ${other.id}`;
  }
  return undefined;
}

function parentOf(subnetId: string): string {
  return subnetId.replace(/\/subnets\/[^/]+$/i, "");
}
