import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules.js";
import { aiStack } from "./run.js";

const scratch = mkdtempSync(join(tmpdir(), "ai-stack-policies-"));
afterAll(() => rmSync(scratch, { recursive: true }));
const fileOf = (name: string, content: unknown) => {
  const file = join(scratch, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};

const preview = JSON.parse((await aiStack("preview", "aws-dev", "--json")).stdout);
const plan = fileOf("aws-dev.json", preview);
const limit = fileOf("limit.json", { "all-monthly-cost-within-limit": { monthlyUsd: 100 } });

describe("without a stack", () => {
  test("the rules are listed", async () => {
    const { stdout, exitCode } = await aiStack("policies");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^ {2}aws-notebook-no-root +high +mandatory +Users of a SageMaker notebook instance are not/m,
    );
  });

  test("--json lists each rule with severity, cloud, frameworks and description", async () => {
    const listed = JSON.parse((await aiStack("policies", "--json")).stdout);
    expect(listed).toHaveLength(RULES.length);
    expect(listed.find(({ name }: { name: string }) => name === "aws-notebook-no-root")).toEqual({
      name: "aws-notebook-no-root",
      severity: "high",
      level: "mandatory",
      cloud: "aws",
      frameworks: [
        { framework: "AWS FSBP", version: "1.0.0", id: "SageMaker.3" },
        { framework: "OWASP LLM Top 10", version: "2025", id: "LLM06:2025" },
      ],
      description: "Users of a SageMaker notebook instance are not root on it.",
      remediation: "Set rootAccess to Disabled; life cycle scripts still run as root.",
      url: "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html",
    });
  });

  test("a configuration or SARIF without a stack is wrong use", async () => {
    const { stderr, exitCode } = await aiStack("policies", "--sarif");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("name a stack, such as aws-dev, or give --plan a file");
  });
});

describe("on a stack that breaks nothing", () => {
  test("the verdict lists what passed and what is not decided, apart", async () => {
    const { stdout, exitCode } = await aiStack("policies", "--plan", plan);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\d+ rules: none broken, \d+ not decided before up/m);
    const [, undecided = "", passed = ""] = /\nNot decided before up\n([\s\S]*)\nPassed\n([\s\S]*)/.exec(stdout) ?? [];
    expect(undecided).toContain("aws-bucket-tls-only");
    expect(passed.split("\nNothing to look at\n")[0]).not.toContain("aws-bucket-tls-only");
  });

  test("the finding of preview --json is that of policies --json", async () => {
    const { stdout } = await aiStack("policies", "--plan", plan, "--json");
    expect(JSON.parse(stdout)).toEqual(preview.findings.policies);
  });
});

describe("on a stack that breaks a mandatory rule", () => {
  test.each([["policies"], ["preview"]])("%s says what breaks it and ends with exit code 1", async (verb) => {
    const { stdout, exitCode } = await aiStack(verb, "aws-dev", "--policy-pack-config", limit);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\d+ rules: 1 broken/);
    expect(stdout).toMatch(
      /^ {2}ai-stack-aws-dev +mandatory +all-monthly-cost-within-limit +full scale costs \$\d+ a month, without \d+ resources/m,
    );
  });

  test("an advisory level says the same and stops nothing", async () => {
    const advisory = fileOf("advisory.json", {
      "all-monthly-cost-within-limit": { enforcementLevel: "advisory", monthlyUsd: 100 },
    });
    const { stdout, exitCode } = await aiStack("policies", "--plan", plan, "--policy-pack-config", advisory);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/none broken.*, 1 advice/);
  });

  test("--markdown has a table of it for a pull request", async () => {
    const { stdout } = await aiStack("policies", "--plan", plan, "--policy-pack-config", limit, "--markdown");
    expect(stdout).toMatch(/^\| resource +\| level +\| policy +\| what breaks it +\|$/m);
    expect(stdout).toMatch(/^\| ai-stack-aws-dev +\| mandatory \| all-monthly-cost-within-limit \|/m);
  });

  test("--sarif points at the stack's file, as code scanning wants it", async () => {
    const { stdout, exitCode } = await aiStack("policies", "aws-dev", "--policy-pack-config", limit, "--sarif");
    expect(exitCode).toBe(1);
    const { version, runs } = JSON.parse(stdout);
    expect(version).toBe("2.1.0");
    const [{ tool, results }] = runs;
    expect(tool.driver.rules).toHaveLength(RULES.length);
    const [broken] = results;
    expect(tool.driver.rules[broken.ruleIndex].id).toBe("all-monthly-cost-within-limit");
    expect(broken).toMatchObject({ ruleId: "all-monthly-cost-within-limit", level: "error" });
    expect(broken.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "stacks/Pulumi.aws-dev.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 1 },
    });
  });
});

test("SARIF of what is exempt is suppressed, with the reason", async () => {
  const exempt = fileOf("exempt.json", {
    "all-monthly-cost-within-limit": {
      monthlyUsd: 100,
      exemptions: [{ resource: "ai-stack-aws-dev", reason: "load test, ticket ML-7", expires: "2999-01-31" }],
    },
  });
  const { stdout, exitCode } = await aiStack("policies", "aws-dev", "--policy-pack-config", exempt, "--sarif");
  expect(exitCode).toBe(0);
  const [{ results }] = JSON.parse(stdout).runs;
  expect(results.find(({ suppressions }: { suppressions?: object }) => suppressions)).toMatchObject({
    ruleId: "all-monthly-cost-within-limit",
    message: { text: "ai-stack-aws-dev: exempt until 2999-01-31" },
    suppressions: [{ kind: "external", status: "accepted", justification: "load test, ticket ML-7" }],
  });
});

test.each([
  ["a policy that the pack does not have", { "aws-notebook-no-rot": "advisory" }, "did you mean aws-notebook-no-root?"],
  [
    "a level that there is not",
    { all: "mandatroy" },
    'all: "mandatroy" is no level; use advisory, mandatory, disabled',
  ],
  [
    "a setting of the wrong type",
    { "all-monthly-cost-within-limit": { monthlyUsd: "100" } },
    "all-monthly-cost-within-limit.monthlyUsd: Invalid input: expected number, received string",
  ],
  ["a list", [], "must be an object, by the names of policies"],
  ["no JSON", "{", "is not JSON"],
])("--policy-pack-config with %s is told in a line with the file", async (_, content, message) => {
  const file = fileOf("wrong.json", content);
  const { stderr, exitCode } = await aiStack("policies", "--plan", plan, "--policy-pack-config", file);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`error: ${file}: `);
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("a configuration that is not there is told with its path", async () => {
  const { stderr, exitCode } = await aiStack("policies", "--plan", plan, "--policy-pack-config", "nowhere.json");
  expect([stderr.trim(), exitCode]).toEqual(["error: nowhere.json: cannot be read: ENOENT", 2]);
});
