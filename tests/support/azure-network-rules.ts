import { exactlyOne, GLOBAL, type LimitTable, type Rule, repeated } from "./azure-rules.js";
import { type Constraint, outsideLimits } from "./limits.js";
import { isObject, isUndecided, type Properties, places, stringsAt } from "./value-paths.js";

const NETWORK_NAME = { pattern: "[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?" };
const ZONE = { pattern: "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){1,33}", maxLength: 63 };

/** Limits of networks and private DNS that the models say in prose only, or not; sources as of `azure-rules.ts`. */
export const NETWORK_LIMITS: LimitTable = {
  "azure-native:network:VirtualNetwork": {
    virtualNetworkName: { pattern: "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]" },
    // https://learn.microsoft.com/rest/api/virtualnetwork/virtual-networks/create-or-update
    addressSpace: { required: true },
    "addressSpace.addressPrefixes": { required: true, minItems: 1 },
  },
  "azure-native:network:Subnet": { subnetName: NETWORK_NAME, delegations: { maxItems: 1 } },
  "azure-native:network:NetworkSecurityGroup": {
    networkSecurityGroupName: NETWORK_NAME,
    "securityRules[].name": { required: true, ...NETWORK_NAME },
    "securityRules[].priority": { min: 100, max: 4096 },
    "securityRules[].description": { maxLength: 140 },
  },
  // https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource
  "azure-native:network:NatGateway": {
    natGatewayName: NETWORK_NAME,
    idleTimeoutInMinutes: { min: 4, max: 120 },
    publicIpAddresses: { maxItems: 16 },
    zones: { maxItems: 1 },
    sku: { required: true },
  },
  // https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
  "azure-native:network:PublicIPAddress": {
    publicIpAddressName: NETWORK_NAME,
    idleTimeoutInMinutes: { min: 4, max: 30 },
  },
  // A connection without a name: https://github.com/pulumi/pulumi-azure-native/issues/4213
  "azure-native:network:PrivateEndpoint": {
    privateEndpointName: NETWORK_NAME,
    "subnet.id": { required: true },
    ...Object.fromEntries(
      ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"].flatMap(
        (list): [string, Constraint][] => [
          [`${list}[].name`, { required: true, ...NETWORK_NAME }],
          [`${list}[].privateLinkServiceId`, { required: true }],
          [`${list}[].groupIds`, { required: true, minItems: 1, maxItems: 1 }],
        ],
      ),
    ),
  },
  // https://learn.microsoft.com/azure/private-link/private-endpoint-dns: five zones in a group.
  "azure-native:network:PrivateDnsZoneGroup": {
    privateDnsZoneConfigs: { required: true, minItems: 1, maxItems: 5 },
    "privateDnsZoneConfigs[].name": { required: true },
    "privateDnsZoneConfigs[].privateDnsZoneId": { required: true },
  },
  "azure-native:privatedns:PrivateZone": { privateZoneName: ZONE, location: GLOBAL },
  "azure-native:privatedns:VirtualNetworkLink": {
    privateZoneName: ZONE,
    virtualNetworkLinkName: NETWORK_NAME,
    location: GLOBAL,
    "virtualNetwork.id": { required: true },
  },
  "azure-native:privatedns:PrivateRecordSet": {
    privateZoneName: ZONE,
    recordType: { enum: "A|AAAA|CNAME|MX|PTR|SOA|SRV|TXT" },
    ttl: { required: true, min: 1, max: 2_147_483_647 },
  },
};

/** What the documentation says of several properties of networks together. */
export const NETWORK_RULES: Readonly<Record<string, Rule>> = {
  "azure-native:network:VirtualNetwork": (inputs) =>
    ["addressSpace.addressPrefixes[]", "subnets[].addressPrefix"].flatMap((path) => blocksAt(inputs, path)),
  "azure-native:network:Subnet": subnet,
  "azure-native:network:NetworkSecurityGroup": securityGroup,
  "azure-native:network:PublicIPAddress": ({ sku, publicIPAllocationMethod: method }) =>
    isObject(sku) && sku.name === "Standard" && method !== "Static" && !isUndecided(method)
      ? [`publicIPAllocationMethod must be Static with the SKU Standard, got '${method}'`]
      : [],
  "azure-native:network:PrivateEndpoint": privateEndpoint,
  "azure-native:network:PrivateDnsZoneGroup": (inputs) => repeated(inputs, "privateDnsZoneConfigs[].name"),
  "azure-native:privatedns:PrivateRecordSet": recordSet,
};

