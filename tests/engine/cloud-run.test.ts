import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { kept, live } from "./support/changes.js";
import { Workspace } from "./support/workspace.js";

// `npm run test:cloud` up to the cloud's door: the real script and engine, an emulated AWS, a stand-in for the AWS CLI.

const AWS_CLI = fileURLToPath(new URL("support/cloud-cli.cjs", import.meta.url));

let workspace: Workspace;
let standIns: string;
beforeEach(async () => {
  workspace = await Workspace.create();
  await workspace.bundleProgram();
  standIns = mkdtempSync(join(tmpdir(), "ai-stack-stand-ins-"));
  mkdirSync(join(standIns, "bin"));
  executable("aws", readFileSync(AWS_CLI, "utf8"));
  answers("ok");
});
afterEach(() => {
  workspace?.remove();
  rmSync(standIns, { recursive: true });
});

function executable(name: string, text: string): void {
  writeFileSync(join(standIns, "bin", name), text);
  chmodSync(join(standIns, "bin", name), 0o755);
}

/** How the requests to the endpoint end, one after the other. */
function answers(...lines: string[]): void {
  writeFileSync(join(standIns, "answers"), lines.join("\n"));
}

/** The script's run, and what it printed. `seen` is called with all of it each time that there is more. */
function testCloud(args: readonly string[], seen?: (printed: string, stop: () => void) => void) {
  return new Promise<{ code: number | null; printed: string }>((resolve, reject) => {
    const { variables } = workspace;
    const PATH = [join(standIns, "bin"), variables.PATH].join(delimiter);
    const child = spawn(process.execPath, ["--import", "tsx", "tests/cloud/main.ts", ...args], {
      cwd: workspace.root,
      env: { ...variables, PATH, STAND_IN_ANSWERS: join(standIns, "answers") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text) => {
        printed += text;
        seen?.(printed, () => child.kill("SIGINT"));
      });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, printed }));
  });
}

/** The steps that the run went through. */
function steps(printed: string): string[] {
  return [...printed.matchAll(/^== (.*) ==$/gm)].map(([, step = ""]) => step);
}

const STEPS = ["up", "a request to each endpoint", "no change", "destroy", "nothing is left"];

test("makes the stack, asks its endpoint until it is awake, finds no change, and destroys it", async () => {
  await workspace.initStack("aws-dev");
  answers("Inference Component has no capacity", "ok");
  const { code, printed } = await testCloud(["aws-dev", "--yes"]);
  expect(steps(printed)).toEqual(STEPS);
  expect(printed).toMatch(/An hour of it costs ≈ \$0\.\d\d when idle, ≈ \$\d\.\d\d at full scale/);
  expect(printed).toContain("Inference Component has no capacity; asking again");
  expect(printed).toContain("I am a model.");
  expect(printed).toContain("All of it worked, and nothing is left.");
  expect(code).toBe(0);
  expect(workspace.cloud().changes.length).toBeGreaterThan(100);
  expect(live(workspace.inventory())).toEqual([]);
});

test("destroys what an up that was interrupted has made", async () => {
  await workspace.initStack("aws-dev");
  const { code, printed } = await testCloud(["aws-dev", "--yes"], (sofar, stop) => {
    if (/Vpc +network +created/.test(sofar) && !sofar.includes("SIGINT")) stop();
  });
  expect(steps(printed)).toEqual(["up", "destroy", "nothing is left"]);
  expect(printed).toContain("FAILED: it was interrupted");
  expect(code).toBe(1);
  expect(workspace.cloud().changes.length).toBeGreaterThan(0);
  expect(live(workspace.inventory())).toEqual([]);
});

test("destroys what an up that failed has made", async () => {
  await workspace.initStack("aws-dev");
  workspace.seed({
    type: "aws:sagemaker/endpoint:Endpoint",
    id: "ai-stack-aws-dev-chat-g6-xlarge-from-zero",
    name: "",
    inputs: {},
    outputs: {},
  });
  const { code, printed } = await testCloud(["aws-dev", "--yes"]);
  expect(steps(printed)).toEqual(["up", "destroy", "nothing is left"]);
  expect(printed).toContain("FAILED: pulumi up ended with");
  expect(code).toBe(1);
  expect(live(workspace.inventory()).map(({ id }) => id)).toEqual(["ai-stack-aws-dev-chat-g6-xlarge-from-zero"]);
});

test("ends at its time limit, and says how to clean up by hand where the destroy fails, too", async () => {
  await workspace.initStack("aws-dev");
  answers("Inference Component has no capacity");
  executable(
    "pulumi",
    `#!/bin/sh
[ "$1" = destroy ] && { echo "the cloud refuses" >&2; exit 255; }
PATH="\${PATH#*:}" exec pulumi "$@"
`,
  );
  const { code, printed } = await testCloud(["aws-dev", "--yes", "--minutes", "0.3"]);
  expect(printed).toContain("FAILED: it took longer than 0.3 minutes (--minutes)");
  expect(printed).toContain("FAILED: pulumi destroy ended with 255: the cloud refuses");
  expect(printed).toContain("WHAT IS LEFT COSTS MONEY");
  expect(printed).toContain("pulumi destroy --stack aws-dev");
  expect(printed).toContain("aws resourcegroupstaggingapi get-resources --region us-east-1");
  expect(code).toBe(1);
});

test("lifts what protects a prod stack without a change of its file, and counts the key as kept", async () => {
  await workspace.initStack("aws-prod");
  workspace.setConfig("aws-prod", ["aws:allowedAccountIds"], ["210987654321"]);
  workspace.setConfig("aws-prod", ["ai-stack:alertEmail"], "ml-ops@acme.test");
  workspace.setConfig("aws-prod", ["ai-stack:endpoints", "chat", "weights"], "s3://acme-models/qwen3-14b/");
  const file = join(workspace.root, "stacks/Pulumi.aws-prod.yaml");
  const before = readFileSync(file, "utf8");
  const { code, printed } = await testCloud(["aws-prod", "--yes"]);
  expect(printed).toContain("All of it worked, and nothing is left.");
  expect(code).toBe(0);
  expect(live(workspace.inventory())).toEqual([]);
  expect(kept(workspace.inventory())).toContainEqual(expect.stringMatching(/^Key /));
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("touches no stack that has resources, and nothing with the stack's tags that is there already", async () => {
  await workspace.initStack("aws-dev");
  const tags = { project: "ai-stack", stack: "aws-dev" };
  workspace.seed({ type: "aws:s3/bucket:Bucket", id: "ours", name: "", inputs: { tags }, outputs: {} });
  const tagged = await testCloud(["aws-dev", "--yes"]);
  expect(tagged.printed).toContain("there is something with the tags of aws-dev already: ours");
  expect(tagged.code).toBe(1);

  await workspace.up();
  const full = await testCloud(["aws-dev", "--yes"]);
  expect(full.printed).toMatch(/aws-dev has \d+ resources, and this run would destroy them/);
  expect(full.code).toBe(1);
  expect(live(workspace.inventory()).length).toBeGreaterThan(50);
});
