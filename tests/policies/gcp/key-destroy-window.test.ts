import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { keyDestroyWindow } from "../../../policies/gcp/key-destroy-window.js";
import { describeRule, expectVerdict } from "../support.js";

const KEY = "gcp:kms/cryptoKey:CryptoKey";
const environment = "prod";

describeRule(keyDestroyWindow, KEY, {
  compliant: { environment, inputs: { destroyScheduledDuration: "2592000s" } },
  broken: {
    environment,
    inputs: { destroyScheduledDuration: "86400s" },
    breaks: "a version is lost 24 hours after somebody destroys it, the least is 30 days",
  },
  absent: { environment, inputs: {}, passes: true },
  unknown: { environment, inputs: { destroyScheduledDuration: UNKNOWN }, undecided: "destroyScheduledDuration" },
});

describe(keyDestroyWindow.name, () => {
  test("outside prod a key may go sooner", () =>
    expectVerdict(keyDestroyWindow, KEY, { inputs: { destroyScheduledDuration: "86400s" }, silent: true }));

  test("a stack that is torn down lets its keys go", () =>
    expectVerdict(keyDestroyWindow, KEY, {
      environment,
      config: { "ai-stack:teardown": "true" },
      inputs: { destroyScheduledDuration: "86400s" },
      silent: true,
    }));

  test("the month of Cloud KMS is too short for a longer window", () =>
    expectVerdict(keyDestroyWindow, KEY, {
      environment,
      inputs: {},
      settings: { days: 60 },
      breaks: "a version is lost 720 hours after somebody destroys it, the least is 60 days",
    }));
});
