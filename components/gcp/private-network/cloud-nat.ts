import * as compute from "@pulumi/gcp/compute/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PrivateNetworkTransform } from "./private-network-args.js";

interface CloudNatArgs {
  readonly projectId: string;
  readonly region: string;
  readonly network: pulumi.Input<string>;
  readonly subnetId: pulumi.Input<string>;
  readonly transform: PrivateNetworkTransform | undefined;
}

/** A NAT gateway for the subnet, on a router of its own. Returns the gateway. */
export function createCloudNat(
  name: string,
  args: CloudNatArgs,
  parent: pulumi.CustomResourceOptions,
): compute.RouterNat {
  const { projectId, region, network, subnetId, transform } = args;
  const router = new compute.Router(
    `${name}-router`,
    { project: projectId, region, network, ...transform?.router },
    parent,
  );
  return new compute.RouterNat(
    `${name}-nat`,
    {
      project: projectId,
      region,
      router: router.name,
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: [{ name: subnetId, sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
      ...transform?.nat,
    },
    parent,
  );
}
