import { UNKNOWN } from "../../../plan/plan.js";
import { natLogs } from "../../../policies/gcp/nat-logs.js";
import { describeRule } from "../support.js";

const unlogged = "logConfig.enable is not true, and no log is the default";

describeRule(natLogs, "gcp:compute/routerNat:RouterNat", {
  compliant: { inputs: { logConfig: { enable: true, filter: "ALL" } } },
  broken: { inputs: { logConfig: { enable: false, filter: "ALL" } }, breaks: unlogged },
  absent: { inputs: {}, breaks: unlogged },
  unknown: { inputs: { logConfig: { enable: UNKNOWN } }, undecided: "logConfig.enable" },
});
