import * as privatedns from "@pulumi/azure-native/privatedns/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PrivateNetworkTransform } from "./private-network-args.js";

/**
 * Zones in which the private endpoints of a stack are found, by what they are for.
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
const ZONES = {
  blob: "privatelink.blob.core.windows.net",
  file: "privatelink.file.core.windows.net",
  vault: "privatelink.vaultcore.azure.net",
  registry: "privatelink.azurecr.io",
  workspace: "privatelink.api.azureml.ms",
  notebooks: "privatelink.notebooks.azure.net",
} as const;

/** What a private DNS zone is for. */
export type PrivateDomain = keyof typeof ZONES;

interface PrivateDnsZonesArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  /** ARM id of the virtual network that looks names up in them. */
  readonly networkId: pulumi.Input<string>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: PrivateNetworkTransform | undefined;
}

/** A private zone for each domain, linked to the network. Returns zones and links. */
export function createPrivateDnsZones(
  name: string,
  args: PrivateDnsZonesArgs,
  parent: pulumi.CustomResourceOptions,
): { readonly zoneIds: Record<PrivateDomain, pulumi.Output<string>>; readonly links: pulumi.CustomResource[] } {
  const { resourceGroupName, networkId, tags, transform } = args;
  const links: pulumi.CustomResource[] = [];
  const zoneIds = mapDomains((domain, zoneName) => {
    const zone = new privatedns.PrivateZone(
      `${name}-${domain}`,
      { resourceGroupName, privateZoneName: zoneName, location: "global", tags, ...transform?.zones },
      parent,
    );
    links.push(
      new privatedns.VirtualNetworkLink(
        `${name}-${domain}-link`,
        {
          resourceGroupName,
          privateZoneName: zone.name,
          location: "global",
          virtualNetwork: { id: networkId },
          registrationEnabled: false,
          tags,
          ...transform?.zoneLinks,
        },
        // A link stays with its network, and its name with the zone.
        { ...parent, replaceOnChanges: ["virtualNetwork"], deleteBeforeReplace: true },
      ),
    );
    return zone.id;
  });
  return { zoneIds, links };
}

/** Ids of the zones in a resource group that holds them all. */
export function zonesIn(resourceGroupId: pulumi.Output<string>): Record<PrivateDomain, pulumi.Output<string>> {
  return mapDomains((_, zoneName) =>
    resourceGroupId.apply((group) => `${group}/providers/Microsoft.Network/privateDnsZones/${zoneName}`),
  );
}

function mapDomains(
  make: (domain: PrivateDomain, zoneName: string) => pulumi.Output<string>,
): Record<PrivateDomain, pulumi.Output<string>> {
  const entries = Object.entries(ZONES) as [PrivateDomain, string][];
  return Object.fromEntries(entries.map(([domain, zone]) => [domain, make(domain, zone)])) as Record<
    PrivateDomain,
    pulumi.Output<string>
  >;
}
