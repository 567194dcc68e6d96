import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { subnetFlowLogs } from "../../../policies/gcp/subnet-flow-logs.js";
import { describeRule, expectVerdict } from "../support.js";

const SUBNET = "gcp:compute/subnetwork:Subnetwork";
const unlogged = "logConfig is not set, and no log is the default";

describeRule(subnetFlowLogs, SUBNET, {
  compliant: { inputs: { logConfig: { flowSampling: 0.5 } } },
  broken: { inputs: { purpose: "PRIVATE" }, breaks: unlogged },
  absent: { inputs: {}, breaks: unlogged },
  unknown: { inputs: { purpose: UNKNOWN }, undecided: "purpose" },
});

describe(subnetFlowLogs.name, () => {
  test.each(["REGIONAL_MANAGED_PROXY", "GLOBAL_MANAGED_PROXY", "PRIVATE_SERVICE_CONNECT", "PRIVATE_NAT"])(
    "a subnet of purpose %s has no machines to log",
    (purpose) => expectVerdict(subnetFlowLogs, SUBNET, { inputs: { purpose }, passes: true }),
  );

  test("a subnet of the older name for private has machines", () =>
    expectVerdict(subnetFlowLogs, SUBNET, { inputs: { purpose: "PRIVATE_RFC_1918" }, breaks: unlogged }));

  test("a configuration that is not known yet is one", () =>
    expectVerdict(subnetFlowLogs, SUBNET, { inputs: { logConfig: UNKNOWN }, passes: true }));
});
