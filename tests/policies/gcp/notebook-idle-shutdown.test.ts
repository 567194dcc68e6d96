import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { notebookIdleShutdown } from "../../../policies/gcp/notebook-idle-shutdown.js";
import { describeRule, expectVerdict } from "../support.js";

const NOTEBOOK = "gcp:workbench/instance:Instance";
const TEMPLATE = "gcp:colab/runtimeTemplate:RuntimeTemplate";
const notebook = (metadata: object) => ({ inputs: { gceSetup: { metadata } } });
const idle = (seconds: unknown) => notebook({ "idle-timeout-seconds": seconds });
const template = (idleTimeout: unknown) => ({ inputs: { idleShutdownConfig: { idleTimeout } } });

describeRule(notebookIdleShutdown, NOTEBOOK, {
  compliant: idle("3600"),
  broken: {
    ...idle("10801"),
    breaks: "gceSetup.metadata idle-timeout-seconds is 10801 seconds, the limit is 180 minutes",
  },
  absent: { inputs: {}, passes: true },
  unknown: { ...idle(UNKNOWN), undecided: "gceSetup.metadata.idle-timeout-seconds" },
});

describeRule(notebookIdleShutdown, TEMPLATE, {
  compliant: template("3600s"),
  broken: {
    ...template("86400s"),
    breaks: "idleShutdownConfig.idleTimeout is 86400 seconds, the limit is 180 minutes",
  },
  absent: { inputs: {}, breaks: "idleShutdownConfig.idleTimeout sets no time, so idle shutdown is off" },
  unknown: { ...template(UNKNOWN), undecided: "idleShutdownConfig.idleTimeout" },
});

describe(notebookIdleShutdown.name, () => {
  test("three hours are within the limit of three hours", () =>
    expectVerdict(notebookIdleShutdown, NOTEBOOK, { ...idle(10_800), passes: true }));

  test.each(["0", ""])("a time of %j turns it off", (seconds) =>
    expectVerdict(notebookIdleShutdown, NOTEBOOK, {
      ...idle(seconds),
      breaks: "gceSetup.metadata idle-timeout-seconds sets no time, so idle shutdown is off",
    }),
  );

  test("a time of 0s turns it off in a Colab runtime", () =>
    expectVerdict(notebookIdleShutdown, TEMPLATE, {
      ...template("0s"),
      breaks: "idleShutdownConfig.idleTimeout sets no time, so idle shutdown is off",
    }));

  test("Workbench's own three hours are too long for a shorter limit", () =>
    expectVerdict(notebookIdleShutdown, NOTEBOOK, {
      inputs: {},
      settings: { minutes: 60 },
      breaks: "gceSetup.metadata idle-timeout-seconds is 10800 seconds, the limit is 60 minutes",
    }));

  test("without guest attributes nothing shuts down", () =>
    expectVerdict(notebookIdleShutdown, NOTEBOOK, {
      ...notebook({ "idle-timeout-seconds": "3600", "enable-guest-attributes": "FALSE" }),
      breaks: "gceSetup.metadata enable-guest-attributes is off, and idle shutdown needs it",
    }));

  test("guest attributes may be asked for", () =>
    expectVerdict(notebookIdleShutdown, NOTEBOOK, {
      ...notebook({ "enable-guest-attributes": "true" }),
      passes: true,
    }));
});
