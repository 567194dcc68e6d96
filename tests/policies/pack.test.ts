import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { policyOf } from "../../policies/crossguard.js";
import pack from "../../policies/package.json" with { type: "json" };
import { RULES } from "../../policies/rules.js";

const source = (path: string) => readFileSync(new URL(`../../policies/${path}`, import.meta.url), "utf8");

/** The file that declares a rule, by the rule's name: `aws-notebook-no-root` is in `aws/notebook-no-root.ts`. */
function fileOf(name: string): string {
  const [folder = "", ...rest] = name.split("-");
  return `${folder}/${rest.join("-")}`;
}

test("the pack has at least thirty rules, each of its own name", () => {
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
  expect(RULES.length).toBeGreaterThanOrEqual(30);
});

test("the pack has the version of the project", () => {
  expect(pack.version).toBe(manifest.version);
});

test("only the entry makes a policy pack", () => {
  expect(source("index.ts")).toContain("new PolicyPack(");
  expect(source("crossguard.ts")).not.toContain("new PolicyPack");
});

describe.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  test("is in a file of its name, beside a test of it", () => {
    expect(source(`${fileOf(name)}.ts`)).toContain(`"${name}"`);
    expect(existsSync(new URL(`${fileOf(name)}.test.ts`, import.meta.url))).toBe(true);
  });

  test("is named after its cloud and looks at that cloud's types only", () => {
    expect(name).toMatch(/^(all|aws|gcp|azure)(-[a-z0-9]+)+$/);
    expect(name.split("-")[0]).toBe(rule.cloud);
    const packages = { aws: /^(ai-stack:)?aws:/, gcp: /^(ai-stack:)?gcp:/, azure: /^(ai-stack:azure:|azure-native:)/ };
    if (rule.cloud !== "all") for (const type of Object.keys(rule.checks)) expect(type).toMatch(packages[rule.cloud]);
  });

  test("says what holds, what to do, and where it is explained", () => {
    expect(rule.description).toMatch(/^[A-Z].*\.$/);
    expect(rule.remediation).toMatch(/^[A-Z].*\.$/);
    expect(rule.url).toMatch(/^https:\/\/\S+$/);
  });

  test("is a policy of the engine with its severity, framework, steps and a schema of its settings", () => {
    const policy = policyOf(rule);
    expect(policy).toMatchObject({
      name,
      severity: rule.severity,
      enforcementLevel: rule.level,
      remediationSteps: rule.remediation,
      framework: { name: rule.controls[0].framework, reference: rule.controls[0].id },
    });
    const { properties = {} } = policy.configSchema ?? {};
    expect(Object.keys(properties)).toEqual([...Object.keys(rule.settings?.shape ?? {}), "exemptions", "environments"]);
    for (const key of Object.keys(rule.settings?.shape ?? {}))
      expect(properties[key]).toMatchObject({ description: expect.stringMatching(/.+/) });
  });
});
