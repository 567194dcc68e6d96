import { cisGcp } from "../control.js";
import { rule } from "../rule.js";
import { hasMachines, SUBNET } from "./subnet.js";

export const subnetFlowLogs = rule({
  name: "gcp-subnet-flow-logs",
  description: "A subnet records who talks to whom.",
  cloud: "gcp",
  severity: "medium",
  level: "advisory",
  controls: [cisGcp("3.10")],
  remediation: "Set logConfig, for example with aggregationInterval INTERVAL_10_MIN.",
  url: "https://docs.cloud.google.com/vpc/docs/using-flow-logs",
  scope: "resource",
  checks: {
    [SUBNET]: ({ inputs }) =>
      "logConfig" in inputs || !hasMachines(inputs) ? [] : ["logConfig is not set, and no log is the default"],
  },
});
