import * as network from "@pulumi/azure-native/network/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { halvesOf } from "../../shared/cidr.js";
import { directoryPropagationHooks } from "../directory-propagation.js";
import type { PrivateNetworkTransform, SubnetRole } from "./private-network-args.js";

interface PrivateSubnetsArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly networkName: pulumi.Input<string>;
  readonly cidr: string;
  /** ARM id of the way to the internet; undefined where there is none. */
  readonly natGatewayId: pulumi.Input<string> | undefined;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: PrivateNetworkTransform | undefined;
}

type Rules = NonNullable<network.NetworkSecurityGroupArgs["securityRules"]>;

/**
 * What leaves for the internet where there is a way to it: HTTPS, from machines also HTTP to Azure's own copy of the
 * Ubuntu packages, which drivers are built with. Nothing else. What comes in from there, Azure's own rules deny; inside
 * the network they allow everything.
 */
function securityRules(role: SubnetRole, nat: boolean): Rules {
  const out = { direction: "Outbound", sourceAddressPrefix: "*", sourcePortRange: "*" };
  const allow = { ...out, protocol: "Tcp", access: "Allow" };
  const https = { ...allow, destinationAddressPrefix: "Internet", destinationPortRange: "443" };
  const packages = { ...allow, destinationAddressPrefix: "AzureCloud", destinationPortRange: "80" };
  const rest = {
    ...out,
    destinationAddressPrefix: "Internet",
    protocol: "*",
    destinationPortRange: "*",
    access: "Deny",
  };
  return [
    ...(nat && role !== "private-endpoints" ? [{ name: "allow-https-out", priority: 1000, ...https }] : []),
    ...(nat && role === "machines" ? [{ name: "allow-packages-out", priority: 1010, ...packages }] : []),
    { name: "deny-internet-out", priority: 4096, ...rest },
  ];
}

/** What a subnet needs by its role. */
const NEEDS: Readonly<Record<SubnetRole, (nat: network.SubnetArgs["natGateway"]) => Partial<network.SubnetArgs>>> = {
  machines: (natGateway) => ({ natGateway }),
  // Security groups apply to private endpoints only where the subnet says so.
  "private-endpoints": () => ({ privateEndpointNetworkPolicies: "Enabled" }),
  "container-apps": (natGateway) => ({
    natGateway,
    delegations: [{ name: "container-apps", serviceName: "Microsoft.App/environments" }],
  }),
};

/**
 * The subnets of a network, each with a security group of its own: half of the block for machines, a quarter each for
 * private endpoints and Container Apps. One after the other: Azure refuses two changes of one network at a time.
 */
export function createPrivateSubnets(
  name: string,
  args: PrivateSubnetsArgs,
  parent: pulumi.CustomResourceOptions,
): Readonly<Record<SubnetRole, network.Subnet>> {
  const { resourceGroupName, location, networkName, cidr, natGatewayId, tags, transform } = args;
  const natGateway = natGatewayId === undefined ? undefined : { id: natGatewayId };
  const [machinesCidr, rest] = halvesOf(cidr);
  const [privateEndpointsCidr, containerAppsCidr] = halvesOf(rest);
  const subnet = (role: SubnetRole, addressPrefix: string, before?: network.Subnet) => {
    const group = new network.NetworkSecurityGroup(
      `${name}-${role}-rules`,
      {
        resourceGroupName,
        location,
        securityRules: securityRules(role, natGatewayId !== undefined),
        tags,
        ...transform?.securityGroups?.[role],
      },
      parent,
    );
    return new network.Subnet(
      `${name}-${role}`,
      {
        resourceGroupName,
        virtualNetworkName: networkName,
        subnetName: role,
        addressPrefix,
        networkSecurityGroup: { id: group.id },
        defaultOutboundAccess: false,
        ...NEEDS[role](natGateway),
        ...transform?.subnets?.[role],
      },
      // It is replaced with its network alone: what is in the old one still has to move.
      { ...parent, dependsOn: before, deleteBeforeReplace: false, hooks: directoryPropagationHooks() },
    );
  };
  // The first is the one that needs no NAT gateway, and that most of a stack waits for.
  const privateEndpoints = subnet("private-endpoints", privateEndpointsCidr);
  const machines = subnet("machines", machinesCidr, privateEndpoints);
  const containerApps = subnet("container-apps", containerAppsCidr, machines);
  return { machines, "private-endpoints": privateEndpoints, "container-apps": containerApps };
}
