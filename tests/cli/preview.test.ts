import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../plan/plan.js";
import { aiStack } from "./run.js";

const scratch = mkdtempSync(join(tmpdir(), "ai-stack-cli-"));
const fileOf = (name: string, text: string) => {
  const file = join(scratch, name);
  writeFileSync(file, text);
  return file;
};

describe("the summary", () => {
  test("has a line for each part of the stack, and the outputs", async () => {
    const { stdout, exitCode } = await aiStack("preview", "aws-dev");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^aws-dev {2}AWS us-east-1, dev +\d+ to create$/m);
    expect(stdout).toMatch(/^ {2}network {2}PrivateNetwork +10\.20\.0\.0\/16, 2 zones, 1 NAT +\d+$/m);
    expect(stdout).toMatch(/^ {2}train +GpuAutoScalingGroup +0–2 × g6\.xlarge, spot, 4 fallback types +\d+$/m);
    expect(stdout).toMatch(/^ {2}studio +SageMakerDomain +1 user, idle shutdown after 60 min +\d+$/m);
    expect(stdout).toMatch(/^ {2}chat +SageMakerEndpoint +Qwen\/Qwen3-8B, 0–2 × ml\.g6\.xlarge, scales to zero/m);
    expect(stdout).toMatch(/^ {2}outputs +.*chatRequest.*chatUrl.*studioUrl.*trainGroup.*trainStart/m);
  });

  test("fits one screen", async () => {
    const { stdout } = await aiStack("preview", "aws-dev");
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test("the counts of the parts add up to the total", async () => {
    const { stdout } = await aiStack("preview", "aws-dev");
    const counts = [...stdout.matchAll(/^ {2}\S+ {2,}[A-Z]\w+ .* (\d+)$/gm)].map(([, count]) => Number(count));
    expect(counts).toHaveLength(4);
    expect(counts.reduce((sum, count) => sum + count)).toBe(Number(/(\d+) to create/.exec(stdout)?.[1]));
  });

  test("says which sample values `pulumi up` will refuse", async () => {
    const { stdout } = await aiStack("preview", "aws-prod");
    expect(stdout).toContain(
      "aws:allowedAccountIds[0]: 123456789012 is a sample; put the id of your AWS account there",
    );
  });
});

test("--tree shows every resource under its component, wires by name", async () => {
  const { stdout } = await aiStack("preview", "aws-dev", "--tree");
  expect(stdout).toContain(["  network  ai-stack:aws:PrivateNetwork"].join("\n"));
  expect(stdout).toMatch(/^ {4}network-private-a {2}aws:ec2\/subnet:Subnet$/m);
  expect(stdout).toMatch(/^ {8}vpcId: <network\.id>$/m);
});

test("--json prints a plan and nothing else", async () => {
  const { stdout } = await aiStack("preview", "aws-dev", "--json");
  const plan = JSON.parse(stdout) as Plan;
  expect(plan.config?.["ai-stack:cloud"]).toBe("aws");
  expect(plan.changeSummary?.create).toBe(plan.steps?.length);
});

describe("--against", () => {
  test("a plan of the same program: no change", async () => {
    const { stdout } = await aiStack("preview", "aws-dev", "--json");
    const file = fileOf("same.json", stdout);
    const { stdout: compared, exitCode } = await aiStack("preview", "aws-dev", "--against", file);
    expect(compared).toMatch(/^against .*same\.json: no change, \d+ unchanged$/m);
    expect(exitCode).toBe(0);
  });

  test("a plan with another model: the model and its configuration are replaced, the endpoint changes in place", async () => {
    const { stdout } = await aiStack("preview", "aws-prod", "--json");
    const file = fileOf("model.json", stdout.replaceAll("qwen3-14b/", "qwen3-8b/"));
    const { stdout: compared } = await aiStack("preview", "aws-prod", "--against", file);
    expect(compared).toMatch(/± chat-model {2}aws:sagemaker\/model:Model, replaced by primaryContainer/);
    expect(compared).toMatch(/s3:\/\/example-models\/qwen3-8b\/ → s3:\/\/example-models\/qwen3-14b\/ {2}\(replaces\)/);
    expect(compared).toMatch(/± chat-config {2}aws:sagemaker\/endpointConfiguration:EndpointConfiguration/);
    expect(compared).toMatch(/~ chat {2}aws:sagemaker\/endpoint:Endpoint/);
  });

  test("another machine: the endpoint is made anew, and its URL changes", async () => {
    const { stdout } = await aiStack("preview", "aws-prod", "--json");
    const file = fileOf(
      "machine.json",
      stdout.replaceAll("g6e-xlarge", "g5-xlarge").replaceAll("g6e.xlarge", "g5.xlarge"),
    );
    const { stdout: compared } = await aiStack("preview", "aws-prod", "--against", file);
    expect(compared).toMatch(/± chat {2}aws:sagemaker\/endpoint:Endpoint, replaced by name, URL changes/);
  });

  test("another machine of an endpoint that scales to zero: its component is made anew along with it", async () => {
    const { stdout } = await aiStack("preview", "aws-dev", "--json");
    const file = fileOf("zero.json", stdout.replaceAll("g6-xlarge", "g5-xlarge").replaceAll("g6.xlarge", "g5.xlarge"));
    const { stdout: compared } = await aiStack("preview", "aws-dev", "--against", file);
    expect(compared).toMatch(/± chat-component {2}aws:cloudcontrol\/resource:Resource, replaced along with chat$/m);
  });

  test("a git ref: the program of that commit", async () => {
    const { stdout, stderr, exitCode } = await aiStack("preview", "aws-dev", "--against", "HEAD");
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^against HEAD: /m);
  });

  test.each([
    ["no-such-ref", '--against "no-such-ref" is neither a file nor a git ref of this repository'],
    [fileOf("not.json", "steps: []"), "is not JSON; a plan is what `pulumi preview --json` prints"],
    [
      fileOf("npm.json", "\n> ai-stack@0.1.0 preview\n> node cli/bin.js preview aws-dev --json\n\n{}"),
      "prints; it begins with npm's own lines: use npx ai-stack, or npm run --silent",
    ],
    [fileOf("no-plan.json", "{}"), "is no plan (it has no steps); a plan is what `pulumi preview --json` prints"],
    [fileOf("bad-urn.json", '{"steps":[{"op":"create","urn":"x"}]}'), "is no plan (steps.0.urn: "],
  ])("fails on %s", async (against, message) => {
    const { stdout, stderr, exitCode } = await aiStack("preview", "aws-dev", "--against", against);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });
});

