import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { networkNoInternetInbound } from "../../../policies/azure/network-no-internet-inbound.js";
import { describeRule, expectVerdict } from "../support.js";

const GROUP = "azure-native:network:NetworkSecurityGroup";
const RULE = "azure-native:network:SecurityRule";
const inbound = (sourceAddressPrefix?: string) => ({ direction: "Inbound", access: "Allow", sourceAddressPrefix });

describeRule(networkNoInternetInbound, GROUP, {
  compliant: { inputs: { securityRules: [inbound("VirtualNetwork")] } },
  broken: {
    inputs: { securityRules: [inbound("10.0.0.0/8"), inbound("Internet")] },
    breaks: "securityRules[1] allows traffic from the internet",
  },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { securityRules: [inbound(UNKNOWN)] }, undecided: "securityRules[0].sourceAddressPrefix" },
});

describeRule(networkNoInternetInbound, RULE, {
  compliant: { inputs: inbound("VirtualNetwork") },
  broken: { inputs: inbound("*"), breaks: "it allows traffic from the internet" },
  absent: { inputs: inbound(), passes: true },
  unknown: { inputs: inbound(UNKNOWN), undecided: "sourceAddressPrefix" },
});

test.each(["*", "internet", "Any", "0.0.0.0/0", "::/0"])("%s is the internet", (source) =>
  expectVerdict(networkNoInternetInbound, RULE, {
    inputs: inbound(source),
    breaks: "it allows traffic from the internet",
  }),
);

test("one of several sources is enough", () =>
  expectVerdict(networkNoInternetInbound, RULE, {
    inputs: { ...inbound(), sourceAddressPrefixes: ["10.0.0.0/8", "0.0.0.0/0"] },
    breaks: "it allows traffic from the internet",
  }));

test("what is denied is not let in", () =>
  expectVerdict(networkNoInternetInbound, RULE, { inputs: { ...inbound("*"), access: "Deny" }, passes: true }));

test("what goes out is not let in", () =>
  expectVerdict(networkNoInternetInbound, RULE, { inputs: { ...inbound("*"), direction: "Outbound" }, passes: true }));
