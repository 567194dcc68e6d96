import * as network from "@pulumi/azure-native/network/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PrivateNetworkTransform } from "./private-network-args.js";

interface NatGatewayArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: PrivateNetworkTransform | undefined;
}

/** A NAT gateway with one public address. Azure places it in one zone of the region; subnets of all zones use it. */
export function createNatGateway(
  name: string,
  args: NatGatewayArgs,
  parent: pulumi.CustomResourceOptions,
): network.NatGateway {
  const { resourceGroupName, location, tags, transform } = args;
  const address = new network.PublicIPAddress(
    `${name}-nat-address`,
    {
      resourceGroupName,
      location,
      sku: { name: "Standard" },
      publicIPAllocationMethod: "Static",
      tags,
      ...transform?.natAddress,
    },
    parent,
  );
  return new network.NatGateway(
    `${name}-nat`,
    {
      resourceGroupName,
      location,
      sku: { name: "Standard" },
      publicIpAddresses: [{ id: address.id }],
      tags,
      ...transform?.nat,
    },
    parent,
  );
}
