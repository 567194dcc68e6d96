import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { Network } from "../../contract.js";
import type { PrivateLink } from "../private-endpoint.js";
import { createNatGateway } from "./nat-gateway.js";
import { createPrivateDnsZones, type PrivateDomain, zonesIn } from "./private-dns-zones.js";
import { checkNetwork, checkNothingBeside, type PrivateNetworkArgs } from "./private-network-args.js";
import { createPrivateSubnets } from "./private-subnets.js";

export type { PrivateDomain } from "./private-dns-zones.js";
export type {
  ExistingNetwork,
  PrivateNetworkArgs,
  PrivateNetworkTransform,
  SubnetRole,
} from "./private-network-args.js";

/**
 * A virtual network that nothing reaches from the internet: a subnet for machines, one for private endpoints and one
 * that is delegated to Container Apps, each with a security group. HTTPS leaves through a NAT gateway, and from machines
 * HTTP to Azure's copy of the Ubuntu packages; nothing else does, and no address is handed out by default. Private DNS zones hold the names of the private endpoints.
 *
 * Children: the network; its three subnets with their security groups; a private DNS zone with its link for each of six
 * domains; with NAT a gateway and its address. With `existing` the zones and links, or nothing where it says where they
 * are.
 *
 * @throws RunError when an argument is out of range, describes a new network beside `existing`, or `name` cannot begin
 * the names of network objects.
 * @see https://learn.microsoft.com/azure/nat-gateway/nat-overview
 * @see https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
 * @see https://learn.microsoft.com/azure/container-apps/custom-virtual-networks
 */
export class PrivateNetwork extends pulumi.ComponentResource implements Network {
  readonly cloud = "azure";
  /** `/subscriptions/…/virtualNetworks/<network>`. */
  readonly networkId: pulumi.Output<string>;
  /** One, that of machines: `<networkId>/subnets/machines`. */
  readonly subnetIds: pulumi.Output<string[]>;
  /** The subnet of a Container Apps environment; empty for an existing network without one. */
  readonly containerAppsSubnetId: pulumi.Output<string>;
  /** Where private endpoints are made. Its zones are known once the network looks names up in them. */
  readonly privateLink: PrivateLink;

  constructor(name: string, args: PrivateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, cidr, nat, ...rest } = args;
    const { resourceGroupName, location, existing, tags } = rest;
    const settings = { cidr: cidr ?? "10.20.0.0/16", nat: nat ?? true };
    if (existing) checkNothingBeside({ cidr, nat });
    else checkNetwork(name, location, settings);
    super("ai-stack:azure:PrivateNetwork", name, existing ? rest : { ...rest, ...settings }, opts);
    const parent = { parent: this };
    const zonesOf = (networkId: pulumi.Input<string>) => {
      const { zoneIds, links } = createPrivateDnsZones(name, { resourceGroupName, networkId, tags, transform }, parent);
      return afterAll(zoneIds, links);
    };

    if (existing) {
      const { networkId, subnetId, privateEndpointSubnetId, containerAppsSubnetId, privateDnsZonesResourceGroupId } =
        existing;
      this.networkId = pulumi.output(networkId);
      this.subnetIds = pulumi.output(subnetId).apply((id) => [id]);
      this.containerAppsSubnetId = pulumi.output(containerAppsSubnetId ?? "");
      this.privateLink = {
        subnetId: privateEndpointSubnetId ?? subnetId,
        zoneIds:
          privateDnsZonesResourceGroupId === undefined
            ? zonesOf(networkId)
            : zonesIn(pulumi.output(privateDnsZonesResourceGroupId)),
      };
    } else {
      const virtualNetwork = new network.VirtualNetwork(
        name,
        {
          resourceGroupName,
          location,
          addressSpace: { addressPrefixes: [settings.cidr] },
          tags,
          ...transform?.network,
        },
        // Azure refuses to take away addresses that subnets have.
        { ...parent, replaceOnChanges: ["addressSpace"] },
      );
      const placed = { resourceGroupName, location, tags, transform };
      const subnets = createPrivateSubnets(
        name,
        {
          ...placed,
          networkName: virtualNetwork.name,
          cidr: settings.cidr,
          natGatewayId: settings.nat ? createNatGateway(name, placed, parent).id : undefined,
        },
        parent,
      );
      this.networkId = virtualNetwork.id;
      this.subnetIds = subnets.machines.id.apply((id) => [id]);
      this.containerAppsSubnetId = subnets["container-apps"].id;
      this.privateLink = { subnetId: subnets["private-endpoints"].id, zoneIds: zonesOf(virtualNetwork.id) };
    }
    const { networkId, subnetIds, containerAppsSubnetId, privateLink } = this;
    this.registerOutputs({ networkId, subnetIds, containerAppsSubnetId, privateLink });
  }
}

/** The ids, known once all of `resources` are there. */
function afterAll(
  ids: Record<PrivateDomain, pulumi.Output<string>>,
  resources: readonly pulumi.CustomResource[],
): Record<PrivateDomain, pulumi.Output<string>> {
  const ready = pulumi.all(resources.map(({ id }) => id));
  const later = Object.entries(ids).map(([domain, id]) => [domain, pulumi.all([id, ready]).apply(([known]) => known)]);
  return Object.fromEntries(later) as Record<PrivateDomain, pulumi.Output<string>>;
}
