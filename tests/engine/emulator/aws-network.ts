import type { Properties } from "../../support/value-paths.js";
import { blockOf, ec2, hex, type Kind, LOG_GROUP, type Making, named } from "./aws-kinds.js";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
const ADDRESS = "aws:ec2/eip:Eip";
const VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
/** What an id of a security group may mean: one of its own, or the default of a VPC. */
export const SECURITY_GROUPS = [SECURITY_GROUP, VPC];

const securityGroupRule: Kind = {
  make: ec2("sgr", "security-group-rule", (_, id) => ({ securityGroupRuleId: id })),
  refers: {
    securityGroupId: { to: SECURITY_GROUPS },
    referencedSecurityGroupId: { to: SECURITY_GROUPS, holds: true },
  },
  unique: ({
    securityGroupId,
    ipProtocol,
    fromPort,
    toPort,
    cidrIpv4,
    cidrIpv6,
    prefixListId,
    referencedSecurityGroupId,
  }) =>
    JSON.stringify([
      securityGroupId,
      ipProtocol,
      fromPort,
      toPort,
      cidrIpv4 ?? cidrIpv6 ?? prefixListId ?? referencedSecurityGroupId,
    ]),
};

export const NETWORK: Readonly<Record<string, Kind>> = {
  [VPC]: {
    make: ec2("vpc", "vpc", () => {
      const routeTable = `rtb-${hex(17)}`;
      return {
        defaultNetworkAclId: `acl-${hex(17)}`,
        defaultRouteTableId: routeTable,
        defaultSecurityGroupId: `sg-${hex(17)}`,
        dhcpOptionsId: `dopt-${hex(17)}`,
        mainRouteTableId: routeTable,
      };
    }),
  },
  [SUBNET]: {
    make: ec2("subnet", "subnet"),
    refers: { vpcId: { to: [VPC], holds: true } },
    refuse: subnetConflict,
  },
  [ROUTE_TABLE]: { make: ec2("rtb", "route-table"), refers: { vpcId: { to: [VPC], holds: true } } },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    make: () => ({ id: `rtbassoc-${hex(17)}` }),
    refers: { subnetId: { to: [SUBNET] }, routeTableId: { to: [ROUTE_TABLE], holds: true } },
    unique: ({ subnetId, gatewayId }) => String(subnetId ?? gatewayId),
  },
  "aws:ec2/route:Route": {
    make: ({ inputs }) => ({ id: `r-${inputs.routeTableId}${hex(10)}`, state: "active", origin: "CreateRoute" }),
    refers: {
      routeTableId: { to: [ROUTE_TABLE] },
      gatewayId: { to: [INTERNET_GATEWAY] },
      natGatewayId: { to: [NAT_GATEWAY] },
    },
    unique: ({ routeTableId, destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId }) =>
      `${routeTableId} ${destinationCidrBlock ?? destinationIpv6CidrBlock ?? destinationPrefixListId}`,
  },
  [ADDRESS]: {
    make: ec2("eipalloc", "elastic-ip", (_, id) => ({
      allocationId: id,
      publicIp: `203.0.113.${Number.parseInt(hex(2), 16)}`,
    })),
  },
  [NAT_GATEWAY]: {
    make: ec2("nat", "natgateway", ({ inputs, contents }) => ({
      networkInterfaceId: `eni-${hex(17)}`,
      publicIp: named(contents, inputs, "allocationId", [ADDRESS])[0]?.outputs.publicIp,
    })),
    refers: { subnetId: { to: [SUBNET], holds: true }, allocationId: { to: [ADDRESS], holds: true } },
    // Resource.AlreadyAssociated: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
    unique: ({ allocationId }) => allocationId as string | undefined,
    refuse: ({ inputs, contents }) => {
      if (inputs.connectivityType === "private") return undefined;
      const [subnet] = named(contents, inputs, "subnetId", [SUBNET]);
      const vpcId = subnet?.inputs.vpcId;
      return contents.entries.some(({ type, inputs }) => type === INTERNET_GATEWAY && inputs.vpcId === vpcId)
        ? undefined
        : `Gateway.NotAttached: Network ${vpcId} has no Internet gateway attached`;
    },
  },
  [INTERNET_GATEWAY]: {
    make: ec2("igw", "internet-gateway"),
    refers: { vpcId: { to: [VPC], holds: true } },
    unique: ({ vpcId }) => (vpcId === undefined ? undefined : String(vpcId)),
    refuseDeletion: ({ inputs: { vpcId } }, contents) =>
      contents.entries.some(
        ({ type, inputs, kept }) =>
          type === NAT_GATEWAY &&
          kept === undefined &&
          inputs.allocationId !== undefined &&
          named(contents, inputs, "subnetId", [SUBNET]).some((subnet) => subnet.inputs.vpcId === vpcId),
      )
        ? `DependencyViolation: Network ${vpcId} has some mapped public address(es)`
        : undefined,
  },
  [VPC_ENDPOINT]: {
    make: ec2("vpce", "vpc-endpoint", ({ inputs }, id) => ({
      state: "available",
      ...(inputs.vpcEndpointType === "Interface"
        ? { dnsEntries: [{ dnsName: `${id}.vpce.amazonaws.com`, hostedZoneId: `Z${hex(13).toUpperCase()}` }] }
        : { prefixListId: `pl-${hex(8)}`, cidrBlocks: [] }),
    })),
    refers: {
      vpcId: { to: [VPC], holds: true },
      "subnetIds[]": { to: [SUBNET], holds: true },
      "securityGroupIds[]": { to: SECURITY_GROUPS, holds: true },
      "routeTableIds[]": { to: [ROUTE_TABLE] },
    },
    unique: ({ vpcEndpointType = "Gateway", vpcId, serviceName, privateDnsEnabled, routeTableIds }) =>
      vpcEndpointType === "Gateway"
        ? JSON.stringify([vpcId, serviceName, routeTableIds])
        : privateDnsEnabled === true
          ? `private DNS of ${vpcId} ${serviceName}`
          : undefined,
    refuse: privateDns,
  },
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": {
    make: () => ({ id: `a-${hex(17)}` }),
    refers: { vpcEndpointId: { to: [VPC_ENDPOINT] }, routeTableId: { to: [ROUTE_TABLE] } },
    unique: ({ vpcEndpointId, routeTableId }) => `${vpcEndpointId} ${routeTableId}`,
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    setting: true,
    make: ({ inputs, contents }) => ({
      id: String(named(contents, inputs, "vpcId", [VPC])[0]?.outputs.defaultSecurityGroupId),
      name: "default",
    }),
    refers: { vpcId: { to: [VPC] } },
  },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": {
    setting: true,
    make: ({ inputs }) => ({ id: String(inputs.defaultRouteTableId) }),
  },
  [SECURITY_GROUP]: {
    named: { input: "name", prefix: "namePrefix" },
    make: ec2("sg", "security-group"),
    refers: { vpcId: { to: [VPC], holds: true } },
    unique: ({ vpcId, name }) => `${vpcId} ${String(name).toLowerCase()}`,
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:ec2/flowLog:FlowLog": {
    make: ec2("fl", "vpc-flow-log"),
    refers: {
      vpcId: { to: [VPC] },
      subnetId: { to: [SUBNET] },
      iamRoleArn: { to: ["aws:iam/role:Role"] },
      logDestination: { to: [LOG_GROUP, "aws:s3/bucket:Bucket"] },
    },
  },
};

