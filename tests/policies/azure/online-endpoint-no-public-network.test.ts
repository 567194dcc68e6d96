import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { onlineEndpointNoPublicNetwork } from "../../../policies/azure/online-endpoint-no-public-network.js";
import { describeRule, expectVerdict } from "../support.js";

const ENDPOINT = "azure-native:machinelearningservices:OnlineEndpoint";
const open = "properties.publicNetworkAccess is not Disabled, and Enabled is the default";

describeRule(onlineEndpointNoPublicNetwork, ENDPOINT, {
  compliant: { inputs: { properties: { publicNetworkAccess: "Disabled" } } },
  broken: { inputs: { properties: { publicNetworkAccess: "Enabled" } }, breaks: open },
  absent: { inputs: { properties: {} }, breaks: open },
  unknown: { inputs: { properties: { publicNetworkAccess: UNKNOWN } }, undecided: "properties.publicNetworkAccess" },
});

test("on Kubernetes the cluster's ingress says who reaches it", () =>
  expectVerdict(onlineEndpointNoPublicNetwork, ENDPOINT, {
    inputs: { properties: { compute: UNKNOWN, publicNetworkAccess: "Enabled" } },
    passes: true,
  }));
