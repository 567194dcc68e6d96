import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { contentFilterBlocking } from "../../../policies/azure/content-filter-blocking.js";
import { describeRule, expectVerdict } from "../support.js";

const POLICY = "azure-native:cognitiveservices:RaiPolicy";
const filters = (...contentFilters: object[]) => ({ properties: { contentFilters } });
const hate = { name: "Hate", source: "Prompt", enabled: true, blocking: true };

describe.each([
  "cognitiveservices:RaiPolicy",
  "cognitiveservices:SubscriptionRaiPolicy",
  "machinelearningservices:ConnectionRaiPolicy",
  "machinelearningservices:RaiPolicy",
])("%s", (kind) => {
  describeRule(contentFilterBlocking, `azure-native:${kind}`, {
    compliant: { inputs: filters(hate) },
    broken: {
      inputs: filters(hate, { ...hate, blocking: false }),
      breaks: "properties.contentFilters[1] (Hate) does not block",
    },
    absent: { inputs: {}, passes: true },
    unknown: { inputs: filters({ ...hate, enabled: UNKNOWN }), undecided: "properties.contentFilters[0].enabled" },
  });
});

test.each(["Hate", "Sexual", "Violence", "Selfharm", "Jailbreak"])("%s is not to be turned off", (name) =>
  expectVerdict(contentFilterBlocking, POLICY, {
    inputs: filters({ ...hate, name, enabled: false }),
    breaks: `properties.contentFilters[0] (${name}) does not block`,
  }),
);

test("a filter that says nothing blocks as Azure's own does", () =>
  expectVerdict(contentFilterBlocking, POLICY, { inputs: filters({ name: "Violence" }), passes: true }));

test("protected material may be annotated only", () =>
  expectVerdict(contentFilterBlocking, POLICY, {
    inputs: filters({ name: "Protected Material Code", enabled: true, blocking: false }),
    passes: true,
  }));

test.each(["Asynchronous_filter", "Deferred"])("mode %s sends text first", (mode) =>
  expectVerdict(contentFilterBlocking, POLICY, {
    inputs: { properties: { mode, contentFilters: [hate] } },
    breaks: "properties.mode sends text before it has been looked at",
  }),
);

test("mode Blocking looks at text first", () =>
  expectVerdict(contentFilterBlocking, POLICY, { inputs: { properties: { mode: "Blocking" } }, passes: true }));
