import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aiStack } from "./run.js";

const scratch = mkdtempSync(join(tmpdir(), "ai-stack-findings-"));
const fileOf = (name: string, text: string) => {
  const file = join(scratch, name);
  writeFileSync(file, text);
  return file;
};

const STACKS = ["aws-dev", "aws-prod", "gcp-dev", "gcp-prod", "azure-dev", "azure-prod"];

test.each(STACKS)(
  "the preview of %s says what it costs, whether its model fits and which quota it needs",
  async (stack) => {
    const { stdout, exitCode } = await aiStack("preview", stack);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^ {2}cost +a month: (≈ )?\$\d.* idle, (≈ )?\$\d.* at 8 h a day, (≈ )?\$\d.* at full scale/m,
    );
    expect(stdout).toMatch(/^ {2}fit +chat: 1[5-9]\.\d|^ {2}fit +chat: 27\.5 GiB weights/m);
    expect(stdout).toMatch(/^ {2}quota +\S.* \d+ (instances|vCPUs|GPUs|cores|nodes)/m);
  },
);

const preview = JSON.parse((await aiStack("preview", "aws-dev", "--json")).stdout);
const file = fileOf("aws-dev.json", JSON.stringify(preview));

test.each(["cost", "fit", "quota"])("--json of ai-stack %s is the finding of preview --json alone", async (verb) => {
  const { stdout } = await aiStack(verb, "--plan", file, "--json");
  expect(JSON.parse(stdout)).toEqual(preview.findings[verb]);
});

test("a stack answers as its plan file does", async () => {
  const [ofStack, ofFile] = [
    await aiStack("cost", "aws-dev", "--json"),
    await aiStack("cost", "--plan", file, "--json"),
  ];
  expect(ofStack).toEqual(ofFile);
});

