import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { liveQuotas } from "../../../cli/live-quota/index.js";
import type { QuotaNeed } from "../../../plan/quota/need.js";
import { type Answer, type Asked, cloudServer, environment, needOf } from "./cloud-server.js";

const SUBSCRIPTION = "0a1b2c3d-0000-4000-8000-00000000000f";

/** An Azure CLI that does what the script says. */
function az(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), "ai-stack-az-"));
  writeFileSync(join(folder, "az"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "az"), 0o755);
  environment({ PATH: `${folder}${delimiter}${process.env.PATH}` });
  return folder;
}

async function resourceManager(answer: (asked: Asked, origin: string) => Answer, reach: { timeoutMs?: number } = {}) {
  az(`echo '{ "accessToken": "eyJ0", "tokenType": "Bearer" }'`);
  const { url, asked } = await cloudServer((call) => answer(call, url.origin));
  const config = { "azure-native:subscriptionId": SUBSCRIPTION };
  return { asked, ask: (...needs: QuotaNeed[]) => liveQuotas(needs, config, { azure: url, ...reach }) };
}

const usage = (value: string, currentValue: number, limit: number, id = "", localizedValue = value) => ({
  id,
  unit: "Count",
  currentValue,
  limit,
  name: { value, localizedValue },
});
const list = (...value: ReturnType<typeof usage>[]): Answer => ({ json: { value } });

const need = needOf({ cloud: "azure", region: "westus3", service: "Compute" });
const H100 = need({
  name: "Standard NCadsH100v5 Family vCPUs",
  code: "StandardNCadsH100v5Family",
  needed: 80,
  unit: "vCPUs",
});
const ML = { ...H100, service: "Azure Machine Learning", code: "standardNCADSH100v5Family" };

test.each<[number, number, object]>([
  [79, 0, { limit: 79, used: 0, enough: false }],
  [80, 0, { limit: 80, used: 0, enough: true }],
  [120, 40, { limit: 120, used: 40, enough: true }],
  [
    100,
    40,
    {
      limit: 100,
      used: 40,
      enough: "not known",
      why: "of 100 vCPUs, 40 are taken: by this stack, once deployed, or by others",
    },
  ],
])("of a limit of %i vCPUs, %i of them taken, for 80", async (limit, used, expected) => {
  const { ask } = await resourceManager(() =>
    list(usage("cores", 0, 1000), usage("standardNCADSH100v5Family", used, limit)),
  );
  expect(await ask(H100)).toEqual([{ ...H100, ...expected }]);
});

test("each service is asked once, for the location and the subscription of the stack", async () => {
  const { ask, asked } = await resourceManager(() => list());
  await ask(H100, { ...H100, name: "Total Regional vCPUs", code: "cores" }, ML, { ...H100, service: "Container Apps" });
  const path = (provider: string, version: string) =>
    `/subscriptions/${SUBSCRIPTION}/providers/${provider}/locations/westus3/usages?api-version=${version}`;
  expect(asked.map((call) => call.path).sort()).toEqual([
    path("Microsoft.App", "2025-07-01"),
    path("Microsoft.Compute", "2024-11-01"),
    path("Microsoft.MachineLearningServices", "2025-12-01"),
  ]);
  expect(new Set(asked.map(({ headers }) => headers.authorization))).toEqual(new Set(["Bearer eyJ0"]));
});

test("a quota is on whatever page, by its code or by the name that the portal shows", async () => {
  const { ask } = await resourceManager(({ path }, origin) =>
    path.endsWith("?page=2")
      ? list(usage("standardNCADSH100v5Family", 0, 80), usage("x", 0, 10, "", "Total Regional vCPUs"))
      : { json: { value: [usage("cores2", 0, 1)], nextLink: `${origin}/list?page=2` } },
  );
  const total = { ...H100, name: "Total Regional vCPUs", code: "cores" };
  expect(await ask(H100, total)).toMatchObject([
    { limit: 80, enough: true },
    { limit: 10, enough: false },
  ]);
});

test("the token goes to no other host", async () => {
  const other = await cloudServer(() => list(usage(H100.code ?? "", 0, 80)));
  const { ask } = await resourceManager(() => ({ json: { value: [], nextLink: `${other.url.origin}/list` } }));
  await expect(ask(H100)).rejects.toThrow(`the next page is at another host, which gets no token: ${other.url.origin}`);
  expect(other.asked).toEqual([]);
});

