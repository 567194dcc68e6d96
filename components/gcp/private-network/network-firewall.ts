import * as compute from "@pulumi/gcp/compute/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { PRIVATE_APIS_CIDR } from "./private-google-access.js";
import type { FirewallRole, PrivateNetworkTransform } from "./private-network-args.js";

const ANYWHERE = "0.0.0.0/0";

/** Just above the implied rules at 65535, which let everything out and are never logged. */
const DENY_PRIORITY = 65_534;
const ALLOW_PRIORITY = 1_000;

interface NetworkFirewallArgs {
  readonly projectId: string;
  readonly network: pulumi.Input<string>;
  readonly cidr: string;
  /** Whether there is a way to the internet. */
  readonly nat: boolean;
  readonly transform: PrivateNetworkTransform | undefined;
}

type Rule = Omit<compute.FirewallArgs, "network" | "project">;

/**
 * Firewall rules that deny and log everything but what machines say to each other, to Google's APIs and, with NAT, to
 * the internet over HTTPS. Names and time, from the metadata server, are never blocked.
 */
export function createNetworkFirewall(
  name: string,
  args: NetworkFirewallArgs,
  parent: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
  const { projectId, network, cidr, nat, transform } = args;
  const all = [{ protocol: "all" }];
  const https = [{ protocol: "tcp", ports: ["443"] }];
  const deny = { priority: DENY_PRIORITY, denies: all, logConfig: { metadata: "INCLUDE_ALL_METADATA" } };
  const allow = { priority: ALLOW_PRIORITY };

  const rules: Record<Exclude<FirewallRole, "allow-https">, Rule> & Partial<Record<"allow-https", Rule>> = {
    "deny-ingress": { ...deny, direction: "INGRESS", sourceRanges: [ANYWHERE] },
    "deny-egress": { ...deny, direction: "EGRESS", destinationRanges: [ANYWHERE] },
    "allow-internal-ingress": { ...allow, direction: "INGRESS", sourceRanges: [cidr], allows: all },
    "allow-internal-egress": { ...allow, direction: "EGRESS", destinationRanges: [cidr], allows: all },
    "allow-google-apis": { ...allow, direction: "EGRESS", destinationRanges: [PRIVATE_APIS_CIDR], allows: https },
    ...(nat && { "allow-https": { ...allow, direction: "EGRESS", destinationRanges: [ANYWHERE], allows: https } }),
  };
  return Object.entries(rules).map(
    ([role, rule]) =>
      new compute.Firewall(
        `${name}-${role}`,
        { project: projectId, network, ...rule, ...transform?.firewalls?.[role as FirewallRole] },
        parent,
      ),
  );
}
