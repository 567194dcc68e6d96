import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Inputs } from "../../../plan/inputs.js";
import { type Plan, type ResourceState, SECRET, UNKNOWN } from "../../../plan/plan.js";
import { MACHINES } from "../../../policies/all/accelerators.js";
import { CONTAINER_IMAGES } from "../../../policies/all/container-images.js";
import { ENVIRONMENTS } from "../../../policies/all/environment-variables.js";
import { judge, type Verdict } from "../../../policies/judge.js";
import { type Environment, resourceOf, stackView } from "../../../policies/resource.js";
import { ANY_TYPE, looksAt, type Rule } from "../../../policies/rule.js";
import { RULES } from "../../../policies/rules.js";
import { type Configured, configure } from "../../../policies/settings.js";
import { inputsAt } from "../support.js";

/** Settings of rules that say nothing without. */
const asked: Readonly<Record<string, Record<string, unknown>>> = {
  "all-accelerators-allowed": { accelerators: ["L4"] },
  "all-model-licences-allowed": { licences: ["MIT"] },
  "all-models-allowed": { models: ["Qwen/*"] },
  "all-monthly-cost-within-limit": { monthlyUsd: 1 },
  "all-regions-allowed": { aws: ["eu-west-1"], gcp: ["europe-west4"], azure: ["swedencentral"] },
};
const configured = new Map<Rule, Configured>(
  RULES.map((rule) => [rule, configure(rule, asked[rule.name] ?? {}, "dev")]),
);

interface Beside {
  readonly type: string;
  readonly inputs: Inputs;
  /** The input that refers to the resource. */
  readonly by: string;
}

/** The verdict of a rule on a resource with others beside it. */
function look(
  rule: Rule,
  type: string,
  inputs: Inputs,
  around: readonly Beside[] = [],
  environment: Environment = "dev",
): Verdict | undefined {
  const urnOf = (type: string, name: string) => `urn:pulumi:s::p::${type}::${name}`;
  const state: ResourceState = { urn: urnOf(type, "it"), type, custom: true, inputs };
  const others = around.map(({ type, inputs, by }, index): ResourceState => {
    const urn = urnOf(type, `n${index}`);
    return { urn, type, custom: true, inputs, propertyDependencies: { [by]: [state.urn] } };
  });
  const plan: Plan = { steps: [state, ...others].map((newState) => ({ op: "create", urn: newState.urn, newState })) };
  return judge(
    rule,
    resourceOf(state, { environment, kept: environment === "prod" }),
    configured.get(rule) as Configured,
    "2026-11-26",
    stackView(plan),
  );
}

const POLICIES = new URL("../../../policies/", import.meta.url);
const sources = new Map(
  ["all", "aws", "gcp", "azure"].flatMap((cloud) =>
    readdirSync(new URL(cloud, POLICIES)).map((file) => [
      `${cloud}-${file.replace(/\.ts$/, "")}`,
      readFileSync(new URL(`${cloud}/${file}`, POLICIES), "utf8"),
    ]),
  ),
);

/** Values of any JSON shape under the keys that a rule's source names, some of them not known or secret. */
function anyInputs(source: string): fc.Arbitrary<Inputs> {
  const words = [...new Set(source.match(/[A-Za-z][\w-]*/g) ?? []), "0", "length", "__proto__"];
  const key = fc.constantFrom(...words);
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(UNKNOWN, SECRET, null, true, false, 0, -1, 1.5, "0", "", "*", "{", "[", "[{}]", "null"),
    fc.constantFrom(...words),
    fc.string(),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(key, tie("value"), { maxKeys: 5 }),
      tie("value").map((inner) => JSON.stringify(inner)),
    ),
  }));
  return fc.dictionary(key, value, { maxKeys: 12 });
}

