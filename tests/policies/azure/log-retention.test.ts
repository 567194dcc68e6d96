import { test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { logRetention } from "../../../policies/azure/log-retention.js";
import { describeRule, expectVerdict } from "../support.js";

const WORKSPACE = "azure-native:operationalinsights:Workspace";

describeRule(logRetention, WORKSPACE, {
  compliant: { inputs: { retentionInDays: 30 } },
  broken: { inputs: { retentionInDays: 7 }, breaks: "retentionInDays is 7 or left out, 30 are asked for" },
  absent: { inputs: {}, passes: true },
  unknown: { inputs: { retentionInDays: UNKNOWN }, undecided: "retentionInDays" },
});

test("prod can ask for more", () =>
  expectVerdict(logRetention, WORKSPACE, {
    inputs: {},
    environment: "prod",
    settings: { environments: { prod: { days: 90 } } },
    breaks: "retentionInDays is 30 or left out, 90 are asked for",
  }));
