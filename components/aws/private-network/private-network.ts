import * as ec2 from "@pulumi/aws/ec2/index.js";
import { getRegionOutput } from "@pulumi/aws/getRegion.js";
import * as pulumi from "@pulumi/pulumi";
import type { Network } from "../../contract.js";
import { createNat } from "./nat.js";
import { networkZones } from "./network-zones.js";
import { checkNetwork, checkNothingBeside, type PrivateNetworkArgs } from "./private-network-args.js";
import { createPrivateSubnets } from "./private-subnets.js";
import { zoneCidrs } from "./subnet-cidrs.js";
import { createVpcEndpoints } from "./vpc-endpoints.js";
import { createVpcFlowLogs } from "./vpc-flow-logs.js";

export type {
  ExistingNetwork,
  NatMode,
  PrivateNetworkArgs,
  PrivateNetworkTransform,
} from "./private-network-args.js";

/**
 * A VPC that nothing reaches from the internet: large private subnets over two or three zones, S3 by a gateway
 * endpoint, and NAT gateways for the way out. Made for the commercial regions (`arn:aws:`).
 *
 * A private subnet has a quarter of the address block: 16,379 addresses of a /16, 59 of a /24. SageMaker takes two or
 * more for each instance.
 *
 * Children: the VPC; its default security group, emptied; in each zone a private subnet with its route table; flow logs
 * in a log group, with their role; the S3 endpoint; with NAT an internet gateway, and per NAT gateway a public subnet
 * and an address; with `interfaceEndpoints` these and their security group. With `existing` none.
 *
 * @throws RunError when an argument is out of range, or describes a new network beside `existing`.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/infrastructure-give-access.html
 */
export class PrivateNetwork extends pulumi.ComponentResource implements Network {
  readonly cloud = "aws";
  readonly networkId: pulumi.Output<string>;
  /** Known once traffic passes: what is placed in them comes after their routes and endpoints, and goes first. */
  readonly subnetIds: pulumi.Output<string[]>;

  constructor(name: string, args: PrivateNetworkArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const { transform, cidr, zones, nat, interfaceEndpoints, flowLogRetentionDays, ...rest } = args;
    const { existing, kmsKeyArn, tags } = rest;
    const described = { cidr, zones, nat, interfaceEndpoints, flowLogRetentionDays };
    const settings = {
      cidr: cidr ?? "10.20.0.0/16",
      zones: zones ?? 2,
      nat: nat ?? "single",
      interfaceEndpoints: interfaceEndpoints ?? [],
      flowLogRetentionDays: flowLogRetentionDays ?? 30,
    };
    if (existing) checkNothingBeside(described);
    else checkNetwork(settings);
    // The key is registered, too: home directories that are kept hold the network, which so holds the key that they need.
    super("ai-stack:aws:PrivateNetwork", name, existing ? rest : { ...rest, ...settings }, opts);
    const parent = { parent: this };

    if (existing) {
      this.networkId = pulumi.output(existing.vpcId);
      this.subnetIds = pulumi.output(existing.privateSubnetIds);
      this.registerOutputs({ networkId: this.networkId, subnetIds: this.subnetIds });
      return;
    }

    const tagsOf = (child: string) => pulumi.output(tags).apply((given) => ({ Name: child, ...given }));
    const vpc = new ec2.Vpc(
      name,
      {
        cidrBlock: settings.cidr,
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: tagsOf(name),
        ...transform?.vpc,
      },
      parent,
    );
    const shared = { vpcId: vpc.id, tagsOf, transform };
    new ec2.DefaultSecurityGroup(
      `${name}-default`,
      { vpcId: vpc.id, tags: tagsOf(`${name}-default`), ...transform?.defaultSecurityGroup },
      parent,
    );

    const spanned = networkZones(settings.zones, parent).map((zone, place) => ({
      ...zone,
      ...zoneCidrs(settings.cidr, place),
    }));
    const natZones = { none: [], single: spanned.slice(0, 1), "per-zone": spanned }[settings.nat];
    const natGateways = natZones.length === 0 ? [] : createNat(name, { ...shared, zones: natZones }, parent);
    const subnets = createPrivateSubnets(name, { ...shared, zones: spanned, natGateways }, parent);

    const region = getRegionOutput({}, parent).region;
    const endpoints = createVpcEndpoints(
      name,
      {
        ...shared,
        region,
        vpcCidr: vpc.cidrBlock,
        subnetIds: subnets.ids,
        routeTableIds: subnets.routeTableIds,
        interfaceEndpoints: settings.interfaceEndpoints,
      },
      parent,
    );
    createVpcFlowLogs(
      name,
      { ...shared, region, tags, kmsKeyArn, retentionDays: settings.flowLogRetentionDays },
      parent,
    );

    this.networkId = vpc.id;
    const ready = [...subnets.routes, ...endpoints].map((resource) => resource.id);
    this.subnetIds = pulumi.all([pulumi.all(subnets.ids), pulumi.all(ready)]).apply(([ids]) => ids);
    this.registerOutputs({ networkId: this.networkId, subnetIds: this.subnetIds });
  }
}
