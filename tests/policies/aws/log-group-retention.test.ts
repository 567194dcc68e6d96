import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { logGroupRetention } from "../../../policies/aws/log-group-retention.js";
import { describeRule, expectVerdict } from "../support.js";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const EVER = "no retentionInDays: events are kept for ever, the default";

describeRule(logGroupRetention, LOG_GROUP, {
  compliant: { inputs: { retentionInDays: 30 } },
  broken: { inputs: { retentionInDays: 0 }, breaks: EVER },
  absent: { inputs: {}, breaks: EVER },
  unknown: { inputs: { retentionInDays: UNKNOWN }, undecided: "retentionInDays" },
});

describe("the least days", () => {
  test("are a year in prod", () =>
    expectVerdict(logGroupRetention, LOG_GROUP, {
      inputs: { retentionInDays: 180 },
      environment: "prod",
      breaks: "retentionInDays is 180, and 365 is the least",
    }));

  test("are one elsewhere", () =>
    expectVerdict(logGroupRetention, LOG_GROUP, { inputs: { retentionInDays: 1 }, passes: true }));

  test("are kept by as many", () =>
    expectVerdict(logGroupRetention, LOG_GROUP, {
      inputs: { retentionInDays: 365 },
      environment: "prod",
      passes: true,
    }));

  test("can be set", () =>
    expectVerdict(logGroupRetention, LOG_GROUP, {
      inputs: { retentionInDays: 30 },
      settings: { days: 90 },
      breaks: "retentionInDays is 30, and 90 is the least",
    }));

  test("can be set lower for prod", () =>
    expectVerdict(logGroupRetention, LOG_GROUP, {
      inputs: { retentionInDays: 90 },
      environment: "prod",
      settings: { environments: { prod: { days: 90 } } },
      passes: true,
    }));
});

test("a group of the class DELIVERY is kept for two days whatever it says", () =>
  expectVerdict(logGroupRetention, LOG_GROUP, { inputs: { logGroupClass: "DELIVERY" }, passes: true }));
