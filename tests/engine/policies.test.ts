import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { record } from "../../plan/record.js";
import { readStack } from "../../plan/stack-file.js";
import { parseUrn } from "../../plan/urn.js";
import { checkPlan } from "../../policies/check.js";
import { RULES } from "../../policies/rules.js";
import program from "../../stacks/index.js";
import { Workspace } from "./support/workspace.js";

const BROKEN = fileURLToPath(new URL("fixtures/broken/", import.meta.url));
const PACK = fileURLToPath(new URL("../../policies/", import.meta.url));
const TODAY = new Date().toISOString().slice(0, 10);

/** What the engine prints of the pack: `<level> <policy> <resource>`, with the text below it. */
function toldBy(stdout: string): { readonly told: string[]; readonly texts: Readonly<Record<string, string>> } {
  const [section = ""] =
    /^Policies:\n[\s\S]*?(?=^\S|(?![\s\S]))/m.exec(stdout.replace(/^Policies:\n/m, "Policies:\n ")) ?? [];
  const entries = [
    ...section.matchAll(/- \[(\w+)\](?: +\[severity: \w+\])? +(\S+) +\(\S+: (\S+)\)\n((?: {10}.*\n)*)/g),
  ];
  return {
    told: entries.map(([, level, policy, resource]) => `${level} ${policy} ${resource}`).sort(),
    texts: Object.fromEntries(entries.map(([, , policy, , text = ""]) => [policy, text])),
  };
}

describe("a program that breaks rules", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.create(BROKEN);
    await workspace.initStack("test");
    await workspace.succeed("config", "set", "--secret", "script", "hf_secretvalue");
  });
  afterAll(() => workspace?.remove());
  const withPack = (...args: string[]) => workspace.pulumi([...args, "--policy-pack", PACK]);
  const setTo = (key: string, value: boolean) => workspace.setConfig("test", [`broken:${key}`], value);

  test("what a preview does not know is told as not decided, stops nothing, and is decided by up", async () => {
    setTo("policy", true);
    const config = join(workspace.root, "config.json");
    writeFileSync(config, JSON.stringify({ all: "disabled", "aws-bucket-tls-only": "mandatory" }));
    const before = await withPack("preview", "--policy-pack-config", config);
    expect(before.code).toBe(0);
    expect(toldBy(before.stdout).told).toEqual(["advisory aws-bucket-tls-only data"]);
    expect(before.stdout).toContain("not decided: policy unknown until `up`");

    const up = await withPack("up", "--yes", "--skip-preview", "--policy-pack-config", config);
    expect(up.code).not.toBe(0);
    expect(toldBy(up.stdout).told).toEqual(["mandatory aws-bucket-tls-only data"]);

    setTo("tlsOnly", true);
    const mended = await withPack("up", "--yes", "--skip-preview", "--policy-pack-config", config);
    expect(mended.code).toBe(0);
    expect(toldBy(mended.stdout).told).toEqual([]);
  });

  test("a preview is stopped, and says which rule what breaks and what to do, and no secret", async () => {
    setTo("notebook", true);
    setTo("policy", false);
    const { code, stdout, stderr } = await withPack("preview");
    expect(code).not.toBe(0);
    expect(stdout + stderr).not.toContain("hf_secretvalue");
    const { told, texts } = toldBy(stdout);
    expect(told).toContain("mandatory aws-notebook-no-root lab");
    expect(texts["aws-notebook-no-root"]).toContain("Set rootAccess to Disabled");
    expect(told).toContain("mandatory aws-bucket-tls-only data");
  });

  test("up without a preview makes nothing that breaks a rule about it alone", async () => {
    const { code } = await withPack("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(workspace.inventory().map(({ name }) => name)).not.toContain("lab");
    setTo("notebook", false);
  });

  test("settings of an environment follow the stack's own configuration", async () => {
    const config = join(workspace.root, "config.json");
    const prod = { enforcementLevel: "advisory" };
    writeFileSync(
      config,
      JSON.stringify({
        all: "disabled",
        "aws-notebook-no-root": { enforcementLevel: "mandatory", environments: { prod } },
      }),
    );
    setTo("notebook", true);
    const inDev = await withPack("preview", "--policy-pack-config", config);
    expect([inDev.code === 0, toldBy(inDev.stdout).told]).toEqual([false, ["mandatory aws-notebook-no-root lab"]]);
    workspace.setConfig("test", ["ai-stack:environment"], "prod");
    const inProd = await withPack("preview", "--policy-pack-config", config);
    expect([inProd.code, toldBy(inProd.stdout).told]).toEqual([0, ["advisory aws-notebook-no-root lab"]]);
  });

  test("an exemption lets a resource through until its day, then stops it by itself", async () => {
    const config = join(workspace.root, "config.json");
    const until = (expires: string) =>
      writeFileSync(
        config,
        JSON.stringify({
          all: "disabled",
          "aws-notebook-no-root": {
            enforcementLevel: "mandatory",
            exemptions: [{ resource: "lab", reason: "ticket ML-42", expires }],
          },
        }),
      );
    until("2999-12-31");
    const exempt = await withPack("preview", "--policy-pack-config", config);
    expect(exempt.code).toBe(0);
    expect(exempt.stdout).toContain("exempt until 2999-12-31: ticket ML-42");
    until("2026-01-31");
    const expired = await withPack("preview", "--policy-pack-config", config);
    expect(expired.code).not.toBe(0);
    expect(expired.stdout).toContain("its exemption (ticket ML-42) ended on 2026-01-31");
  });

  test("a wrong configuration stops the preview in a line, with no stack trace", async () => {
    const config = join(workspace.root, "config.json");
    writeFileSync(config, JSON.stringify({ "aws-notebook-no-root": { exemption: [] } }));
    const { code, stdout, stderr } = await withPack("preview", "--policy-pack-config", config);
    expect(code).not.toBe(0);
    expect(stdout).toContain('--policy-pack-config: aws-notebook-no-root: Unrecognized key: "exemption"');
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
  });
});

describe.each(["aws-dev", "aws-prod", "gcp-dev", "gcp-prod", "azure-dev", "azure-prod"])("%s", (stack) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.create();
    await workspace.bundleProgram();
    await workspace.initStack(stack);
  });
  afterAll(() => workspace?.remove());

  test("passes the pack in the engine's preview, which says what the offline preview says", async () => {
    const { code, stdout } = await workspace.pulumi(["preview", "--policy-pack", "policies"]);
    expect(code).toBe(0);
    const { plan } = await record(program, { ...readStack(process.cwd(), stack), mode: "preview" });
    const { violations, undecided } = checkPlan(plan, RULES, {}, TODAY);
    const expected = [
      ...violations.map(({ level, policy, urn }) => `${level} ${policy} ${parseUrn(urn).name}`),
      ...undecided.map(({ policy, urn }) => `advisory ${policy} ${parseUrn(urn).name}`),
    ];
    expect(toldBy(stdout).told).toEqual(expected.sort());
  });
});
