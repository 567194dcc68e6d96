import * as compute from "@pulumi/gcp/compute/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { Network } from "../../contract.js";
import { servicePropagationHooks } from "../service-agent-propagation.js";
import { createCloudNat } from "./cloud-nat.js";
import { createNetworkFirewall } from "./network-firewall.js";
import { createPrivateGoogleAccess } from "./private-google-access.js";
import { checkNetwork, checkNothingBeside, type PrivateNetworkArgs } from "./private-network-args.js";

export type {
  ExistingNetwork,
  FirewallRole,
  PrivateNetworkArgs,
  PrivateNetworkTransform,
} from "./private-network-args.js";

/**
 * A VPC network that nothing reaches from the internet, with one subnet in one region. From it Google's APIs, Cloud Run
 * services with internal ingress, Artifact Registry and notebooks are reached without the internet, at the addresses of
 * private.googleapis.com: these are the same in every network and need only DNS zones, where an endpoint of Private
 * Service Connect needs an address and a forwarding rule besides.
 *
 * The firewall denies and logs everything but the traffic inside the subnet, HTTPS to Google's APIs and, with `nat`,
 * HTTPS to the internet. Nothing listens for SSH from outside: `gcloud compute ssh --tunnel-through-iap` needs a rule
 * of its own.
 *
 * Flow logs have every flow of the subnet, summed up over 10 minutes.
 *
 * The Compute Engine and Cloud DNS APIs must be enabled.
 *
 * Children: the network; its subnet; five firewall rules, six with NAT; a private DNS zone with one record set for each
 * of five domains; with NAT a router and its gateway. With `existing` none.
 *
 * @throws RunError when an argument is out of range, describes a new network beside `existing`, or `name` cannot begin
 * the names of network objects.
 * @see https://cloud.google.com/vpc/docs/configure-private-google-access
 * @see https://cloud.google.com/run/docs/securing/ingress
 * @see https://cloud.google.com/firewall/docs/firewalls
 */
export class PrivateNetwork extends pulumi.ComponentResource implements Network {
  readonly cloud = "gcp";
  /** `projects/<project>/global/networks/<network>`. */
  readonly networkId: pulumi.Output<string>;
  /**
   * One: `projects/<project>/regions/<region>/subnetworks/<subnet>`, known once traffic passes: what is placed in it
   * comes after its gateway, rules and zones, and goes first.
   */
  readonly subnetIds: pulumi.Output<string[]>;

  constructor(name: string, args: PrivateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, cidr, nat, mtu, ...rest } = args;
    const { projectId, region, existing, labels } = rest;
    const settings = { cidr: cidr ?? "10.20.0.0/16", nat: nat ?? true, mtu: mtu ?? 1460 };
    if (existing) checkNothingBeside({ cidr, nat, mtu });
    else checkNetwork(name, region, settings);
    super("ai-stack:gcp:PrivateNetwork", name, existing ? rest : { ...rest, ...settings }, opts);
    const parent = { parent: this };

    if (existing) {
      this.networkId = pulumi.output(existing.networkId);
      this.subnetIds = pulumi.output(existing.subnetId).apply((id) => [id]);
      this.registerOutputs({ networkId: this.networkId, subnetIds: this.subnetIds });
      return;
    }

    const network = new compute.Network(
      name,
      {
        project: projectId,
        autoCreateSubnetworks: false,
        routingMode: "REGIONAL",
        mtu: settings.mtu,
        ...transform?.network,
      },
      { ...parent, hooks: servicePropagationHooks() },
    );
    const subnet = new compute.Subnetwork(
      `${name}-subnet`,
      {
        project: projectId,
        region,
        network: network.id,
        ipCidrRange: settings.cidr,
        privateIpGoogleAccess: true,
        logConfig: { aggregationInterval: "INTERVAL_10_MIN", flowSampling: 1, metadata: "INCLUDE_ALL_METADATA" },
        ...transform?.subnet,
      },
      parent,
    );
    const placed = { projectId, region, network: network.id, transform };
    const ready = [
      ...createNetworkFirewall(name, { ...placed, ...settings }, parent),
      ...createPrivateGoogleAccess(name, { projectId, networkUrl: network.selfLink, labels, transform }, parent),
      ...(settings.nat ? [createCloudNat(name, { ...placed, subnetId: subnet.id }, parent)] : []),
    ].map((resource) => resource.id);

    this.networkId = network.id;
    this.subnetIds = pulumi.all([subnet.id, pulumi.all(ready)]).apply(([id]) => [id]);
    this.registerOutputs({ networkId: this.networkId, subnetIds: this.subnetIds });
  }
}
