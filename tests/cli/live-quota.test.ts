import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cloudServer, environment } from "./live-quota/cloud-server.js";
import { aiStack } from "./run.js";

const scratch = mkdtempSync(join(tmpdir(), "ai-stack-live-quota-"));
const plan = join(scratch, "aws-dev.json");
writeFileSync(plan, (await aiStack("preview", "aws-dev", "--json")).stdout);

const NAMES: Readonly<Record<string, string>> = {
  "L-D470D954": "ml.g6.xlarge for endpoint usage",
  "L-3819A6DF": "All G and VT Spot Instance Requests",
};
const NOBODY = {
  AWS_CONFIG_FILE: "/nowhere",
  AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_PROFILE: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
};

/** Signs in to an account that has these limits, by code. */
async function signIn(limits: Readonly<Record<string, number>>): Promise<void> {
  const { url } = await cloudServer(({ input: { QuotaCode } }) =>
    QuotaCode in limits
      ? { json: { Quota: { QuotaCode, QuotaName: NAMES[QuotaCode], Value: limits[QuotaCode] } } }
      : { status: 400, json: { __type: "NoSuchResourceException" } },
  );
  environment({
    ...NOBODY,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_ENDPOINT_URL: url.origin,
  });
}

test("an account that has what the plan needs: exit code 0, and nothing to ask for", async () => {
  await signIn({ "L-D470D954": 2, "L-3819A6DF": 64 });
  const { stdout, stderr, exitCode } = await aiStack("quota", "--plan", plan, "--live");
  expect(stdout).toMatch(/^ {2}needed {2}has +quota +service +region$/m);
  expect(stdout).toMatch(
    /^ +2 +2 {2}instances {2}enough {2}ml\.g6\.xlarge for endpoint usage +SageMaker {2}us-east-1$/m,
  );
  expect(stdout).toMatch(/^ +8 +64 {2}vCPUs +enough {2}All G and VT Spot Instance Requests {2}EC2 +us-east-1$/m);
  expect(stdout).not.toContain("Where to ask");
  expect([stderr, exitCode]).toEqual(["", 0]);
});

test("a quota that lacks is marked, with where to ask for more: exit code 1", async () => {
  await signIn({ "L-D470D954": 2, "L-3819A6DF": 0 });
  const { stdout, exitCode } = await aiStack("quota", "--plan", plan, "--live");
  expect(stdout).toMatch(/^ +8 +0 {2}vCPUs +lacks +All G and VT Spot Instance Requests {2}EC2 /m);
  expect(stdout).toMatch(
    /^Where to ask\n\n {2}EC2 {2}https:\/\/us-east-1\.console\.aws\.amazon\.com\/servicequotas\/\S+\n$/m,
  );
  expect(exitCode).toBe(1);
});

test("a quota that the account does not have is not known, with why: exit code 0", async () => {
  await signIn({ "L-D470D954": 2 });
  const { stdout, exitCode } = await aiStack("quota", "--plan", plan, "--live");
  expect(stdout).toMatch(/^ +8 +\? {2}vCPUs +not known {2}All G and VT Spot Instance Requests {2}EC2 /m);
  expect(stdout).toMatch(
    /^Why\n\n {2}All G and VT Spot Instance Requests {2}Service Quotas has no quota L-3819A6DF of EC2$/m,
  );
  expect(stdout).toMatch(/^Where to ask\n\n {2}EC2 {2}https:/m);
  expect(exitCode).toBe(0);
});

test("--json is the same list, each quota as without --live", async () => {
  await signIn({ "L-D470D954": 1, "L-3819A6DF": 64 });
  const needs = JSON.parse((await aiStack("quota", "--plan", plan, "--json")).stdout);
  const { stdout, exitCode } = await aiStack("quota", "--plan", plan, "--live", "--json");
  expect(JSON.parse(stdout)).toEqual([
    { ...needs[0], limit: 1, enough: false },
    { ...needs[1], limit: 64, enough: true },
  ]);
  expect(exitCode).toBe(1);
});

test("without credentials: one clear line, and exit code 2", async () => {
  environment(NOBODY);
  const { stdout, stderr, exitCode } = await aiStack("quota", "--plan", plan, "--live");
  expect(stderr).toMatch(/^error: not signed in to AWS \([^\n]*\); sign in with `aws sso login`, [^\n]*\n$/);
  expect([stdout, exitCode]).toEqual(["", 2]);
});

test("a plan that needs no quota asks no cloud", async () => {
  environment(NOBODY);
  const none = join(scratch, "none.json");
  writeFileSync(
    none,
    JSON.stringify({
      steps: [
        {
          op: "create",
          urn: "urn:pulumi:dev::p::t::n",
          newState: { urn: "urn:pulumi:dev::p::t::n", custom: true, type: "t", inputs: {} },
        },
      ],
    }),
  );
  const { stdout, exitCode } = await aiStack("quota", "--plan", none, "--live");
  expect(stdout).toContain("no quota that a new account lacks");
  expect(exitCode).toBe(0);
});
