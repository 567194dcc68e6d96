import * as ec2 from "@pulumi/aws/ec2/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkZone } from "./network-zones.js";
import type { PrivateNetworkTransform } from "./private-network-args.js";
import type { ZoneCidrs } from "./subnet-cidrs.js";

interface NatArgs {
  readonly vpcId: pulumi.Input<string>;
  /** The zones that get a gateway. */
  readonly zones: readonly (NetworkZone & ZoneCidrs)[];
  readonly tagsOf: (child: string) => pulumi.Input<Record<string, pulumi.Input<string>>>;
  readonly transform: PrivateNetworkTransform | undefined;
}

/**
 * An internet gateway, and in each of the zones a public subnet with a NAT gateway and its address. Returns the NAT
 * gateways, in the order of the zones.
 */
export function createNat(name: string, args: NatArgs, parent: pulumi.CustomResourceOptions): ec2.NatGateway[] {
  const { vpcId, zones, tagsOf, transform } = args;
  const gatewayName = `${name}-internet`;
  const internetGateway = new ec2.InternetGateway(
    gatewayName,
    { vpcId, tags: tagsOf(gatewayName), ...transform?.internetGateway },
    // The provider would take it from one VPC to the other, which AWS refuses as long as the old NAT gateways are there.
    { ...parent, replaceOnChanges: ["vpcId"] },
  );
  const routesName = `${name}-public-routes`;
  const routeTable = new ec2.RouteTable(
    routesName,
    { vpcId, tags: tagsOf(routesName), ...transform?.publicRouteTable },
    parent,
  );
  const route = new ec2.Route(
    `${name}-public-route`,
    {
      routeTableId: routeTable.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: internetGateway.id,
      ...transform?.publicRoute,
    },
    parent,
  );

  return zones.map((zone) => {
    const subnetName = `${name}-public-${zone.key}`;
    const subnet = new ec2.Subnet(
      subnetName,
      {
        vpcId,
        availabilityZone: zone.name,
        cidrBlock: zone.publicCidr,
        mapPublicIpOnLaunch: false,
        tags: tagsOf(subnetName),
        ...transform?.publicSubnets,
      },
      { ...parent, ignoreChanges: zone.found ? ["availabilityZone"] : [] },
    );
    const association = new ec2.RouteTableAssociation(
      `${subnetName}-association`,
      { subnetId: subnet.id, routeTableId: routeTable.id },
      parent,
    );
    const natName = `${name}-nat-${zone.key}`;
    const address = new ec2.Eip(
      `${natName}-address`,
      { domain: "vpc", tags: tagsOf(`${natName}-address`), ...transform?.elasticIps },
      parent,
    );
    return new ec2.NatGateway(
      natName,
      { subnetId: subnet.id, allocationId: address.allocationId, tags: tagsOf(natName), ...transform?.natGateways },
      {
        ...parent,
        // Without an internet gateway in the VPC it fails, and as long as it stands that one cannot be detached.
        dependsOn: [route, association],
        // It keeps its address, which no two have at once.
        deleteBeforeReplace: true,
      },
    );
  });
}
