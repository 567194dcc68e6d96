import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { subnetPrivateGoogleAccess } from "../../../policies/gcp/subnet-private-google-access.js";
import { describeRule, expectVerdict } from "../support.js";

const SUBNET = "gcp:compute/subnetwork:Subnetwork";
const off = "privateIpGoogleAccess is not true, and off is the default";

describeRule(subnetPrivateGoogleAccess, SUBNET, {
  compliant: { inputs: { privateIpGoogleAccess: true } },
  broken: { inputs: { privateIpGoogleAccess: false }, breaks: off },
  absent: { inputs: {}, breaks: off },
  unknown: { inputs: { privateIpGoogleAccess: UNKNOWN }, undecided: "privateIpGoogleAccess" },
});

test("a subnet of proxies needs none", () =>
  expectVerdict(subnetPrivateGoogleAccess, SUBNET, { inputs: { purpose: "REGIONAL_MANAGED_PROXY" }, passes: true }));
