import * as privatedns from "@pulumi/azure-native/privatedns/index.js";
import type * as pulumi from "@pulumi/pulumi";

/** Overrides of the children that make the apps' names known. */
export interface EnvironmentDomainTransform {
  readonly zone?: Partial<privatedns.PrivateZoneArgs>;
  readonly zoneLink?: Partial<privatedns.VirtualNetworkLinkArgs>;
  readonly records?: Partial<privatedns.PrivateRecordSetArgs>;
}

interface EnvironmentDomainArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  /** The domain that the environment's apps are under. */
  readonly domain: pulumi.Input<string>;
  /** Address of the environment's load balancer. */
  readonly address: pulumi.Input<string>;
  /** ARM id of the virtual network that looks the names up. */
  readonly networkId: pulumi.Input<string>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: EnvironmentDomainTransform | undefined;
}

/** Seconds for which an answer holds. */
const TTL_SEC = 300;

/** Records of the environment's domain, by the role of each. */
const RECORDS = { apps: "*", apex: "@" };

/**
 * The names of an internal environment's apps, which no public DNS knows: a private zone of its domain, linked to the
 * network, in which every name is the environment's load balancer.
 *
 * @see https://learn.microsoft.com/azure/container-apps/networking
 */
export function createEnvironmentDomain(
  name: string,
  args: EnvironmentDomainArgs,
  parent: pulumi.CustomResourceOptions,
): void {
  const { resourceGroupName, domain, address, networkId, tags, transform } = args;
  const zone = new privatedns.PrivateZone(
    `${name}-domain`,
    { resourceGroupName, privateZoneName: domain, location: "global", tags, ...transform?.zone },
    parent,
  );
  new privatedns.VirtualNetworkLink(
    `${name}-domain-link`,
    {
      resourceGroupName,
      privateZoneName: zone.name,
      location: "global",
      virtualNetwork: { id: networkId },
      registrationEnabled: false,
      tags,
      ...transform?.zoneLink,
    },
    parent,
  );
  for (const [role, relativeRecordSetName] of Object.entries(RECORDS))
    new privatedns.PrivateRecordSet(
      `${name}-domain-${role}`,
      {
        resourceGroupName,
        privateZoneName: zone.name,
        recordType: "A",
        relativeRecordSetName,
        aRecords: [{ ipv4Address: address }],
        ttl: TTL_SEC,
        ...transform?.records,
      },
      parent,
    );
}
