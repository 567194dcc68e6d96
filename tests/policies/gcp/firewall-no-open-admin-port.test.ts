import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { firewallNoOpenAdminPort } from "../../../policies/gcp/firewall-no-open-admin-port.js";
import { describeRule, expectVerdict } from "../support.js";

const FIREWALL = "gcp:compute/firewall:Firewall";
const POLICY_RULE = "gcp:compute/networkFirewallPolicyRule:NetworkFirewallPolicyRule";
const ssh = [{ protocol: "tcp", ports: ["22"] }];
const sourceRanges = ["10.0.0.0/8", "0.0.0.0/0"];
const sshOpen = "allows[0] opens port 22 to the internet";
const policyRule = (match: object, others: object = {}) => ({
  inputs: { action: "allow", direction: "INGRESS", match, ...others },
});
const policySsh = { srcIpRanges: ["0.0.0.0/0"], layer4Configs: [{ ipProtocol: "tcp", ports: ["22"] }] };

describeRule(firewallNoOpenAdminPort, FIREWALL, {
  compliant: { inputs: { sourceRanges: ["35.235.240.0/20"], allows: ssh } },
  broken: { inputs: { sourceRanges, allows: ssh }, breaks: sshOpen },
  absent: { inputs: { allows: ssh, sourceTags: ["bastion"] }, passes: true },
  unknown: { inputs: { sourceRanges: UNKNOWN, allows: ssh }, undecided: "sourceRanges" },
});

describe.each([
  "gcp:compute/firewallPolicyRule:FirewallPolicyRule",
  POLICY_RULE,
  "gcp:compute/regionNetworkFirewallPolicyRule:RegionNetworkFirewallPolicyRule",
])("%s", (type) => {
  describeRule(firewallNoOpenAdminPort, type, {
    compliant: policyRule({ ...policySsh, srcIpRanges: ["10.0.0.0/8"] }),
    broken: { ...policyRule(policySsh), breaks: "match.layer4Configs[0] opens port 22 to the internet" },
    absent: { ...policyRule({}), passes: true },
    unknown: { inputs: { action: "allow", direction: "INGRESS", match: UNKNOWN }, undecided: "match" },
  });
});

describe(firewallNoOpenAdminPort.name, () => {
  test("looks at requests that come in, which rules are about unless they say otherwise", () => {
    expectVerdict(firewallNoOpenAdminPort, FIREWALL, {
      inputs: { direction: "INGRESS", sourceRanges, allows: ssh },
      breaks: sshOpen,
    });
    expectVerdict(firewallNoOpenAdminPort, FIREWALL, {
      inputs: { direction: "EGRESS", sourceRanges, allows: ssh },
      passes: true,
    });
  });

  test("a rule that is off opens nothing", () => {
    expectVerdict(firewallNoOpenAdminPort, FIREWALL, {
      inputs: { disabled: true, sourceRanges, allows: ssh },
      passes: true,
    });
    expectVerdict(firewallNoOpenAdminPort, POLICY_RULE, { ...policyRule(policySsh, { disabled: true }), passes: true });
  });

  test("a rule of a policy that denies, or is about what goes out, opens nothing", () => {
    expectVerdict(firewallNoOpenAdminPort, POLICY_RULE, { ...policyRule(policySsh, { action: "deny" }), passes: true });
    expectVerdict(firewallNoOpenAdminPort, POLICY_RULE, {
      ...policyRule(policySsh, { direction: "EGRESS" }),
      passes: true,
    });
  });

  test("any address of IPv6 is anywhere, too", () =>
    expectVerdict(firewallNoOpenAdminPort, FIREWALL, {
      inputs: { sourceRanges: ["::/0"], allows: ssh },
      breaks: sshOpen,
    }));

  test.each(["all", "tcp", "TCP", "6", 6, "udp", "17"])("protocol %s without ports is all ports", (protocol) =>
    expectVerdict(firewallNoOpenAdminPort, FIREWALL, {
      inputs: { sourceRanges, allows: [{ protocol }] },
      breaks: "allows[0] opens all ports to the internet",
    }),
  );

  test.each(["icmp", "1", "16", "61"])("protocol %s has no ports", (protocol) =>
    expectVerdict(firewallNoOpenAdminPort, FIREWALL, {
      inputs: { sourceRanges, allows: [{ protocol }] },
      passes: true,
    }),
  );

  test.each([
    ["20-22", "22"],
    ["22-30", "22"],
    ["3000-9000", "3389, 8265, 8888"],
    [8888, "8888"],
  ])("port range %s opens %s", (range, ports) =>
    expectVerdict(firewallNoOpenAdminPort, FIREWALL, {
      inputs: { sourceRanges, allows: [{ protocol: "tcp", ports: ["443", range] }] },
      breaks: `allows[0] opens port ${ports} to the internet`,
    }),
  );

  test.each(["443", "23-80", "20-21", "ssh", ""])("port range %j opens no such port", (range) =>
    expectVerdict(firewallNoOpenAdminPort, FIREWALL, {
      inputs: { sourceRanges, allows: [{ protocol: "tcp", ports: [range] }] },
      passes: true,
    }),
  );

  test("the ports can be set", () =>
    expectVerdict(firewallNoOpenAdminPort, FIREWALL, {
      inputs: { sourceRanges, allows: [{ protocol: "tcp", ports: ["22", "6006"] }] },
      settings: { ports: [6006] },
      breaks: "allows[0] opens port 6006 to the internet",
    }));
});