describe("wrong use ends with one clear line and exit code 2", () => {
  test.each([
    [
      ["preview", "aws-dv"],
      "error: no stack aws-dv; did you mean aws-dev? (stacks has aws-dev, aws-prod, azure-dev, azure-prod, gcp-dev, gcp-prod)",
    ],
    [["preview"], "error: Missing required positional argument: STACK; see `ai-stack --help`"],
    [["preview", "aws-dev", "--jsn"], "error: unknown flag --jsn; did you mean --json?"],
    [["preview", "aws-dev", "twice"], 'error: unexpected "twice"'],
    [["destroy"], "error: Unknown command destroy; see `ai-stack --help`"],
  ])("ai-stack %j", async (argv, message) => {
    expect(await aiStack(...argv)).toEqual({ stdout: "", stderr: `${message}\n`, exitCode: 2 });
  });
});

test.each([[[]], [["--help"]], [["preview", "--help"]]])("help: ai-stack %j", async (argv) => {
  const { stdout, exitCode } = await aiStack(...argv);
  expect(stdout).toMatch(/^USAGE ai-stack/m);
  expect(exitCode).toBe(0);
});

test("a reader that has had enough, as head, ends no preview with a stack trace", () => {
  const line = `${process.execPath} cli/bin.js preview aws-dev --json | head -c 100 > /dev/null; exit \${PIPESTATUS[0]}`;
  const { stderr } = spawnSync("bash", ["-c", line], { encoding: "utf8" });
  expect(stderr).toBe("");
});
