import type * as compute from "@pulumi/gcp/compute/index.js";
import type * as dns from "@pulumi/gcp/dns/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch } from "../../shared/check.js";
import { checkPrivateCidr } from "../../shared/cidr.js";
import { checkAutoName } from "../auto-name.js";

/** A network that is used as it is. */
export interface ExistingNetwork {
  /** `projects/<project>/global/networks/<network>`. */
  readonly networkId: pulumi.Input<string>;
  /** `projects/<project>/regions/<region>/subnetworks/<subnet>`; it needs Private Google Access. */
  readonly subnetId: pulumi.Input<string>;
}

/** Inputs of `PrivateNetwork`. */
export interface PrivateNetworkArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Region of the subnet, such as `us-central1`. */
  readonly region: string;
  /** The subnet's address block: private IPv4 (RFC 1918), /8 to /26. @default "10.20.0.0/16" */
  readonly cidr?: string;
  /** Whether the subnet reaches the internet, over HTTPS and a NAT gateway. @default true */
  readonly nat?: boolean;
  /** Largest packet in bytes, 1300 to 8896; RDMA and GPUDirect want 8896. @default 1460 */
  readonly mtu?: number;
  /** A network to use instead of a new one: nothing is made, and `cidr`, `nat` and `mtu` are refused. */
  readonly existing?: ExistingNetwork;
  /** Labels of everything that takes labels: the DNS zones. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args; those in the plural apply to each of the children. */
  readonly transform?: PrivateNetworkTransform;
}

/** Overrides of the args of a network's children. */
export interface PrivateNetworkTransform {
  readonly network?: Partial<compute.NetworkArgs>;
  readonly subnet?: Partial<compute.SubnetworkArgs>;
  readonly router?: Partial<compute.RouterArgs>;
  readonly nat?: Partial<compute.RouterNatArgs>;
  /** By what a rule is for, e.g. to allow further ports out. */
  readonly firewalls?: Readonly<Partial<Record<FirewallRole, Partial<compute.FirewallArgs>>>>;
  readonly zones?: Partial<dns.ManagedZoneArgs>;
  readonly records?: Partial<dns.RecordSetArgs>;
}

/** What a firewall rule is for. */
export type FirewallRole =
  | "deny-ingress"
  | "deny-egress"
  | "allow-internal-ingress"
  | "allow-internal-egress"
  | "allow-google-apis"
  | "allow-https";

const LONGEST_ROLE: FirewallRole = "allow-internal-ingress";

/** What decides the structure of a new network. */
export type NetworkSettings = Required<Pick<PrivateNetworkArgs, "cidr" | "nat" | "mtu">>;

/** Throws unless a network can be made of `settings` in `region`. */
export function checkNetwork(name: string, region: string, settings: NetworkSettings): void {
  checkAutoName(name, `-${LONGEST_ROLE}`);
  checkMatch("region", region, /^[a-z]+(-[a-z]+)+\d+$/, "a region like us-central1");
  // Cloud Run takes its addresses from a subnet of /26 or larger.
  checkPrivateCidr("cidr", settings.cidr, 8, 26);
  checkInteger("mtu", settings.mtu, 1300, 8896);
}

/** Throws where a new network is described beside an existing one. */
export function checkNothingBeside(described: Partial<NetworkSettings>): void {
  const beside = Object.entries(described).filter(([, value]) => value !== undefined);
  check(beside.length === 0, `'existing' leaves nothing to decide for ${beside.map(([arg]) => `'${arg}'`).join(", ")}`);
}
