import { describe, expect, test } from "vitest";
import type { Inputs } from "../../plan/inputs.js";
import type { Plan, ResourceState } from "../../plan/plan.js";
import { judge, type Verdict } from "../../policies/judge.js";
import { resourceOf, stackView, stageOf } from "../../policies/resource.js";
import type { Rule } from "../../policies/rule.js";
import { configure } from "../../policies/settings.js";

const TODAY = "2026-11-26";
const PREFIX = "urn:pulumi:test::test::";

/** A resource beside the one that is looked at, which is called `it`. */
export interface Neighbour {
  readonly type: string;
  readonly name: string;
  readonly inputs?: Inputs;
  /** Names of resources that its inputs refer to, by input: `{ bucket: "it" }`. */
  readonly refers?: Readonly<Record<string, string>>;
  /** Name of the component that it is in. */
  readonly parent?: string;
  readonly provider?: string;
}

/** What a rule is asked to look at. */
export interface Case {
  readonly inputs: Inputs;
  /** Names of resources that its inputs refer to, by input. */
  readonly refers?: Readonly<Record<string, string>>;
  readonly parent?: string;
  /** Name of the provider around it that serves it. @default the default one */
  readonly provider?: string;
  /** Its own name. @default "it" */
  readonly name?: string;
  readonly around?: readonly Neighbour[];
  /** @default "dev" */
  readonly environment?: "dev" | "prod";
  /** The rule's part of the configuration. @default nothing */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The rest of the stack's configuration. */
  readonly config?: Readonly<Record<string, string>>;
}

/** What the rule says of a case: what it breaks, what it cannot be decided without, that it passes, or nothing at all. */
type Expected =
  | { readonly breaks: string | readonly string[] }
  | { readonly undecided: string }
  | { readonly passes: true }
  | { readonly silent: true };

/** The five things to know of every rule. */
export interface Cases {
  readonly compliant: Case;
  readonly broken: Case & { readonly breaks: string | readonly string[] };
  /** The property that it is about is left out. */
  readonly absent: Case & Expected;
  /** It is not known before `up`. */
  readonly unknown: Case & Expected;
}

/** The verdict of a rule on a resource of a type; `undefined` where it does not look at such resources. */
export function verdictOn(rule: Rule, type: string, given: Case): Verdict | undefined {
  const { environment = "dev", settings = {}, config = {}, around = [], ...it } = given;
  const resources: readonly Neighbour[] = [{ name: "it", ...it, type }, ...around];
  const urns = new Map(resources.map(({ type, name }) => [name, `${PREFIX}${type}::${name}`]));
  const states = resources.map(({ type, name, inputs, refers = {}, parent, provider }): ResourceState => {
    const propertyDependencies = Object.fromEntries(
      Object.entries(refers).map(([input, of]) => [input, [urns.get(of) ?? `no resource ${of}`]]),
    );
    return {
      urn: urns.get(name) ?? "",
      type,
      custom: !type.startsWith("ai-stack:") && !type.startsWith("pulumi:pulumi:"),
      inputs,
      propertyDependencies,
      ...(parent === undefined ? {} : { parent: urns.get(parent) }),
      ...(provider === undefined ? {} : { provider: `${urns.get(provider)}::id` }),
    };
  });
  const plan: Plan = {
    config: { "ai-stack:environment": environment, ...config },
    steps: states.map((newState) => ({ op: "create", urn: newState.urn, newState })),
  };
  const [state] = states as [ResourceState];
  const configured = configure(rule, settings, environment);
  return judge(rule, resourceOf(state, stageOf(plan)), configured, TODAY, stackView(plan));
}

/** Inputs with a value at a path as a rule writes it: `[]` one item, `{}` one key called `key`, `#` a JSON text. */
export function inputsAt(path: string, value: unknown): Inputs {
  const steps = path.match(/\[\]|\{\}|#|[^.#[\]{}]+/g) ?? [];
  return steps.reduceRight<unknown>((inner, step) => {
    if (step === "[]") return [inner];
    if (step === "{}") return { key: inner };
    return step === "#" ? JSON.stringify(inner) : { [step]: inner };
  }, value) as Inputs;
}

/** Expects a rule to say what a case says that it does. */
export function expectVerdict(rule: Rule, type: string, given: Case & Expected): void {
  const verdict = verdictOn(rule, type, given);
  if ("silent" in given) {
    expect(verdict).toBeUndefined();
    return;
  }
  const { violations, undecided } = verdict ?? {};
  const breaks = "breaks" in given ? [given.breaks].flat() : [];
  expect({ violations, undecided: undecided?.property }).toEqual({
    violations: breaks,
    undecided: "undecided" in given ? given.undecided : undefined,
  });
}

/** Tests that a rule keeps to its five cases on resources of a type. */
export function describeRule(rule: Rule, type: string, { compliant, broken, absent, unknown }: Cases): void {
  describe(`${rule.name} on ${type}`, () => {
    test("passes what keeps to it", () => expectVerdict(rule, type, { ...compliant, passes: true }));
    test("names what breaks it", () => expectVerdict(rule, type, broken));
    test("decides what is left out", () => expectVerdict(rule, type, absent));
    test("says what it does not know before up", () => expectVerdict(rule, type, unknown));
    test("does not look at other types", () => {
      expect(verdictOn(rule, "other:index:Type", broken)).toBeUndefined();
    });
  });
}
