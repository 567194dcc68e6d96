import { expect, test } from "vitest";
import type { Plan } from "../../plan/plan.js";
import { differences } from "../engine/support/compare-plans.js";

const PLAN: Plan = {
  config: { "aws:region": "eu-west-1" },
  steps: [
    {
      op: "create",
      urn: "urn:a",
      newState: {
        urn: "urn:a",
        custom: true,
        type: "t",
        inputs: { list: [1, 2], names: ["x", "y"] },
        dependencies: ["urn:b", "urn:c"],
        propertyDependencies: { list: ["urn:b", "urn:c"] },
        sourcePosition: "project:///a.ts#1,1",
      },
    },
    { op: "create", urn: "urn:b", newState: { urn: "urn:b", custom: false, type: "t" } },
  ],
  diagnostics: [{ message: "info\n", severity: "info" }],
  changeSummary: { create: 2 },
};

/** The plan after a change of its copy. */
function changed(change: (plan: any) => void): Plan {
  const copy = structuredClone(PLAN);
  change(copy);
  return copy;
}

test.each<[string, (plan: any) => void]>([
  ["nothing", () => {}],
  ["the order of steps", (plan) => plan.steps.reverse()],
  ["the order of dependencies", (plan) => plan.steps[0].newState.dependencies.reverse()],
  ["the order of an input's dependencies", (plan) => plan.steps[0].newState.propertyDependencies.list.reverse()],
  ["a source position", (plan) => delete plan.steps[0].newState.sourcePosition],
  ["a stack trace", (plan) => (plan.steps[1].newState.stackTrace = [])],
  ["the duration", (plan) => (plan.duration = 1)],
  [
    "a remark on a plugin",
    (plan) =>
      plan.diagnostics.push({ message: "warning: using pulumi-resource-aws from $PATH at x\n", severity: "warning" }),
  ],
])("says nothing where %s differs", (_what, change) => {
  expect(differences(PLAN, changed(change))).toEqual([]);
});

test.each<[string, (plan: any) => void, string]>([
  ["an input", (plan) => (plan.steps[0].newState.inputs.list[1] = 3), "urn:a.newState.inputs.list[1]: 2 / 3"],
  [
    "the order of an input",
    (plan) => plan.steps[0].newState.inputs.names.reverse(),
    'urn:a.newState.inputs.names[0]: "x" / "y"',
  ],
  [
    "a field that only one has",
    (plan) => (plan.steps[1].newState.protect = true),
    "urn:b.newState.protect: undefined / true",
  ],
  [
    "a dependency",
    (plan) => plan.steps[0].newState.dependencies.pop(),
    'urn:a.newState.dependencies: ["urn:b","urn:c"] / ["urn:b"]',
  ],
  ["a setting", (plan) => delete plan.config["aws:region"], 'config.aws:region: "eu-west-1" / undefined'],
  ["the summary", (plan) => (plan.changeSummary.create = 3), "changeSummary.create: 2 / 3"],
  ["a message", (plan) => plan.diagnostics.pop(), "diagnostics:"],
  ["a step that only one has", (plan) => plan.steps.pop(), "urn:b:"],
  ["a second step of a resource", (plan) => plan.steps.push(plan.steps[1]), "urn:b (2):"],
])("names %s that differs", (_what, change, line) => {
  expect(differences(PLAN, changed(change))[0]).toContain(line);
});