test("a workspace's own limit is not the subscription's", async () => {
  const workspace = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w/usages/x`;
  const { ask } = await resourceManager(() =>
    list(usage("standardNCADSH100v5Family", 0, 400, workspace), usage("standardNCADSH100v5Family", 0, 40)),
  );
  expect(await ask(ML)).toMatchObject([{ limit: 40, enough: false }]);
});

test.each([
  [
    "that Azure does not list",
    list(),
    "Microsoft.Compute does not list it for westus3; see https://example.com/quotas",
  ],
  [
    "whose limit is no number of machines",
    list(usage("standardNCADSH100v5Family", 0, -1)),
    "Microsoft.Compute gives -1 as its limit; see https://example.com/quotas",
  ],
])("a quota %s is not known", async (_, answer, why) => {
  const { ask } = await resourceManager(() => answer);
  expect(await ask(H100)).toEqual([{ ...H100, enough: "not known", why }]);
});

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  json: { error: { code, message } },
});
const denied = refusal(403, "AuthorizationFailed", "The client 'ana' does not have authorization");

test.each([
  ["Microsoft.Compute", H100, ML],
  ["Microsoft.MachineLearningServices", ML, H100],
])(
  "a list of %s that the user may not read leaves its quotas unknown, and the permission is named",
  async (provider, one, other) => {
    const { ask } = await resourceManager(({ path }) =>
      path.includes(provider) ? denied : list(usage("standardNCADSH100v5Family", 0, 80)),
    );
    const why = `Azure refuses what needs the permission ${provider}/locations/usages/read: The client 'ana' does not have authorization`;
    expect(await ask(one, other)).toMatchObject([{ enough: "not known", why }, { enough: true }]);
  },
);

test.each<[string, Answer, string]>([
  ["access denied", denied, "the permission Microsoft.Compute/locations/usages/read: The client 'ana'"],
  [
    "a provider that is not registered",
    refusal(409, "MissingSubscriptionRegistration", "The subscription is not registered"),
    "the subscription does not use Microsoft.Compute yet; register it with `az provider register --namespace Microsoft.Compute`",
  ],
  ["a failure", { status: 502, text: "<html>" }, "Microsoft.Compute, HTTP 502: no reason given"],
  ["an answer that is broken", { json: { value: [{ limit: 3 }] } }, "an answer of an unknown shape: "],
])("when the only call ends in %s, that is the error", async (_, answer, message) => {
  const { ask } = await resourceManager(() => answer);
  const failing = ask(H100);
  await expect(failing).rejects.toThrow(message);
  await expect(failing).rejects.toMatchObject({ name: "QuotaCallError" });
});

test("a call that gets no answer ends", async () => {
  const { ask } = await resourceManager(() => "silence", { timeoutMs: 500 });
  await expect(ask(H100)).rejects.toMatchObject({
    name: "QuotaCallError",
    message: expect.stringMatching(/\/locations\/westus3\/usages: no answer for 0\.5 s$/),
  });
});

/** Asks with an `az` of the test, for as long as a test may wait. */
const ask = (config: Record<string, string> = { "azure-native:subscriptionId": SUBSCRIPTION }, timeoutMs = 20_000) =>
  liveQuotas([H100], config, { timeoutMs });

test("a token that Azure refuses, even once, asks to sign in", async () => {
  const { ask } = await resourceManager(({ path }) =>
    path.includes("Microsoft.Compute") ? refusal(401, "InvalidAuthenticationToken", "The token is expired.") : list(),
  );
  await expect(ask(ML, H100)).rejects.toMatchObject({
    name: "SignInError",
    message: "not signed in to Azure (The token is expired.); sign in with `az login`",
  });
});

test("az is asked for a token of the stack's subscription", async () => {
  const folder = az(
    `echo "$@" > "$(dirname "$0")/words"; echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`,
  );
  await expect(ask()).rejects.toMatchObject({
    name: "SignInError",
    message: "not signed in to Azure (az: Please run 'az login' to setup account); sign in with `az login`",
  });
  const words = `account get-access-token --resource https://management.azure.com/ --output json --subscription ${SUBSCRIPTION}\n`;
  expect(readFileSync(join(folder, "words"), "utf8")).toBe(words);
});

test.each([
  ["without a token", "echo '{}'", "az account get-access-token: an answer without a token"],
  ["that is no JSON", "echo WARNING", "az account get-access-token: an answer without a token"],
])("an answer of az %s is the error", async (_, script, message) => {
  az(script);
  await expect(ask()).rejects.toMatchObject({ name: "QuotaCallError", message });
});

test("an az that does not answer is given up", async () => {
  az("exec sleep 30");
  const message = "az account get-access-token: no answer for 0.2 s";
  await expect(ask(undefined, 200)).rejects.toMatchObject({ name: "QuotaCallError", message });
});

test("without az, the error says where to get it", async () => {
  environment({ PATH: "/nowhere" });
  await expect(ask()).rejects.toThrow(
    /^not signed in to Azure \(there is no `az`\); install it \(https:\/\/.*\), then `az login`$/,
  );
});

test("a subscription that the stack does not name, or that is no id, is wrong use", async () => {
  await expect(ask({})).rejects.toThrow("the plan names no subscription, as the setting azure-native:subscriptionId");
  await expect(ask({ "azure-native:subscriptionId": "mine & calc" })).rejects.toThrow(
    'azure-native:subscriptionId must be the id of a subscription, got "mine & calc"',
  );
});
