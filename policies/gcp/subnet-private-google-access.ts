import { cisGcp } from "../control.js";
import { rule } from "../rule.js";
import { hasMachines, SUBNET } from "./subnet.js";

export const subnetPrivateGoogleAccess = rule({
  name: "gcp-subnet-private-google-access",
  description: "Machines reach Google's APIs without an external address.",
  cloud: "gcp",
  severity: "low",
  level: "advisory",
  controls: [cisGcp("3.9")],
  remediation: "Set privateIpGoogleAccess to true.",
  url: "https://docs.cloud.google.com/vpc/docs/private-google-access",
  scope: "resource",
  checks: {
    [SUBNET]: ({ inputs }) =>
      inputs.privateIpGoogleAccess === true || !hasMachines(inputs)
        ? []
        : ["privateIpGoogleAccess is not true, and off is the default"],
  },
});
