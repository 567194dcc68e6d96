import * as z from "zod";
import { type Inputs, listOf, objectOf, scalarOf } from "../../plan/inputs.js";
import { cisGcp } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { alike } from "./alike.js";

export const firewallNoOpenAdminPort = rule({
  name: "gcp-firewall-no-open-admin-port",
  description: "The internet does not reach ports where machines are administered, nor all ports.",
  cloud: "gcp",
  severity: "high",
  level: "mandatory",
  controls: [cisGcp("3.6"), cisGcp("3.7"), cisGcp("3.12")],
  remediation: "Allow 35.235.240.0/20, which is Identity-Aware Proxy, in place of 0.0.0.0/0.",
  url: "https://docs.cloud.google.com/iap/docs/using-tcp-forwarding",
  settings: z.object({
    ports: z
      .array(z.number().int().min(1).max(65535))
      .default([22, 3389, 8265, 8888])
      .describe("Ports that are not open. Default: SSH (22), RDP (3389), Ray's dashboard (8265), Jupyter (8888)."),
  }),
  scope: "resource",
  checks: {
    "gcp:compute/firewall:Firewall": ({ inputs }, { ports }) => {
      const { direction, disabled, sourceRanges } = inputs;
      if (direction === "EGRESS" || disabled === true || !isAnywhere(sourceRanges)) return [];
      return opened(listOf(inputs.allows), "protocol", "allows", ports);
    },
    ...alike(
      [
        "gcp:compute/firewallPolicyRule:FirewallPolicyRule",
        "gcp:compute/networkFirewallPolicyRule:NetworkFirewallPolicyRule",
        "gcp:compute/regionNetworkFirewallPolicyRule:RegionNetworkFirewallPolicyRule",
      ],
      ({ inputs }: Resource, { ports }: { ports: number[] }) => {
        const { action, direction, disabled } = inputs;
        const match = objectOf(inputs.match);
        if (action !== "allow" || direction !== "INGRESS" || disabled === true || !isAnywhere(match.srcIpRanges))
          return [];
        return opened(listOf(match.layer4Configs), "ipProtocol", "match.layer4Configs", ports);
      },
    ),
  },
});

function isAnywhere(ranges: unknown): boolean {
  return Array.isArray(ranges) && ranges.some((range) => scalarOf(range).endsWith("/0"));
}

function opened(allowed: readonly Inputs[], key: string, where: string, ports: readonly number[]): Iterable<string> {
  return ofEach(allowed, (allow, index) => {
    if (!/^(all|tcp|6|udp|17)$/i.test(scalarOf(allow[key]))) return [];
    const ranges: unknown[] = Array.isArray(allow.ports) ? allow.ports : [];
    if (ranges.length === 0) return [`${where}[${index}] opens all ports to the internet`];
    const open = ports.filter((port) => ranges.some((range) => isIn(port, scalarOf(range))));
    return open.length > 0 ? [`${where}[${index}] opens port ${open.join(", ")} to the internet`] : [];
  });
}

/** Whether a port is in a range, such as `20-25`, or is the one that is given. */
function isIn(port: number, range: string): boolean {
  const [first = Number.NaN, last = first] = range.split("-").map(Number);
  return first <= port && port <= last;
}
