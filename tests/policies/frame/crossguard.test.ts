import { unknownCheckingProxy } from "@pulumi/policy";
import { describe, expect, test } from "vitest";
import { policyOf as policyIn } from "../../../policies/crossguard.js";
import type { Rule } from "../../../policies/rule.js";
import { sizeRule } from "./rules.js";

const policyOf = (rule: Rule) => policyIn(rule, () => ({ "ai-stack:environment": "dev" }));

let urns = 0;

/** What a policy reports of a resource, as the engine gets it. */
function reported(
  rule = sizeRule(),
  props: Record<string, unknown> = {},
  config: Record<string, unknown> = {},
  type = "t:index:Thing",
) {
  const told: { message: string; urn?: string; enforcementLevel?: string }[] = [];
  const policy = policyOf(rule) as any;
  const urn = `urn:pulumi:s::p::${type}::thing-${urns++}`;
  let applicable = true;
  const args = {
    urn,
    type,
    props,
    getConfig: () => config,
    notApplicable: () => {
      applicable = false;
    },
  };
  policy.validateResource(args, (one: (typeof told)[0]) =>
    told.push({ ...one, urn: one.urn === urn ? "it" : one.urn }),
  );
  return { told, applicable };
}

describe("a rule as a policy of the engine", () => {
  test("carries what the rule says of itself", () => {
    expect(policyOf(sizeRule())).toMatchObject({
      name: "all-size-within-limit",
      description: "A thing is not larger than the limit.",
      severity: "low",
      enforcementLevel: "mandatory",
      framework: { name: "NIST AI RMF", version: "1.0", reference: "MANAGE 1.3" },
      tags: ["NIST AI RMF: MANAGE 1.3"],
      remediationSteps: "Set size to at most the limit.",
      url: "https://example.com/",
    });
  });

  test("has a schema of its settings, exemptions and environments", () => {
    const { configSchema } = policyOf(sizeRule()) as any;
    expect(Object.keys(configSchema.properties)).toEqual(["most", "names", "exemptions", "environments"]);
    expect(configSchema.properties.most).toMatchObject({ type: "number", default: 3 });
  });

  test("reports what is broken, with what to do", () => {
    expect(reported(sizeRule(), { size: 9 }).told).toEqual([
      {
        message: "A thing is not larger than the limit.\nsize is 9, more than 3. Set size to at most the limit.",
        urn: "it",
        enforcementLevel: undefined,
      },
    ]);
  });

  test("reports nothing where nothing is", () => {
    expect(reported(sizeRule(), { size: 1 })).toEqual({ told: [], applicable: true });
  });

  test("does not apply to other types", () => {
    expect(reported(sizeRule(), { size: 9 }, {}, "t:index:Other")).toEqual({ told: [], applicable: false });
  });

  test("tells what is not decided, and stops nothing", () => {
    const props = unknownCheckingProxy({ size: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }) as Record<string, unknown>;
    expect(reported(sizeRule(), props).told).toEqual([
      { message: "not decided: size unknown until `up`", urn: "it", enforcementLevel: "advisory" },
    ]);
  });

  test("tells of an exemption, and stops nothing", () => {
    const exemptions = [{ resource: `thing-${urns}`, reason: "it is old", expires: "9999-01-01" }];
    expect(reported(sizeRule(), { size: 9 }, { exemptions }).told).toEqual([
      { message: "exempt until 9999-01-01: it is old", urn: "it", enforcementLevel: "advisory" },
    ]);
  });

  test("takes its settings and the level of the environment from the configuration", () => {
    const config = { most: 5, environments: { dev: { enforcementLevel: "advisory" } } };
    expect(reported(sizeRule(), { size: 5 }, config).told).toEqual([]);
    expect(reported(sizeRule(), { size: 6 }, config).told).toMatchObject([{ enforcementLevel: "advisory" }]);
  });

  test("says nothing in an environment where it is off", () => {
    const config = { environments: { dev: { enforcementLevel: "disabled" } } };
    expect(reported(sizeRule(), { size: 9 }, config).told).toEqual([]);
  });

  test("stops a deployment by a wrong configuration, and says so once", () => {
    const policy = policyOf(sizeRule()) as any;
    const told: unknown[] = [];
    for (const name of ["a", "b"])
      policy.validateResource(
        {
          urn: `urn:pulumi:s::p::t:index:Thing::${name}-${urns++}`,
          type: "t:index:Thing",
          props: {},
          getConfig: () => ({ most: "5" }),
        },
        (one: unknown) => told.push(one),
      );
    expect(told).toEqual([
      {
        message: "--policy-pack-config: all-size-within-limit.most: Invalid input: expected number, received string",
        enforcementLevel: "mandatory",
      },
    ]);
  });
});