function subnetConflict({ inputs, region, contents }: Making): string | undefined {
  const { cidrBlock, availabilityZone } = inputs;
  if (availabilityZone !== undefined && !["a", "b", "c"].some((zone) => availabilityZone === `${region}${zone}`))
    return `InvalidParameterValue: ${availabilityZone} is no zone of ${region}`;
  const [vpc] = named(contents, inputs, "vpcId", [VPC]);
  if (typeof cidrBlock !== "string" || vpc === undefined) return undefined;
  const own = blockOf(cidrBlock);
  const whole = blockOf(String(vpc.inputs.cidrBlock));
  if (own.first < whole.first || own.last > whole.last)
    return `InvalidSubnet.Range: ${cidrBlock} is not in ${vpc.inputs.cidrBlock}`;
  const other = contents.entries.find(({ type, inputs: { vpcId, cidrBlock } }) => {
    if (type !== SUBNET || vpcId !== inputs.vpcId) return false;
    const block = blockOf(String(cidrBlock));
    return block.first <= own.last && own.first <= block.last;
  });
  return other && `InvalidSubnet.Conflict: ${cidrBlock} conflicts with ${other.id}`;
}

function privateDns({ inputs, contents }: Making): string | undefined {
  if (inputs.privateDnsEnabled !== true) return undefined;
  const [vpc] = named(contents, inputs, "vpcId", [VPC]);
  const settings: Properties = vpc?.inputs ?? {};
  return settings.enableDnsHostnames === true && settings.enableDnsSupport !== false
    ? undefined
    : `InvalidParameter: private DNS needs enableDnsSupport and enableDnsHostnames of ${vpc?.id}`;
}
