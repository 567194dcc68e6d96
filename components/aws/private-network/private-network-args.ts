import type * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import type * as ec2 from "@pulumi/aws/ec2/index.js";
import type * as iam from "@pulumi/aws/iam/index.js";
import type * as vpc from "@pulumi/aws/vpc/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { checkCidr } from "./subnet-cidrs.js";

const NAT_MODES = ["none", "single", "per-zone"] as const;

/**
 * Days that CloudWatch Logs can keep events for (API model of botocore 1.44.5).
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Which zones have a NAT gateway, the private subnets' only way to the internet. */
export type NatMode = (typeof NAT_MODES)[number];

/** A network that is used as it is. */
export interface ExistingNetwork {
  readonly vpcId: pulumi.Input<string>;
  /** Ids of private subnets, in different zones. */
  readonly privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** Inputs of `PrivateNetwork`. */
export interface PrivateNetworkArgs {
  /** The VPC's address block: private IPv4 (RFC 1918), /16 to /24, not in 172.17.0.0/16. @default "10.20.0.0/16" */
  readonly cidr?: string;
  /**
   * How many zones, 2 or 3: the region's first, and what it gives first stays; or the names of 2 or 3, such as
   * `us-east-1b`, where a machine type is not in every zone. @default 2
   */
  readonly zones?: number | readonly string[];
  /** `none`, `single` (in the first zone) or `per-zone`, which a zone's outage leaves standing. @default "single" */
  readonly nat?: NatMode;
  /**
   * Services to reach without the internet, by the ends of their endpoints' names: `sagemaker.api`, `ecr.dkr`, `logs`;
   * and `sagemaker.studio`, `sagemaker.notebook`, `sagemaker.experiments`. Each costs by the hour and zone; not every
   * region and zone has each. @default - none
   */
  readonly interfaceEndpoints?: readonly string[];
  /** Days that flow logs are kept, one of those that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60 … @default 30 */
  readonly flowLogRetentionDays?: number;
  /** ARN of the KMS key of the flow logs; its policy must let CloudWatch Logs use it. @default - AWS's own key */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** A network to use instead of a new one: nothing is made, and the arguments above but `kmsKeyArn` are refused. */
  readonly existing?: ExistingNetwork;
  /** Tags of everything that takes tags. What EC2 shows by tag also gets its resource's name as `Name`. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args; those in the plural apply to each of the children. */
  readonly transform?: PrivateNetworkTransform;
}

/** Overrides of the args of a network's children. */
export interface PrivateNetworkTransform {
  readonly vpc?: Partial<ec2.VpcArgs>;
  readonly defaultSecurityGroup?: Partial<ec2.DefaultSecurityGroupArgs>;
  readonly privateSubnets?: Partial<ec2.SubnetArgs>;
  readonly privateRouteTables?: Partial<ec2.RouteTableArgs>;
  readonly privateRoutes?: Partial<ec2.RouteArgs>;
  readonly internetGateway?: Partial<ec2.InternetGatewayArgs>;
  readonly publicRouteTable?: Partial<ec2.RouteTableArgs>;
  readonly publicRoute?: Partial<ec2.RouteArgs>;
  readonly publicSubnets?: Partial<ec2.SubnetArgs>;
  readonly elasticIps?: Partial<ec2.EipArgs>;
  readonly natGateways?: Partial<ec2.NatGatewayArgs>;
  readonly s3Endpoint?: Partial<ec2.VpcEndpointArgs>;
  /** By the service's name in `interfaceEndpoints`, e.g. to leave out the subnet of a zone without the service. */
  readonly interfaceEndpoints?: Readonly<Record<string, Partial<ec2.VpcEndpointArgs>>>;
  readonly endpointSecurityGroup?: Partial<ec2.SecurityGroupArgs>;
  readonly endpointIngress?: Partial<vpc.SecurityGroupIngressRuleArgs>;
  readonly logGroup?: Partial<cloudwatch.LogGroupArgs>;
  readonly logRole?: Partial<iam.RoleArgs>;
  readonly logPolicy?: Partial<iam.RolePolicyArgs>;
  readonly flowLog?: Partial<ec2.FlowLogArgs>;
}

/** What decides the structure of a new network. */
export type NetworkSettings = Required<
  Pick<PrivateNetworkArgs, "cidr" | "zones" | "nat" | "interfaceEndpoints" | "flowLogRetentionDays">
>;

/** Throws unless a network can be made of `settings`. */
export function checkNetwork(settings: NetworkSettings): void {
  const { cidr, zones, nat, interfaceEndpoints, flowLogRetentionDays } = settings;
  checkCidr("cidr", cidr);
  if (typeof zones === "number") checkInteger("zones", zones, 2, 3);
  else checkZoneNames(zones);
  checkOneOf("nat", nat, NAT_MODES);
  for (const service of interfaceEndpoints) checkService(service);
  checkDistinct("interfaceEndpoints", interfaceEndpoints);
  check(
    RETENTION_DAYS.includes(flowLogRetentionDays),
    `'flowLogRetentionDays' must be one of ${RETENTION_DAYS.join(", ")}, got ${flowLogRetentionDays}`,
  );
}

/** Throws where a new network is described beside an existing one. */
export function checkNothingBeside(described: Partial<NetworkSettings>): void {
  const beside = Object.entries(described).filter(([, value]) => value !== undefined);
  check(beside.length === 0, `'existing' leaves nothing to decide for ${beside.map(([arg]) => `'${arg}'`).join(", ")}`);
}

function checkZoneNames(zones: readonly string[]): void {
  check(zones.length === 2 || zones.length === 3, `'zones' must be 2 or 3 zones, got ${zones.length}`);
  for (const zone of zones) checkMatch("zones", zone, /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "names of zones like us-east-1a");
  checkDistinct("zones", zones);
  check(
    new Set(zones.map((zone) => zone.slice(0, -1))).size === 1,
    `'zones' must be in one region, got ${zones.join(", ")}`,
  );
}

function checkService(service: string): void {
  const shape = "ends of names of services like sagemaker.api";
  checkMatch("interfaceEndpoints", service, /^(?!com\.|aws\.)[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/, shape);
  check(service !== "s3", "'interfaceEndpoints' must not name s3: every network has a gateway endpoint for it");
}

function checkDistinct(arg: string, values: readonly string[]): void {
  check(new Set(values).size === values.length, `'${arg}' must differ from each other, got ${values.join(", ")}`);
}