/** Blocks of addresses that are none, or do not begin at their boundary. */
function blocksAt(inputs: Properties, path: string): string[] {
  return places(inputs, path).flatMap(({ at, value }) => {
    if (typeof value !== "string" || isUndecided(value) || value.includes(":")) return [];
    const [, address = "", length] = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(value) ?? [];
    const bytes = address.split(".").map(Number);
    const number = bytes.reduce((total, byte) => total * 256 + byte, 0);
    const right =
      Number(length) <= 32 && bytes.every((byte) => byte <= 255) && number % 2 ** (32 - Number(length)) === 0;
    return right ? [] : [`${at} must be an IPv4 block that begins at its boundary, got '${value}'`];
  });
}

/**
 * Sources: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq (/2 to /29), and
 * https://learn.microsoft.com/azure/container-apps/custom-virtual-networks for the subnet of Container Apps.
 */
function subnet(inputs: Properties): string[] {
  const problems = ["addressPrefix", "addressPrefixes[]"].flatMap((path) => blocksAt(inputs, path));
  if (!inputs.ipamPoolPrefixAllocations) problems.push(...exactlyOne(inputs, ["addressPrefix", "addressPrefixes"]));
  const apps = stringsAt(inputs, "delegations[].serviceName").includes("Microsoft.App/environments");
  const most = apps ? 27 : 29;
  for (const block of [...stringsAt(inputs, "addressPrefix"), ...stringsAt(inputs, "addressPrefixes[]")])
    if (!block.includes(":") && Number(block.split("/")[1]) > most)
      problems.push(`a subnet${apps ? " of Container Apps" : ""} has /${most} at least, got ${block}`);
  for (const part of ["name", "serviceName"])
    for (const { at, value } of places(inputs, `delegations[].${part}`))
      if (value === undefined) problems.push(`${at} is required`);
  return problems;
}

/** Source: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview */
function securityGroup(inputs: Properties): string[] {
  const problems = repeated(inputs, "securityRules[].name");
  const seen = new Set<string>();
  for (const { at, value } of places(inputs, "securityRules[]")) {
    if (!isObject(value)) continue;
    const place = `${value.direction} ${value.priority}`;
    if (seen.has(place)) problems.push(`${at}.priority must differ in its direction, got ${place} twice`);
    seen.add(place);
    for (const end of ["source", "destination"]) {
      problems.push(...exactlyOne(value, [`${end}PortRange`, `${end}PortRanges`], `${at}: `));
      const addresses = ["AddressPrefix", "AddressPrefixes", "ApplicationSecurityGroups"].map((name) => end + name);
      problems.push(...exactlyOne(value, addresses, `${at}: `));
    }
    for (const ports of ["sourcePortRange", "sourcePortRanges[]", "destinationPortRange", "destinationPortRanges[]"])
      problems.push(
        ...outsideLimits({ [ports]: { pattern: "\\*|\\d{1,5}(-\\d{1,5})?" } }, value).map((p) => `${at}.${p}`),
      );
  }
  return problems;
}

/** Parts of services that have private endpoints: https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
const GROUP_IDS = [
  "account amlregistry amlworkspace azuremonitor blob dfs file Gateway managedEnvironments postgresqlServer queue",
  "registry searchService Sql table vault web",
]
  .join(" ")
  .split(" ");

function privateEndpoint(inputs: Properties): string[] {
  const lists = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"];
  const connections = lists.flatMap((list) => places(inputs, `${list}[]`));
  const groups = lists.flatMap((list) => stringsAt(inputs, `${list}[].groupIds[]`));
  return [
    ...(connections.length === 1 || lists.some((list) => isUndecided(inputs[list]))
      ? []
      : [`exactly one connection is required, got ${connections.length}`]),
    ...groups
      .filter((group) => !GROUP_IDS.includes(group))
      .map((group) => `groupIds must be one of ${GROUP_IDS.join(", ")}, got '${group}'`),
  ];
}

const RECORDS: Readonly<Record<string, string>> = {
  A: "aRecords",
  AAAA: "aaaaRecords",
  CNAME: "cnameRecord",
  MX: "mxRecords",
  PTR: "ptrRecords",
  SOA: "soaRecord",
  SRV: "srvRecords",
  TXT: "txtRecords",
};

function recordSet(inputs: Properties): string[] {
  const wanted = RECORDS[String(inputs.recordType)];
  if (wanted === undefined) return [];
  const given = Object.values(RECORDS).filter((name) => inputs[name] !== undefined);
  return given.length === 1 && given[0] === wanted
    ? []
    : [`a record set of the type ${inputs.recordType} must have ${wanted}, got ${given.join(", ") || "none"}`];
}
