import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { subnetPrivate } from "../../../policies/azure/subnet-private.js";
import { describeRule, expectVerdict } from "../support.js";

const SUBNET = "azure-native:network:Subnet";
const open = "defaultOutboundAccess is not false, and true is the default";

describeRule(subnetPrivate, SUBNET, {
  compliant: { inputs: { defaultOutboundAccess: false } },
  broken: { inputs: { defaultOutboundAccess: true }, breaks: open },
  absent: { inputs: {}, breaks: open },
  unknown: { inputs: { defaultOutboundAccess: UNKNOWN }, undecided: "defaultOutboundAccess" },
});

describeRule(subnetPrivate, "azure-native:network:VirtualNetwork", {
  compliant: { inputs: { subnets: [{ defaultOutboundAccess: false }] } },
  broken: { inputs: { subnets: [{ defaultOutboundAccess: false }, {}] }, breaks: `subnets[1].${open}` },
  absent: { inputs: {}, passes: true },
  unknown: {
    inputs: { subnets: [{ defaultOutboundAccess: UNKNOWN }] },
    undecided: "subnets[0].defaultOutboundAccess",
  },
});

test("a service that a subnet is delegated to has its own way out", () =>
  expectVerdict(subnetPrivate, SUBNET, {
    inputs: { delegations: [{ serviceName: "Microsoft.App/environments" }] },
    passes: true,
  }));

test.each([
  "GatewaySubnet",
  "AzureFirewallSubnet",
  "AzureFirewallManagementSubnet",
  "AzureBastionSubnet",
  "RouteServerSubnet",
])("%s is Azure's own", (subnetName) => expectVerdict(subnetPrivate, SUBNET, { inputs: { subnetName }, passes: true }));

test("a subnet of a network may be Azure's own", () =>
  expectVerdict(subnetPrivate, "azure-native:network:VirtualNetwork", {
    inputs: { subnets: [{ name: "GatewaySubnet" }] },
    passes: true,
  }));
