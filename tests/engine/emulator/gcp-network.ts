import { type Properties, stringsAt } from "../../support/value-paths.js";
import { blockOf } from "./aws-kinds.js";
import { compute, digits, type Kind, type Making, namedBy } from "./gcp-kinds.js";

export const NETWORK = "gcp:compute/network:Network";
export const SUBNET = "gcp:compute/subnetwork:Subnetwork";
const ROUTER = "gcp:compute/router:Router";
const NAT = "gcp:compute/routerNat:RouterNat";
const ZONE = "gcp:dns/managedZone:ManagedZone";
const RECORDS = "gcp:dns/recordSet:RecordSet";
const ADDRESS = "gcp:compute/globalAddress:GlobalAddress";

const inNetwork = { network: { to: [NETWORK], holds: true } };

export const NETWORKS: Readonly<Record<string, Kind>> = {
  [NETWORK]: {
    api: "compute",
    named: "name",
    make: compute("global/networks", () => ({ networkId: digits(19), numericId: digits(19), gatewayIpv4: "" })),
  },
  [SUBNET]: {
    api: "compute",
    named: "name",
    make: compute("regions/<location>/subnetworks", ({ inputs }) => ({
      subnetworkId: Number(digits(15)),
      gatewayAddress: gatewayOf(String(inputs.ipCidrRange)),
      fingerprint: "",
    })),
    refers: inNetwork,
    refuse: overlap,
  },
  [ROUTER]: { api: "compute", named: "name", make: compute("regions/<location>/routers"), refers: inNetwork },
  [NAT]: {
    api: "compute",
    named: "name",
    make: ({ inputs, project, location }) => ({ id: `${project}/${location}/${inputs.router}/${inputs.name}` }),
    refers: { router: { to: [ROUTER], holds: true }, "subnetworks[].name": { to: [SUBNET] } },
  },
  "gcp:compute/firewall:Firewall": {
    api: "compute",
    named: "name",
    make: compute("global/firewalls"),
    refers: inNetwork,
  },
  "gcp:compute/route:Route": { api: "compute", named: "name", make: compute("global/routes"), refers: inNetwork },
  [ADDRESS]: { api: "compute", named: "name", make: compute("global/addresses"), refers: inNetwork },
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": {
    api: "compute",
    named: "name",
    make: compute("global/forwardingRules", () => ({ forwardingRuleId: Number(digits(15)) })),
    refers: { ...inNetwork, ipAddress: { to: [ADDRESS], holds: true } },
  },
  [ZONE]: {
    api: "dns",
    named: "name",
    make: ({ inputs, project }) => ({
      id: `projects/${project}/managedZones/${inputs.name}`,
      managedZoneId: digits(19),
      creationTime: "2026-11-02T17:00:00Z",
      nameServers: ["ns-gcp-private.googledomains.com."],
    }),
    refers: { "privateVisibilityConfig.networks[].networkUrl": { to: [NETWORK], holds: true } },
  },
  [RECORDS]: {
    api: "dns",
    make: ({ inputs, project }) => ({
      id: `projects/${project}/managedZones/${inputs.managedZone}/rrsets/${inputs.name}/${inputs.type}`,
    }),
    refers: { managedZone: { to: [ZONE], holds: true } },
    refuse: ({ inputs, contents }) => {
      const [zone] = namedBy(contents, [ZONE], String(inputs.managedZone));
      const domain = String(zone?.inputs.dnsName);
      return String(inputs.name).endsWith(domain)
        ? undefined
        : `invalid: resource record set ${inputs.name} is not in the zone of ${domain}`;
    },
  },
};

function gatewayOf(cidr: string): string {
  const first = blockOf(cidr).first + 1;
  return [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256).join(".");
}

/** Ranges are unique in a network. */
function overlap({ inputs, contents }: Making): string | undefined {
  const networkOf = (subnet: Properties) => namedBy(contents, [NETWORK], String(subnet.network))[0];
  const network = networkOf(inputs);
  for (const range of stringsAt(inputs, "ipCidrRange")) {
    const { first, last } = blockOf(range);
    const other = contents.entries.find((entry) => {
      if (entry.type !== SUBNET || entry.kept !== undefined || networkOf(entry.inputs) !== network) return false;
      const block = blockOf(String(entry.inputs.ipCidrRange));
      return block.first <= last && first <= block.last;
    });
    if (other !== undefined) return `invalid: the IP range ${range} overlaps with ${other.id}`;
  }
  return undefined;
}
