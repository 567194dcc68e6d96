import { UNKNOWN } from "../../../plan/plan.js";
import { networkDnsLogging } from "../../../policies/gcp/network-dns-logging.js";
import { describeRule, type Neighbour } from "../support.js";

const policy = (enableLogging: unknown): Neighbour => ({
  type: "gcp:dns/policy:Policy",
  name: "policy",
  inputs: { enableLogging },
  refers: { networks: "it" },
});

describeRule(networkDnsLogging, "gcp:compute/network:Network", {
  compliant: { inputs: {}, around: [policy(true)] },
  broken: { inputs: {}, around: [policy(false)], breaks: "enableLogging of its dns.Policy is not true" },
  absent: { inputs: {}, breaks: "no dns.Policy is for it" },
  unknown: { inputs: {}, around: [policy(UNKNOWN)], undecided: "enableLogging" },
});
