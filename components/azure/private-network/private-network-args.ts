import type * as network from "@pulumi/azure-native/network/index.js";
import type * as privatedns from "@pulumi/azure-native/privatedns/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkMatch } from "../../shared/check.js";
import { checkPrivateCidr } from "../../shared/cidr.js";
import { LOCATION } from "../location.js";

/** A network that is used as it is. */
export interface ExistingNetwork {
  /** `/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/<network>`. */
  readonly networkId: pulumi.Input<string>;
  /** Subnet that machines are in: `<networkId>/subnets/<subnet>`. It needs a way to the internet for what they fetch. */
  readonly subnetId: pulumi.Input<string>;
  /** Subnet that private endpoints take addresses from. @default `subnetId` */
  readonly privateEndpointSubnetId?: pulumi.Input<string>;
  /**
   * Subnet of /27 or larger that is delegated to `Microsoft.App/environments` and empty, for a Container Apps
   * environment. @default - none: no Container Apps
   */
  readonly containerAppsSubnetId?: pulumi.Input<string>;
  /**
   * ARM id of the resource group that holds the private DNS zones `privatelink.…` of the network. A network can be
   * linked to one zone of a name only. @default - zones are made and linked
   */
  readonly privateDnsZonesResourceGroupId?: pulumi.Input<string>;
}

/** Inputs of `PrivateNetwork`. */
export interface PrivateNetworkArgs {
  /** Name of the resource group of everything in it. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Region, such as `swedencentral`. */
  readonly location: string;
  /**
   * Address block: private IPv4 (RFC 1918), /8 to /25. Half of it is for machines, a quarter each for private endpoints
   * and for Container Apps. @default "10.20.0.0/16"
   */
  readonly cidr?: string;
  /** Whether machines and Container Apps reach the internet, through a NAT gateway. @default true */
  readonly nat?: boolean;
  /** A network to use instead of a new one: `cidr` and `nat` are refused. */
  readonly existing?: ExistingNetwork;
  /** Tags of everything that takes them. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args; those in the plural apply to each of the children. */
  readonly transform?: PrivateNetworkTransform;
}

/** A subnet of a network, by what is in it. */
export type SubnetRole = "machines" | "private-endpoints" | "container-apps";

/** Overrides of the args of a network's children. */
export interface PrivateNetworkTransform {
  readonly network?: Partial<network.VirtualNetworkArgs>;
  readonly subnets?: Readonly<Partial<Record<SubnetRole, Partial<network.SubnetArgs>>>>;
  readonly securityGroups?: Readonly<Partial<Record<SubnetRole, Partial<network.NetworkSecurityGroupArgs>>>>;
  readonly nat?: Partial<network.NatGatewayArgs>;
  readonly natAddress?: Partial<network.PublicIPAddressArgs>;
  readonly zones?: Partial<privatedns.PrivateZoneArgs>;
  readonly zoneLinks?: Partial<privatedns.VirtualNetworkLinkArgs>;
}

/** What decides the structure of a new network. */
export type NetworkSettings = Required<Pick<PrivateNetworkArgs, "cidr" | "nat">>;

/** Throws unless a network can be made of `settings`. */
export function checkNetwork(name: string, location: string, { cidr }: NetworkSettings): void {
  // Of the 64 characters of a network's name the random ending takes 8, of a security group's 80 its role 18 more.
  checkMatch(
    "name",
    name,
    /^[a-zA-Z0-9]([\w.-]{0,54}\w)?$/,
    "up to 56 letters, digits, hyphens, underscores and periods that begin with a letter or digit",
  );
  checkMatch("location", location, LOCATION.pattern, LOCATION.shape);
  // A subnet for Container Apps is a /27 or larger.
  checkPrivateCidr("cidr", cidr, 8, 25);
}

/** Throws where a new network is described beside an existing one. */
export function checkNothingBeside(described: Partial<NetworkSettings>): void {
  const beside = Object.entries(described).filter(([, value]) => value !== undefined);
  check(beside.length === 0, `'existing' leaves nothing to decide for ${beside.map(([arg]) => `'${arg}'`).join(", ")}`);
}
