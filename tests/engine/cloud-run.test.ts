import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { kept, live } from "./support/changes.js";
import { replacePlaceholders } from "./support/sample-stacks.js";
import { Workspace } from "./support/workspace.js";

// `npm run test:cloud` up to the cloud's door: the real script and engine, emulated clouds, a stand-in for their CLIs.

const CLOUD_CLI = fileURLToPath(new URL("support/cloud-cli.cjs", import.meta.url));

let workspace: Workspace;
let standIns: string;
beforeEach(async () => {
  standIns = mkdtempSync(join(tmpdir(), "ai-stack-stand-ins-"));
  workspace = await Workspace.create();
  await workspace.bundleProgram();
  mkdirSync(join(standIns, "bin"));
  for (const name of ["aws", "gcloud", "az", "curl"]) executable(name, readFileSync(CLOUD_CLI, "utf8"));
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

test.each([
  ["aws-dev", "Inference Component has no capacity"],
  ["gcp-dev", "The request has been terminated"],
  ["azure-dev", "stream timeout"],
] as const)(
  "makes %s, asks its endpoint until it is awake, finds no change, and destroys it",
  async (stack, asleep) => {
    await workspace.initStack(stack);
    replacePlaceholders(workspace, stack);
    answers(asleep, "ok");
    const { code, printed } = await testCloud([stack, "--yes"]);
    expect(steps(printed)).toEqual(STEPS);
    expect(printed).toMatch(/An hour of it costs (≈ )?\$0\.\d\d when idle, (≈ )?\$[\d.]+ at full scale/);
    expect(printed).toContain(`${asleep}; asking again`);
    expect(printed).toContain("I am a model.");
    expect(printed).toContain("All of it worked, and nothing is left.");
    expect(code).toBe(0);
    expect(workspace.cloud().changes.length).toBeGreaterThan(100);
    expect(live(workspace.inventory())).toEqual([]);
  },
);

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
  replacePlaceholders(workspace, "aws-prod");
  const file = join(workspace.root, "stacks/Pulumi.aws-prod.yaml");
  const before = readFileSync(file, "utf8");
  const { code, printed } = await testCloud(["aws-prod", "--yes"]);
  expect(printed).toContain("All of it worked, and nothing is left.");
  expect(code).toBe(0);
  expect(live(workspace.inventory())).toEqual([]);
  expect(kept(workspace.inventory())).toContainEqual(expect.stringMatching(/^Key /));
  expect(readFileSync(file, "utf8")).toBe(before);
});

test.each([
  ["aws-dev", "aws:s3/bucket:Bucket", "tags"],
  ["gcp-dev", "gcp:storage/bucket:Bucket", "effectiveLabels"],
  ["azure-dev", "azure-native:storage:StorageAccount", "tags"],
] as const)("touches nothing that has the tags of %s already", async (stack, type, tags) => {
  await workspace.initStack(stack);
  const tagged = { [tags]: { project: "ai-stack", stack } };
  workspace.seed({ type, id: "ours", name: "", inputs: tagged, outputs: tagged });
  const { code, printed } = await testCloud([stack, "--yes"]);
  expect(printed).toMatch(new RegExp(`there is something with the tags of ${stack} already: .*ours`));
  expect(code).toBe(1);
  expect(live(workspace.inventory()).length).toBe(1);
});

test("touches no stack that has resources", async () => {
  await workspace.initStack("aws-dev");
  await workspace.up();
  const { code, printed } = await testCloud(["aws-dev", "--yes"]);
  expect(printed).toMatch(/aws-dev has \d+ resources, and this run would destroy them/);
  expect(code).toBe(1);
  expect(live(workspace.inventory()).length).toBeGreaterThan(50);
});
