import * as network from "@pulumi/azure-native/network/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { directoryPropagationHooks } from "./directory-propagation.js";
import type { PrivateDomain } from "./private-network/private-dns-zones.js";

/** Where private endpoints are, and where their names are found. */
export interface PrivateLink {
  /** ARM id of the subnet that private endpoints take addresses from. */
  readonly subnetId: pulumi.Input<string>;
  /** ARM ids of the private DNS zones, by what they are for. */
  readonly zoneIds: Readonly<Record<PrivateDomain, pulumi.Input<string>>>;
}

/** Overrides of the args of a private endpoint and its zone group. */
export interface PrivateEndpointTransform {
  readonly endpoint?: Partial<network.PrivateEndpointArgs>;
  readonly zoneGroup?: Partial<network.PrivateDnsZoneGroupArgs>;
}

interface PrivateEndpointArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly privateLink: PrivateLink;
  /** ARM id of what is reached through it. */
  readonly targetId: pulumi.Input<string>;
  /** Part of the target, in its service's word: `blob`, `vault`, `registry`, `amlworkspace`. */
  readonly groupId: string;
  /** The domains that the part answers to. */
  readonly domains: readonly PrivateDomain[];
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: PrivateEndpointTransform | undefined;
}

/**
 * An address in the network for a part of a service, with its records in the private DNS zones: what depends on `zones`
 * finds the part by its name.
 *
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export function createPrivateEndpoint(
  name: string,
  args: PrivateEndpointArgs,
  parent: pulumi.CustomResourceOptions,
): { readonly endpoint: network.PrivateEndpoint; readonly zones: network.PrivateDnsZoneGroup } {
  const { resourceGroupName, location, privateLink, targetId, groupId, domains, tags, transform } = args;
  const hooks = directoryPropagationHooks();
  const endpoint = new network.PrivateEndpoint(
    name,
    {
      resourceGroupName,
      location,
      subnet: { id: privateLink.subnetId },
      privateLinkServiceConnections: [{ name: groupId, privateLinkServiceId: targetId, groupIds: [groupId] }],
      tags,
      ...transform?.endpoint,
    },
    { ...parent, hooks },
  );
  const zones = new network.PrivateDnsZoneGroup(
    `${name}-zones`,
    {
      resourceGroupName,
      privateEndpointName: endpoint.name,
      // An endpoint has one group.
      privateDnsZoneGroupName: "default",
      privateDnsZoneConfigs: domains.map((domain) => ({ name: domain, privateDnsZoneId: privateLink.zoneIds[domain] })),
      ...transform?.zoneGroup,
    },
    // The group goes with its endpoint, which takes the records along.
    { ...parent, hooks, deletedWith: endpoint },
  );
  return { endpoint, zones };
}
