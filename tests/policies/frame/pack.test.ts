import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import manifest from "../../../package.json" with { type: "json" };
import { policyOf } from "../../../policies/crossguard.js";
import pack from "../../../policies/package.json" with { type: "json" };
import { RULES } from "../../../policies/rules.js";

/** How the ids of a framework look. */
const IDS: Readonly<Record<string, RegExp>> = {
  "AWS Security Hub": /^[A-Z][A-Za-z0-9]+\.\d+$/,
  "AWS FSBP": /^[A-Z][A-Za-z0-9]+\.\d+$/,
  "CIS Microsoft Azure Foundations": /^\d+\.\d+(\.\d+)*$/,
  "CIS Google Cloud Foundations": /^\d+\.\d+(\.\d+)*$/,
  "Google Cloud organization policy": /^constraints\/[a-z]+(\.managed)?\.[A-Za-z]+$/,
  "Azure Policy": /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/,
  "Microsoft cloud security benchmark": /^[A-Z]{2}-\d+$/,
  "OWASP LLM Top 10": /^LLM(0\d|10):2025$/,
  "NIST AI RMF": /^(GOVERN|MAP|MEASURE|MANAGE) \d\.\d+$/,
};

/** Types of a cloud's resources and of our components on it. */
const TYPES = {
  aws: /^(ai-stack:)?aws:/,
  gcp: /^(ai-stack:)?gcp:/,
  azure: /^(ai-stack:azure|azure-native):/,
  all: /./,
};

const source = (file: string) => readFileSync(new URL(`../../../policies/${file}`, import.meta.url), "utf8");

test("the pack has at least thirty rules, and the version of the project", () => {
  expect(RULES.length).toBeGreaterThanOrEqual(30);
  expect(pack.version).toBe(manifest.version);
});

test("only the entry makes a policy pack: whoever makes one starts a server", () => {
  expect(source("index.ts")).toContain("new PolicyPack(");
  for (const file of ["crossguard.ts", "rules.ts", "check.ts"]) expect(source(file)).not.toContain("new PolicyPack");
});

const types = [...new Set(RULES.flatMap(({ checks }) => Object.keys(checks)))].filter((type) =>
  /^(aws|gcp|azure-native):/.test(type),
);

test.each(types)("the provider has %s", (type) => {
  const [provider = "", module = "", name = ""] = type.split(":");
  const folder = new URL(`../../../node_modules/@pulumi/${provider}/${module.split("/")[0]}/`, import.meta.url);
  // Acronyms are spelt otherwise in the names of files.
  const file = readdirSync(folder).find((file) => file.toLowerCase() === `${name.toLowerCase()}.js`) ?? "";
  expect(readFileSync(new URL(file, folder), "utf8")).toContain(`__pulumiType = '${type}'`);
});

test("no name is given to two rules", () => {
  const names = RULES.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("rules stand by cloud, and in the order of their names", () => {
  const names = RULES.map(({ name }) => name);
  const clouds = ["all", "aws", "gcp", "azure"];
  const sorted = clouds.flatMap((cloud) => names.filter((name) => name.startsWith(`${cloud}-`)).sort());
  expect(names).toEqual(sorted);
});

describe.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  const file = `${rule.cloud}/${name.slice(rule.cloud.length + 1)}`;

  test("is named after its cloud and its file, and has tests", () => {
    expect(name).toMatch(/^(all|aws|gcp|azure)(-[a-z0-9]+){2,}$/);
    expect(existsSync(new URL(`../../../policies/${file}.ts`, import.meta.url))).toBe(true);
    expect(existsSync(new URL(`../${file}.test.ts`, import.meta.url))).toBe(true);
  });

  test("says in one sentence what holds, and what to do", () => {
    expect(rule.description).toMatch(/^[A-Z].*[^.]\.$/);
    expect(rule.description).not.toMatch(/\. [A-Z]/);
    expect(rule.remediation).toMatch(/^[A-Z]/);
    expect(rule.url).toMatch(/^https:\/\/[^\s]+$/);
  });

  test("serves controls by ids as their frameworks write them", () => {
    for (const { framework, id } of rule.controls) expect(id).toMatch(IDS[framework] ?? /^never$/);
    expect(new Set(rule.controls.map(({ framework, id }) => `${framework} ${id}`)).size).toBe(rule.controls.length);
  });

  test("has settings that say what they are, and can all be left out", () => {
    const settings = rule.settings ?? z.object({});
    expect(settings.safeParse({}).success).toBe(true);
    for (const setting of Object.values(settings.shape))
      expect((setting as z.ZodType).description).toMatch(/Default: /);
  });

  test("looks at something of its cloud", () => {
    expect(Object.keys(rule.checks)).not.toEqual([]);
    for (const type of Object.keys(rule.checks)) expect(type).toMatch(TYPES[rule.cloud]);
  });

  test("is a policy of the engine with its severity, framework, steps and a schema of its settings", () => {
    const policy = policyOf(rule, () => ({}));
    expect(policy).toMatchObject({
      name,
      severity: rule.severity,
      enforcementLevel: rule.level,
      remediationSteps: rule.remediation,
      framework: { name: rule.controls[0].framework, reference: rule.controls[0].id },
    });
    expect(Object.keys(policy.configSchema?.properties ?? {})).toEqual([
      ...Object.keys(rule.settings?.shape ?? {}),
      "exemptions",
      "environments",
    ]);
  });
});
