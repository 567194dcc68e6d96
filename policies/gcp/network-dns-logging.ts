import { cisGcp } from "../control.js";
import { rule } from "../rule.js";

export const networkDnsLogging = rule({
  name: "gcp-network-dns-logging",
  description: "A network records the names that its machines look up, by which data can leave, too.",
  cloud: "gcp",
  severity: "low",
  level: "advisory",
  controls: [cisGcp("2.13")],
  remediation: "Add a dns.Policy for the network with enableLogging true.",
  url: "https://docs.cloud.google.com/dns/docs/monitoring",
  scope: "stack",
  checks: {
    "gcp:compute/network:Network": (network, _, stack) => {
      const policies = stack.referring(network, "gcp:dns/policy:Policy");
      if (policies.some(({ inputs }) => inputs.enableLogging === true)) return [];
      return [policies.length === 0 ? "no dns.Policy is for it" : "enableLogging of its dns.Policy is not true"];
    },
  },
});
