import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { judge } from "../../../policies/judge.js";
import { resourceOf } from "../../../policies/resource.js";
import { ANY_TYPE, looksAt } from "../../../policies/rule.js";
import { configure, type Exemption } from "../../../policies/settings.js";
import { sizeRule } from "./rules.js";

const TODAY = "2026-11-26";
const URN = "urn:pulumi:s::p::t:index:Thing::one";
const size = sizeRule();
const thing = (inputs: Record<string, unknown>, type = "t:index:Thing") =>
  resourceOf({ urn: `urn:pulumi:s::p::${type}::one`, type, custom: true, inputs }, { environment: "dev", kept: false });
const verdict = (inputs: Record<string, unknown>, ...exemptions: Exemption[]) =>
  judge(size, thing(inputs), configure(size, { exemptions }, "dev"), TODAY);
const exemption = (more: Partial<Exemption> = {}): Exemption => ({
  resource: "one",
  reason: "it is old",
  expires: "2027-03-31",
  ...more,
});

describe("a verdict", () => {
  test("names what is broken", () => {
    expect(verdict({ size: 4, colour: "red" })).toEqual({ violations: ["size is 4, more than 3", "it is red"] });
  });

  test("is empty where nothing is", () => {
    expect(verdict({ size: 3 })).toEqual({ violations: [] });
  });

  test("names what is broken beside what is not decided", () => {
    expect(verdict({ size: 4, colour: UNKNOWN })).toMatchObject({
      violations: ["size is 4, more than 3"],
      undecided: { property: "colour" },
    });
  });

  test("is none on a type that the rule does not look at", () => {
    expect(judge(size, thing({ size: 4 }, "t:index:Other"), configure(size, {}, "dev"), TODAY)).toBeUndefined();
    expect(judge(size, thing({ size: 4 }, "toString"), configure(size, {}, "dev"), TODAY)).toBeUndefined();
  });

  test("is none of a rule that is for the other environment", () => {
    const of = (environment: "dev" | "prod") =>
      judge(sizeRule({ environment } as never), thing({ size: 4 }), configure(size, {}, "dev"), TODAY)?.violations;
    expect([of("prod"), of("dev")]).toEqual([undefined, ["size is 4, more than 3"]]);
  });

  test("is none of a rule on a whole stack without the stack", () => {
    const stacked = sizeRule({ scope: "stack", checks: { "t:index:Thing": () => ["broken"] } } as never);
    expect(judge(stacked, thing({}), configure(stacked, {}, "dev"), TODAY)).toBeUndefined();
  });

  test("hides no mistake of a rule", () => {
    const wrong = sizeRule({
      checks: {
        "t:index:Thing": () => {
          throw new TypeError("x is not a function");
        },
      },
    });
    expect(() => judge(wrong, thing({}), configure(wrong, {}, "dev"), TODAY)).toThrow(TypeError);
  });

  test("knows the day", () => {
    const dated = sizeRule({ checks: { "t:index:Thing": (_, __, today) => [`it is ${today}`] } });
    expect(judge(dated, thing({}), configure(dated, {}, "dev"), TODAY)?.violations).toEqual(["it is 2026-11-26"]);
  });
});

describe("an exemption", () => {
  test("covers what the resource breaks", () => {
    expect(verdict({ size: 4 }, exemption())).toEqual({ violations: [], exemption: exemption() });
  });

  test("covers what is not decided", () => {
    expect(verdict({ size: UNKNOWN }, exemption())).toEqual({ violations: [], exemption: exemption() });
  });

  test("is not used where nothing is broken", () => {
    expect(verdict({ size: 1 }, exemption())).toEqual({ violations: [], exemption: undefined });
  });

  test("names the resource by its URN as well", () => {
    expect(verdict({ size: 4 }, exemption({ resource: URN }))?.violations).toEqual([]);
  });

  test("covers no other resource", () => {
    expect(verdict({ size: 4 }, exemption({ resource: "two" }))?.violations).toEqual(["size is 4, more than 3"]);
  });

  test("holds to its last day", () => {
    expect(verdict({ size: 4 }, exemption({ expires: TODAY }))?.violations).toEqual([]);
  });

  test("is a violation by itself from the next day on, beside what it covered", () => {
    expect(verdict({ size: 4, colour: UNKNOWN }, exemption({ expires: "2026-11-25" }))).toMatchObject({
      violations: ["size is 4, more than 3", "its exemption (it is old) ended on 2026-11-25"],
      undecided: { property: "colour" },
    });
    expect(verdict({ size: 1 }, exemption({ expires: "2026-11-25" }))?.violations).toEqual([
      "its exemption (it is old) ended on 2026-11-25",
    ]);
  });
});

describe("a rule for any type", () => {
  const any = sizeRule({ checks: { [ANY_TYPE]: ({ type }) => [`any ${type}`], "t:index:Thing": () => ["a thing"] } });
  const on = (type: string) => judge(any, thing({}, type), configure(any, {}, "dev"), TODAY)?.violations;

  test("looks at each, and at those that it names in their own way", () => {
    expect(on("t:index:Other")).toEqual(["any t:index:Other"]);
    expect(on("t:index:Thing")).toEqual(["a thing"]);
    expect(looksAt(any, "toString")).toBe(true);
  });
});