describe("whatever a foreign plan holds", () => {
  test.each(RULES.map((rule) => [rule.name, rule] as const))("%s comes to a verdict", (name, rule) => {
    const source = sources.get(name) ?? "";
    const types = Object.keys(rule.checks).map((type) => (type === ANY_TYPE ? "aws:x/y:Z" : type));
    const near = source.match(/(?:aws|gcp|azure-native):[\w/-]+(?::\w+)?/g) ?? ["aws:x/y:Z"];
    const inputs = anyInputs(source);
    const around = fc.array(
      fc.record({
        type: fc.constantFrom(...near),
        inputs,
        by: fc.constantFrom("bucket", "policy", "role", "name", ...(source.match(/\w+/g) ?? [])),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...types), inputs, around, fc.boolean(), (type, given, others, prod) => {
        const verdict = look(rule, type, given, others, prod ? "prod" : "dev");
        for (const violation of verdict?.violations ?? []) expect(violation).toMatch(/\S/);
      }),
      { numRuns: 60 },
    );
  });

  const places = [CONTAINER_IMAGES, ENVIRONMENTS, MACHINES].flatMap((table) => Object.entries(table));
  test.each(places)("no shape of %s at its places crashes a rule", (type, paths) => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.nat(6), fc.jsonValue(), (path, depth, value) => {
        const shortened = path
          .split(".")
          .slice(0, depth + 1)
          .join(".");
        const inputs = { ...inputsAt(shortened, value), typeName: type };
        const seen = type.startsWith("AWS::") ? "aws:cloudcontrol/resource:Resource" : type;
        for (const rule of RULES) if (looksAt(rule, seen)) look(rule, seen, inputs);
      }),
      { numRuns: 20 },
    );
  });
});

describe("what may be a secret", () => {
  const marker = "s3cr3tmarker";
  const values = [
    marker,
    `hf_${marker}${"a".repeat(30)}`,
    `AccountKey=${marker}${"a".repeat(30)}`,
    `{"password":"${marker}"}`,
  ];
  const names = ["HF_TOKEN", "DB_PASSWORD", "MODEL", "MODEL_ID", "X"];
  const programs: readonly [string, string][] = [
    ["aws:ec2/instance:Instance", "userData"],
    ["aws:ec2/launchTemplate:LaunchTemplate", "userData"],
    ["aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration", "onStart"],
    ["gcp:compute/instance:Instance", "metadataStartupScript"],
    ["gcp:compute/instanceTemplate:InstanceTemplate", "metadata.startup-script"],
    ["gcp:workbench/instance:Instance", "gceSetup.metadata.startup-script"],
    ["azure-native:compute:VirtualMachine", "osProfile.customData"],
    ["azure-native:compute:VirtualMachineScaleSet", "virtualMachineProfile.osProfile.adminPassword"],
  ];
  const said = (type: string, inputs: Inputs) =>
    RULES.flatMap((rule) => {
      const { violations = [], undecided } = look(rule, type, inputs) ?? {};
      return [...violations, undecided?.message ?? ""];
    }).join("\n");

  const environments = Object.entries(ENVIRONMENTS).flatMap(([type, paths]) =>
    paths.map((path) => [type, path] as const),
  );
  test.each(environments)("is printed by no rule in %s %s", (type, path) => {
    for (const value of values) {
      const map = inputsAt(path, Object.fromEntries(names.map((name) => [name, value])));
      const list = inputsAt(
        path,
        names.map((name) => ({ name, value })),
      );
      for (const inputs of [map, list]) {
        const made = { typeName: type, desiredState: JSON.stringify(inputs) };
        const [seen, given] = type.startsWith("AWS::") ? ["aws:cloudcontrol/resource:Resource", made] : [type, inputs];
        expect(said(seen as string, given as Inputs)).not.toContain(marker);
      }
    }
  });

  test.each(programs)("is printed by no rule in %s %s", (type, path) => {
    for (const value of values) expect(said(type, inputsAt(path, value))).not.toContain(marker);
  });
});