describe("ai-stack cost", () => {
  test("groups lines by component, sums up, and says what is not in the sum", async () => {
    const { stdout } = await aiStack("cost", "--plan", file);
    expect(stdout).toMatch(/^ {2}network {2}PrivateNetwork +\$37 +\$37 +\$37$/m);
    expect(stdout).toMatch(/^ {4}NAT gateway +730 hour × \$0\.045 +2024-07 +\$33 +\$33 +\$33$/m);
    expect(stdout).toMatch(/^ {2}in all +≈ \$37 /m);
    expect(stdout).toMatch(/^ {4}infrastructure +≈ \$37 .*\n {4}platform +/m);
    expect(stdout).toMatch(/^Not in the sum\n\n(.*\n)* {2}studio-artifacts +Bucket +billed by what it holds/m);
  });

  test("--load moves the figure in the middle alone", async () => {
    const figures = async (load: string) =>
      JSON.parse((await aiStack("cost", "--plan", file, "--json", "--load", load)).stdout).monthly;
    const [none, half, all] = [await figures("0"), await figures("12"), await figures("24")];
    expect(half.load).toBeGreaterThan(none.load);
    expect(all.load).toBeCloseTo(all.full, 6);
    expect([none.idle, none.full]).toEqual([all.idle, all.full]);
  });

  test("--markdown is a table for a pull request", async () => {
    const { stdout } = await aiStack("cost", "--plan", file, "--markdown");
    expect(stdout).toMatch(/^### .*aws-dev\.json\n\nAWS us-east-1, dev\n\n\| US dollars a month +\|/);
    expect(stdout).toMatch(/^\| \*\*network {2}PrivateNetwork\*\* +\|/m);
  });
});

test("ai-stack quota names each quota, its code, and where to ask", async () => {
  const { stdout } = await aiStack("quota", "--plan", file);
  expect(stdout).toMatch(
    /^ +2 {2}instances {2}ml\.g6\.xlarge for endpoint usage +L-D470D954 {2}SageMaker {2}us-east-1$/m,
  );
  expect(stdout).toMatch(/^ {2}SageMaker {2}https:\/\/us-east-1\.console\.aws\.amazon\.com\/servicequotas\//m);
});

test("ai-stack fit says what is needed and what there is", async () => {
  const { stdout } = await aiStack("fit", "--plan", file);
  expect(stdout).toMatch(/^chat {2}Qwen\/Qwen3-8B {2}ml\.g6\.xlarge, 1 × L4$/m);
  expect(stdout).toMatch(/^ {2}weights +15\.3 GiB$/m);
  expect(stdout).toMatch(/^ {2}verdict +fits$/m);
});

test("ai-stack compare prints every way of serving of the three clouds", async () => {
  const { stdout, exitCode } = await aiStack("compare", "Qwen/Qwen3-8B");
  expect(exitCode).toBe(0);
  expect(stdout.match(/^ {2}.*(us-east-1|us-central1|westus3) .*\$/gm)).toHaveLength(6);
  expect(stdout).toMatch(/^ {2}Cloud Run +us-central1 +nvidia-l4 +1 × L4 +fits +\S+ +yes +\$0 +\$1,037$/m);
});

test("--against shows the cost before and after, as Markdown too", async () => {
  const smaller = fileOf("small.json", JSON.stringify(preview).replaceAll("ml.g6.xlarge", "ml.g5.xlarge"));
  const { stdout } = await aiStack("preview", "aws-dev", "--against", smaller, "--markdown");
  expect(stdout).toMatch(/^### aws-dev\n\nAWS us-east-1, dev\n\n\| part +\| kind +\|/);
  expect(stdout).toMatch(/^\| cost +\| a month: ≈ \$37 idle, ≈ \$[\d,]+ → ≈ \$[\d,]+ at 8 h a day/m);
  expect(stdout).toMatch(/^```\nagainst .*small\.json: /m);
});

describe("a budget", () => {
  const withBudget = (monthlyUsd: number) => {
    const config = { ...preview.config, "ai-stack:budget": JSON.stringify({ monthlyUsd }) };
    return fileOf(`budget-${monthlyUsd}.json`, JSON.stringify({ ...preview, config }));
  };

  test("that full scale passes: exit code 1, by how much and through what", async () => {
    const { stdout, exitCode } = await aiStack("cost", "--plan", withBudget(500));
    expect(stdout).toMatch(
      /^budget: \$500 a month: full scale passes it by \$1,872, through chat \$1,668, train \$631, network \$37$/m,
    );
    expect(exitCode).toBe(1);
  });

  test("that it keeps to: exit code 0, and what is left of it", async () => {
    const { stdout, exitCode } = await aiStack("cost", "--plan", withBudget(2400));
    expect(stdout).toMatch(/^budget: \$2,400 a month: full scale leaves \$28 of it$/m);
    expect(exitCode).toBe(0);
  });

  test("fails the preview of the stack as well", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ai-stack-budget-"));
    symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
    for (const part of ["Pulumi.yaml", "package.json", "stacks", "components", "catalog", "sizing", "plan"])
      cpSync(join(process.cwd(), part), join(folder, part), { recursive: true });
    const stackFile = join(folder, "stacks", "Pulumi.aws-dev.yaml");
    writeFileSync(stackFile, readFileSync(stackFile, "utf8").replace("monthlyUsd: 2500", "monthlyUsd: 2300"));
    const here = process.cwd();
    process.chdir(folder);
    try {
      const { stdout, exitCode } = await aiStack("preview", "aws-dev");
      expect(stdout).toMatch(/^ {2}budget +\$2,300 a month: full scale passes it by \$72, through chat \$1,668/m);
      expect(exitCode).toBe(1);
    } finally {
      process.chdir(here);
    }
  });
});

describe("wrong use ends with one clear line and exit code 2", () => {
  test.each([
    [["cost"], "error: name a stack, such as aws-dev, or give --plan a file"],
    [["fit", "aws-dev", "--plan", "p.json"], "error: give a stack or --plan, not both: aws-dev, p.json"],
    [
      ["quota", "--plan", fileOf("none.json", "{}")],
      "is no plan (it has no steps); a plan is what `pulumi preview --json` prints",
    ],
    [["cost", "aws-dev", "--load", "25"], 'error: --load must be hours a day from 0 to 24, got "25"'],
    [["cost", "aws-dev", "--json", "--markdown"], "error: give --json or --markdown, not both"],
    [["compare", "Qwen/Qwen3-8X"], 'error: model "Qwen/Qwen3-8X" is not in the catalog; did you mean Qwen/Qwen3-8B?'],
    [["compare", "Qwen/Qwen3-8B", "--context", "long"], 'error: --context must be a whole number from 1, got "long"'],
    [["compare", "Qwen/Qwen3-8B", "--precision", "int4"], 'error: --precision must be auto, bf16 or fp8, got "int4"'],
    [["compare", "Qwen/Qwen3-8B", "--aws", "us-est-1"], "us-est-1"],
  ])("ai-stack %j", async (argv, message) => {
    const { stdout, stderr, exitCode } = await aiStack(...argv);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect([stdout, exitCode]).toEqual(["", 2]);
  });
});
