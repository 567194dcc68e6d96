import { describe, expect, test } from "vitest";
import { type Plan, type Step, UNKNOWN } from "../../../plan/plan.js";
import { checkPlan } from "../../../policies/check.js";
import { PolicyConfigError } from "../../../policies/settings.js";
import { sizeRule } from "./rules.js";

const TODAY = "2026-11-26";
const size = sizeRule();
const urnOf = (name: string, type = "t:index:Thing") => `urn:pulumi:s::p::${type}::${name}`;
const step = (name: string, inputs: Record<string, unknown>, more: Partial<Step["newState"]> = {}): Step => ({
  op: "create",
  urn: urnOf(name),
  newState: { urn: urnOf(name), type: "t:index:Thing", custom: true, inputs, ...more },
});
const plan = (...steps: Step[]): Plan => ({ steps });
const broken = (name: string, message: string) => ({
  policy: "all-size-within-limit",
  urn: urnOf(name),
  level: "mandatory",
  severity: "low",
  message,
  remediation: "Set size to at most the limit.",
});

describe("the finding of a plan", () => {
  test("lists what is broken, with what to do about it", () => {
    expect(checkPlan(plan(step("one", { size: 9 }), step("two", { size: 1 })), [size], {}, TODAY)).toEqual({
      violations: [broken("one", "size is 9, more than 3")],
      undecided: [],
      exempted: [],
      passed: [],
      notApplicable: [],
    });
  });

  test("lists what is not decided apart, and does not count it as passed", () => {
    expect(checkPlan(plan(step("one", { size: UNKNOWN })), [size], {}, TODAY)).toMatchObject({
      violations: [],
      undecided: [
        { policy: "all-size-within-limit", urn: urnOf("one"), message: "not decided: size unknown until `up`" },
      ],
      passed: [],
      notApplicable: [],
    });
  });

  test("lists what is broken with leave, and does not count it as passed", () => {
    const config = {
      "all-size-within-limit": { exemptions: [{ resource: "one", reason: "old", expires: "2027-01-01" }] },
    };
    expect(checkPlan(plan(step("one", { size: 9 })), [size], config, TODAY)).toMatchObject({
      violations: [],
      exempted: [{ policy: "all-size-within-limit", urn: urnOf("one"), reason: "old", expires: "2027-01-01" }],
      passed: [],
    });
  });

  test("names the rules that hold, and those that have nothing to look at", () => {
    const other = sizeRule({ name: "all-other", checks: { "t:index:Other": () => ["broken"] } });
    expect(checkPlan(plan(step("one", { size: 1 })), [size, other], {}, TODAY)).toMatchObject({
      passed: ["all-size-within-limit"],
      notApplicable: ["all-other"],
    });
  });

  test("leaves out rules that are off", () => {
    const { violations, passed, notApplicable } = checkPlan(
      plan(step("one", { size: 9 })),
      [size],
      { "all-size-within-limit": "disabled" },
      TODAY,
    );
    expect([violations, passed, notApplicable]).toEqual([[], [], []]);
  });

  test("has the level of the configuration", () => {
    const { violations } = checkPlan(plan(step("one", { size: 9 })), [size], { all: "advisory" }, TODAY);
    expect(violations).toMatchObject([{ level: "advisory" }]);
  });

  test("is that of the plan's environment", () => {
    const prod = { ...plan(step("one", { size: 2 })), config: { "ai-stack:environment": "prod" } };
    const config = { "all-size-within-limit": { environments: { prod: { most: 1 } } } };
    expect(checkPlan(prod, [size], config, TODAY).violations).toMatchObject([{ message: "size is 2, more than 1" }]);
  });

  test("looks at what stays as it is, and not at what goes or is only read", () => {
    const steps = [
      { ...step("kept", { size: 9 }), op: "same" } as const,
      { ...step("old", { size: 9 }), op: "delete-replaced" } as const,
      step("read", { size: 9 }, { external: true }),
      { op: "delete", urn: urnOf("gone") } as const,
    ];
    expect(checkPlan(plan(...steps), [size], {}, TODAY).violations.map(({ urn }) => urn)).toEqual([urnOf("kept")]);
  });

  test("is empty for an empty plan", () => {
    expect(checkPlan({}, [size], {}, TODAY)).toMatchObject({
      violations: [],
      notApplicable: ["all-size-within-limit"],
    });
  });

  test("refuses a wrong configuration", () => {
    expect(() => checkPlan({}, [size], { "all-siez": {} }, TODAY)).toThrow(PolicyConfigError);
  });
});
