import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { securityGroupNoInternetIngress } from "../../../policies/aws/security-group-no-internet-ingress.js";
import { describeRule, expectVerdict } from "../support.js";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const https = { fromPort: 443, toPort: 443 };

describeRule(securityGroupNoInternetIngress, GROUP, {
  compliant: { inputs: { ingress: [{ ...https, protocol: "tcp", cidrBlocks: ["10.0.0.0/8"] }] } },
  broken: {
    inputs: { ingress: [{ self: true }, { ...https, protocol: "tcp", cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] }] },
    breaks: "ingress[1].cidrBlocks[1] is 0.0.0.0/0",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { ingress: [{ cidrBlocks: [UNKNOWN] }] }, undecided: "ingress[0].cidrBlocks[0]" },
});

describeRule(securityGroupNoInternetIngress, RULE, {
  compliant: { inputs: { type: "ingress", cidrBlocks: ["10.20.0.0/16"] } },
  broken: { inputs: { type: "ingress", ipv6CidrBlocks: ["::/0"] }, breaks: "ipv6CidrBlocks[0] is ::/0" },
  absent: { inputs: { type: "ingress", sourceSecurityGroupId: UNKNOWN }, passes: true },
  unknown: { inputs: { type: UNKNOWN, cidrBlocks: ["0.0.0.0/0"] }, undecided: "type" },
});

describeRule(securityGroupNoInternetIngress, INGRESS, {
  compliant: { inputs: { ...https, ipProtocol: "tcp", cidrIpv4: "10.20.0.0/16" } },
  broken: { inputs: { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }, breaks: "cidrIpv4 is 0.0.0.0/0" },
  absent: { inputs: { ipProtocol: "-1", referencedSecurityGroupId: UNKNOWN }, passes: true },
  unknown: { inputs: { ipProtocol: "tcp", cidrIpv4: UNKNOWN }, undecided: "cidrIpv4" },
});

test("a default security group is looked at", () =>
  expectVerdict(securityGroupNoInternetIngress, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
    inputs: { ingress: [{ cidrBlocks: ["0.0.0.0/0"] }] },
    breaks: "ingress[0].cidrBlocks[0] is 0.0.0.0/0",
  }));

test("where no port may be open, it does not matter which it will be", () =>
  expectVerdict(securityGroupNoInternetIngress, INGRESS, {
    inputs: { ipProtocol: "tcp", fromPort: UNKNOWN, toPort: UNKNOWN, cidrIpv4: "0.0.0.0/0" },
    breaks: "cidrIpv4 is 0.0.0.0/0",
  }));

test("egress is none of its business", () =>
  expectVerdict(securityGroupNoInternetIngress, RULE, {
    inputs: { type: "egress", cidrBlocks: ["0.0.0.0/0"] },
    passes: true,
  }));

describe("the internet is", () => {
  test.each(["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/7"])("%s", (cidrIpv4) =>
    expectVerdict(securityGroupNoInternetIngress, INGRESS, {
      inputs: { cidrIpv4 },
      breaks: `cidrIpv4 is ${cidrIpv4}`,
    }),
  );

  test.each(["::/0", "2000::/3"])("%s", (cidrIpv6) =>
    expectVerdict(securityGroupNoInternetIngress, INGRESS, {
      inputs: { cidrIpv6 },
      breaks: `cidrIpv6 is ${cidrIpv6}`,
    }),
  );

  test.each(["10.0.0.0/8", "203.0.113.7/32", "no block"])("not %s", (cidrIpv4) =>
    expectVerdict(securityGroupNoInternetIngress, INGRESS, { inputs: { cidrIpv4 }, passes: true }),
  );

  test.each(["fc00::/7", "2001:db8::/32"])("not %s", (cidrIpv6) =>
    expectVerdict(securityGroupNoInternetIngress, INGRESS, { inputs: { cidrIpv6 }, passes: true }),
  );
});

describe("a port that may be open", () => {
  const settings = { ports: [443] };

  test.each(["tcp", "6"])("is open to %s", (ipProtocol) =>
    expectVerdict(securityGroupNoInternetIngress, INGRESS, {
      inputs: { ...https, ipProtocol, cidrIpv4: "0.0.0.0/0" },
      settings,
      passes: true,
    }),
  );

  test("is open in a group's own rules", () =>
    expectVerdict(securityGroupNoInternetIngress, GROUP, {
      inputs: { ingress: [{ ...https, protocol: "tcp", cidrBlocks: ["0.0.0.0/0"] }] },
      settings,
      passes: true,
    }));

  test("is open in a rule of its own", () =>
    expectVerdict(securityGroupNoInternetIngress, RULE, {
      inputs: { type: "ingress", ...https, protocol: "tcp", cidrBlocks: ["0.0.0.0/0"] },
      settings,
      passes: true,
    }));

  test.each([
    ["another port", { fromPort: 22, toPort: 22, ipProtocol: "tcp" }],
    ["a range that it begins", { fromPort: 443, toPort: 8443, ipProtocol: "tcp" }],
    ["another protocol", { ...https, ipProtocol: "udp" }],
    ["all protocols", { ipProtocol: "-1" }],
  ])("does not open %s", (_, inputs) =>
    expectVerdict(securityGroupNoInternetIngress, INGRESS, {
      inputs: { ...inputs, cidrIpv4: "0.0.0.0/0" },
      settings,
      breaks: "cidrIpv4 is 0.0.0.0/0",
    }),
  );
});
