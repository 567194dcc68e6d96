import { expect, test } from "vitest";
import type { Plan, Step } from "../../../plan/plan.js";
import { AWS_RULES } from "../../../policies/aws/index.js";
import { checkPlan } from "../../../policies/check.js";

const types = [...new Set(AWS_RULES.flatMap(({ checks }) => Object.keys(checks)))];

const LEAVES: readonly unknown[] = [null, "", "text", "{", "[1]", '{"Statement":[1]}', 7, true, [], [null, 1], {}];
const DEPTHS = [0, 1, 2, 3, 4];

/** Something that has every property, so many levels deep, with one value in each in the end. */
function everything(leaf: unknown, depth: number): object {
  const inner = depth === 0 ? leaf : everything(leaf, depth - 1);
  return new Proxy(Array.isArray(leaf) ? [inner, inner] : {}, {
    get: (target, key) => (key in target || typeof key === "symbol" ? Reflect.get(target, key) : inner),
    has: () => true,
  });
}

/** A resource of every type that the rules look at, all with such inputs and each referring to the others. */
function stepsWith(leaf: unknown, depth: number): Step[] {
  const urnOf = (type: string) => `urn:pulumi:test::test::${type}::${depth} levels of ${JSON.stringify(leaf)}`;
  const urns = types.map(urnOf);
  const inputs = [
    "bucket",
    "desiredState",
    "dimensions",
    "endpointConfigName",
    "launchTemplate",
    "resourceId",
    "vpcId",
  ];
  return types.map((type) => ({
    op: "create",
    urn: urnOf(type),
    newState: {
      urn: urnOf(type),
      type,
      custom: true,
      inputs: everything(leaf, depth) as Readonly<Record<string, unknown>>,
      propertyDependencies: Object.fromEntries(inputs.map((input) => [input, urns])),
    },
  }));
}

/** What looks at data that is kept, in prod alone. */
const OF_KEPT_DATA = ["aws-bucket-no-force-destroy", "aws-kms-key-deletion-window"];

test.each(["dev", "prod"])("in %s every rule that is for it can say something of any shape", (environment) => {
  const elsewhere = AWS_RULES.filter((rule) => rule.environment !== undefined && rule.environment !== environment);
  const silent = [...elsewhere.map(({ name }) => name), ...(environment === "dev" ? OF_KEPT_DATA : [])];
  const plan: Plan = {
    config: { "ai-stack:environment": environment },
    steps: LEAVES.flatMap((leaf) => DEPTHS.flatMap((depth) => stepsWith(leaf, depth))),
  };
  expect([...checkPlan(plan, AWS_RULES, {}, "2026-11-26").notApplicable].sort()).toEqual(silent.sort());
});
