import * as ec2 from "@pulumi/aws/ec2/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkZone } from "./network-zones.js";
import type { PrivateNetworkTransform } from "./private-network-args.js";
import type { ZoneCidrs } from "./subnet-cidrs.js";

interface PrivateSubnetsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly zones: readonly (NetworkZone & ZoneCidrs)[];
  /** One for each of the zones, one for all of them, or none: then there is no way out. */
  readonly natGateways: readonly ec2.NatGateway[];
  readonly tagsOf: (child: string) => pulumi.Input<Record<string, pulumi.Input<string>>>;
  readonly transform: PrivateNetworkTransform | undefined;
}

/** In each zone a private subnet, its route table and, with a NAT gateway, the way out through it. */
export function createPrivateSubnets(name: string, args: PrivateSubnetsArgs, parent: pulumi.CustomResourceOptions) {
  const { vpcId, zones, natGateways, tagsOf, transform } = args;
  const ids: pulumi.Output<string>[] = [];
  const routeTableIds: pulumi.Output<string>[] = [];
  const routes: pulumi.CustomResource[] = [];
  zones.forEach((zone, place) => {
    const childName = `${name}-private-${zone.key}`;
    const subnet = new ec2.Subnet(
      childName,
      {
        vpcId,
        availabilityZone: zone.name,
        cidrBlock: zone.privateCidr,
        mapPublicIpOnLaunch: false,
        tags: tagsOf(childName),
        ...transform?.privateSubnets,
      },
      {
        ...parent,
        ignoreChanges: zone.found ? ["availabilityZone"] : [],
        // Network interfaces of SageMaker linger for 15 to 20 minutes after their endpoint has gone.
        customTimeouts: { delete: "30m" },
      },
    );
    const routeTable = new ec2.RouteTable(
      `${childName}-routes`,
      { vpcId, tags: tagsOf(`${childName}-routes`), ...transform?.privateRouteTables },
      parent,
    );
    ids.push(subnet.id);
    routeTableIds.push(routeTable.id);
    routes.push(
      new ec2.RouteTableAssociation(
        `${childName}-association`,
        { subnetId: subnet.id, routeTableId: routeTable.id },
        parent,
      ),
    );
    const natGateway = natGateways[place] ?? natGateways[0];
    if (natGateway)
      routes.push(
        new ec2.Route(
          `${childName}-route`,
          {
            routeTableId: routeTable.id,
            destinationCidrBlock: "0.0.0.0/0",
            natGatewayId: natGateway.id,
            ...transform?.privateRoutes,
          },
          parent,
        ),
      );
  });
  return { ids, routeTableIds, routes };
}
