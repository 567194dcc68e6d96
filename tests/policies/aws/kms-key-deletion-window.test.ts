import { expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { kmsKeyDeletionWindow } from "../../../policies/aws/kms-key-deletion-window.js";
import { describeRule, expectVerdict, verdictOn } from "../support.js";

const KEY = "aws:kms/key:Key";
const prod = { environment: "prod" } as const;

describeRule(kmsKeyDeletionWindow, KEY, {
  compliant: { inputs: { deletionWindowInDays: 30 }, ...prod },
  broken: {
    inputs: { deletionWindowInDays: 29 },
    ...prod,
    breaks: "deletionWindowInDays is 29, and 30 is the least",
  },
  absent: { inputs: {}, ...prod, passes: true },
  unknown: { inputs: { deletionWindowInDays: UNKNOWN }, ...prod, undecided: "deletionWindowInDays" },
});

test("keys outside prod may go sooner", () =>
  expectVerdict(kmsKeyDeletionWindow, KEY, { inputs: { deletionWindowInDays: 7 }, silent: true }));

test("a stack that is torn down lets its keys go", () =>
  expectVerdict(kmsKeyDeletionWindow, KEY, {
    ...prod,
    config: { "ai-stack:teardown": "true" },
    inputs: { deletionWindowInDays: 7 },
    silent: true,
  }));

test("keys with material from elsewhere are looked at", () =>
  expectVerdict(kmsKeyDeletionWindow, "aws:kms/externalKey:ExternalKey", {
    inputs: { deletionWindowInDays: 7 },
    ...prod,
    breaks: "deletionWindowInDays is 7, and 30 is the least",
  }));

test("the least days can be set", () =>
  expectVerdict(kmsKeyDeletionWindow, KEY, {
    inputs: { deletionWindowInDays: 14 },
    ...prod,
    settings: { days: 14 },
    passes: true,
  }));

test.each([6, 31])("a limit of %i days is refused, which no key can have", (days) => {
  expect(() => verdictOn(kmsKeyDeletionWindow, KEY, { inputs: {}, settings: { days } })).toThrow("days");
});

test.each([7, 30])("a limit of %i days is taken", (days) =>
  expectVerdict(kmsKeyDeletionWindow, KEY, {
    inputs: { deletionWindowInDays: days },
    ...prod,
    settings: { days },
    passes: true,
  }),
);