describe("a rule on a whole stack", () => {
  test("is asked when all resources are there, and reports by resource", () => {
    const rule = sizeRule({
      scope: "stack",
      checks: {
        "t:index:Thing": ({ inputs }: any, { most }: any, stack: any) =>
          stack.all("t:index:Thing").length > most ? [`${inputs.n} of too many`] : [],
      },
    } as never);
    const resources = ["a", "b"].map((n) => ({
      urn: `urn:pulumi:s::p::t:index:Thing::${n}`,
      type: "t:index:Thing",
      props: { n },
      dependencies: [],
      propertyDependencies: {},
    }));
    const told: any[] = [];
    (policyOf(rule) as any).validateStack({ resources, getConfig: () => ({ most: 1 }) }, (one: any) => told.push(one));
    expect(told.map(({ message, urn }) => [message.split("\n")[1], urn])).toEqual([
      ["a of too many. Set size to at most the limit.", "urn:pulumi:s::p::t:index:Thing::a"],
      ["b of too many. Set size to at most the limit.", "urn:pulumi:s::p::t:index:Thing::b"],
    ]);
  });

  test("knows the provider that the engine names, and who refers to whom", () => {
    const provider = {
      urn: "urn:pulumi:s::p::pulumi:providers:t::mine",
      type: "pulumi:providers:t",
      name: "mine",
      props: {},
    };
    const [a, b] = ["a", "b"].map((name) => ({
      urn: `urn:pulumi:s::p::t:index:Thing::${name}`,
      type: "t:index:Thing",
      props: {},
      provider,
      dependencies: [] as unknown[],
      propertyDependencies: {} as Record<string, unknown[]>,
    }));
    b!.propertyDependencies = { to: [a] };
    const rule = sizeRule({
      scope: "stack",
      checks: {
        "t:index:Thing": (thing: any, _: any, stack: any) => [
          `${thing.name}: ${stack.providerOf(thing)?.inputs.region}, ${stack.referring(thing, "t:index:Thing").length}`,
        ],
      },
    } as never);
    const region = { ...provider, props: { region: "r" }, dependencies: [], propertyDependencies: {} };
    const told: any[] = [];
    (policyOf(rule) as any).validateStack({ resources: [region, a, b], getConfig: () => ({}) }, (one: any) =>
      told.push(one),
    );
    expect(told.map(({ message }) => message.split("\n")[1])).toEqual([
      "a: r, 1. Set size to at most the limit.",
      "b: r, 0. Set size to at most the limit.",
    ]);
  });

  test("counts what has a provider as something in a cloud, and no component", () => {
    const provider = {
      urn: "urn:pulumi:s::p::pulumi:providers:t::mine",
      type: "pulumi:providers:t",
      name: "mine",
      props: {},
    };
    const resources = [
      ["c", undefined],
      ["a", provider],
      ["b", provider],
    ].map(([name, provider]) => ({
      urn: `urn:pulumi:s::p::t:index:Thing::${name}`,
      type: "t:index:Thing",
      props: {},
      provider,
      dependencies: [],
      propertyDependencies: {},
    }));
    const rule = sizeRule({
      scope: "stack",
      checks: { "t:index:Thing": (_: any, __: any, stack: any) => [`${stack.fullCost().unpriced} unpriced`] },
    } as never);
    const told: any[] = [];
    (policyOf(rule) as any).validateStack({ resources, getConfig: () => ({}) }, (one: any) => told.push(one));
    expect(told[0].message).toContain("\n2 unpriced.");
  });

  test("stops a deployment by a wrong configuration, and looks no further", () => {
    const rule = sizeRule({ scope: "stack", checks: { "t:index:Thing": () => ["broken"] } } as never);
    const resources = [
      {
        urn: "urn:pulumi:s::p::t:index:Thing::a",
        type: "t:index:Thing",
        props: {},
        dependencies: [],
        propertyDependencies: {},
      },
    ];
    const told: any[] = [];
    (policyOf(rule) as any).validateStack({ resources, getConfig: () => ({ most: "1" }) }, (one: any) =>
      told.push(one),
    );
    expect(told).toEqual([
      {
        message: "--policy-pack-config: all-size-within-limit.most: Invalid input: expected number, received string",
        enforcementLevel: "mandatory",
      },
    ]);
  });
});
