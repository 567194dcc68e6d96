import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { liveQuotas } from "../../../cli/live-quota/index.js";
import { type Answer, type Asked, cloudServer, environment, needOf } from "./cloud-server.js";

const scratch = mkdtempSync(join(tmpdir(), "ai-stack-gcp-"));
const token = join(scratch, "token");
writeFileSync(token, "an identity's token");

/** Cloud Quotas, and the service that gives access tokens, with application default credentials that point to it. */
async function cloudQuotas(
  answer: (asked: Asked) => Answer,
  signIn: Answer = SIGNED_IN,
  reach: { timeoutMs?: number } = {},
) {
  const { url, asked, abandoned } = await cloudServer((call) => (call.path === "/token" ? signIn : answer(call)));
  const file = join(scratch, `${url.port}.json`);
  writeFileSync(
    file,
    JSON.stringify({
      type: "external_account",
      audience: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/provider",
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      token_url: `${url.origin}/token`,
      credential_source: { file: token },
    }),
  );
  environment({ GOOGLE_APPLICATION_CREDENTIALS: file });
  const config = { "gcp:project": "our-project" };
  return { asked, abandoned, ask: (...needs: (typeof L4)[]) => liveQuotas(needs, config, { gcp: url, ...reach }) };
}

const SIGNED_IN: Answer = {
  json: {
    access_token: "ya29.token",
    issued_token_type: "urn:ietf:params:oauth:token-type:access_token",
    token_type: "Bearer",
    expires_in: 3600,
  },
};

const need = needOf({ cloud: "gcp", region: "us-central1", service: "Compute Engine" });
const L4 = need({ name: "NVIDIA_L4_GPUS", code: "NVIDIA-L4-GPUS-per-project-region", needed: 2 });

type Info = [dimensions: Record<string, string> | undefined, value: string | undefined, places: string[] | undefined];
const quotaInfo = (...infos: Info[]): Answer => ({
  json: {
    quotaId: L4.code,
    dimensionsInfos: infos.map(([dimensions, value, applicableLocations]) => ({
      dimensions,
      details: { value },
      applicableLocations,
    })),
  },
});

const IOWA: Info = [{ region: "us-central1" }, "1", ["us-central1"]];
const BELGIUM: Info = [{ region: "europe-west1" }, "16", ["europe-west1"]];
const ELSEWHERE: Info = [undefined, "8", ["us-central1", "us-east4"]];

test.each<[string, Info[], object]>([
  ["of its region comes before that of many", [BELGIUM, IOWA, ELSEWHERE], { limit: 1, enough: false }],
  ["of many regions counts in each", [BELGIUM, ELSEWHERE], { limit: 8, enough: true }],
  ["of the project counts everywhere", [[undefined, "4", ["global"]]], { limit: 4, enough: true }],
  ["that the answer leaves out is 0", [[undefined, undefined, ["global"]]], { limit: 0, enough: false }],
  ["of -1 is none", [[undefined, "-1", ["global"]]], { enough: true, why: "there is no limit" }],
  [
    "of other regions says nothing",
    [BELGIUM],
    { enough: "not known", why: "Cloud Quotas gives no value of it for us-central1" },
  ],
  [
    "of places far away says nothing",
    [[undefined, "8", ["us-east4"]]],
    { enough: "not known", why: "Cloud Quotas gives no value of it for us-central1" },
  ],
  [
    "with a dimension of its own says nothing",
    [[{ network_id: "n" }, "9", ["us-central1"]]],
    { enough: "not known", why: "Cloud Quotas gives no value of it for us-central1" },
  ],
])("a limit %s", async (_, infos, expected) => {
  const { ask } = await cloudQuotas(() => quotaInfo(...infos));
  expect(await ask(L4)).toEqual([{ ...L4, ...expected }]);
});

test("a family of GPUs has the limit of its own", async () => {
  const code = "GPUS-PER-GPU-FAMILY-per-project-region";
  const H100 = need({ name: "GPUS_PER_GPU_FAMILY (gpu_family: NVIDIA_H100)", code, needed: 8 });
  const H200 = { ...H100, name: "GPUS_PER_GPU_FAMILY (gpu_family: NVIDIA_H200)" };
  const { ask } = await cloudQuotas(() =>
    quotaInfo(
      [{ gpu_family: "NVIDIA_H100", region: "us-central1" }, "8", ["us-central1"]],
      [undefined, "0", ["us-central1"]],
    ),
  );
  expect(await ask(H100, H200)).toMatchObject([
    { limit: 8, enough: true },
    { limit: 0, enough: false },
  ]);
});

test("a TPU's limit is that of its zone", async () => {
  const v6e = {
    ...need({ code: "TPUV6EPerProjectPerZoneForTPUAPI", service: "Cloud TPU", needed: 8 }),
    region: "us-east5-b",
  };
  const { ask } = await cloudQuotas(() =>
    quotaInfo([{ zone: "us-east5-a" }, "64", ["us-east5-a"]], [{ zone: "us-east5-b" }, "4", ["us-east5-b"]]),
  );
  expect(await ask(v6e)).toMatchObject([{ limit: 4, enough: false }]);
});

test("the project of the stack is asked about, and pays for being asked", async () => {
  const { ask, asked } = await cloudQuotas(() => quotaInfo(ELSEWHERE));
  await ask(L4);
  expect(asked.map(({ path }) => path)).toEqual([
    "/token",
    "/v1/projects/our-project/locations/global/services/compute.googleapis.com/quotaInfos/NVIDIA-L4-GPUS-per-project-region",
  ]);
  expect(asked[1]?.headers).toMatchObject({ authorization: "Bearer ya29.token", "x-goog-user-project": "our-project" });
});

const refusal = (code: number, message: string, reason?: string): Answer => ({
  status: code,
  json: { error: { code, message, details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason }] } },
});
const denied = refusal(403, "The caller does not have permission", "IAM_PERMISSION_DENIED");

test("what no source or Google names is not known, even beside a quota that may not be read", async () => {
  const { ask } = await cloudQuotas(({ path }) => (path.includes("-L4-") ? denied : refusal(404, "not found")));
  expect(await ask({ ...L4, code: undefined }, { ...L4, code: "X" }, L4)).toMatchObject([
    { enough: "not known", why: "no source gives its id in Cloud Quotas" },
    { enough: "not known", why: "Cloud Quotas has no quota X of compute.googleapis.com" },
    {
      enough: "not known",
      why: "Google Cloud refuses what needs the permissions cloudquotas.quotas.get and serviceusage.services.use: The caller does not have permission",
    },
  ]);
});

test.each<[string, Answer, string]>([
  [
    "access denied",
    denied,
    "needs the permissions cloudquotas.quotas.get and serviceusage.services.use: The caller does not have permission",
  ],
  [
    "the API is off",
    refusal(403, "Cloud Quotas API has not been used", "SERVICE_DISABLED"),
    "the Cloud Quotas API is off in our-project; turn it on with `gcloud services enable cloudquotas.googleapis.com --project our-project`",
  ],
  ["a failure", { status: 503, text: "<html>" }, "Cloud Quotas, HTTP 503: HTTP 503"],
  [
    "an answer that is broken",
    { text: '{"quotaId": "NVID' },
    `an answer of an unknown shape: "{\\"quotaId\\": \\"NVID"`,
  ],
])("when the only call ends in this, it is the error: %s", async (_, answer, message) => {
  const { ask } = await cloudQuotas(() => answer);
  const failing = ask(L4);
  await expect(failing).rejects.toThrow(message);
  await expect(failing).rejects.toMatchObject({ name: "QuotaCallError" });
});

test("a call that gets no answer ends", async () => {
  const { ask, abandoned } = await cloudQuotas(() => "silence", SIGNED_IN, { timeoutMs: 800 });
  await expect(ask(L4)).rejects.toMatchObject({
    name: "QuotaCallError",
    message: expect.stringMatching(/\/quotaInfos\/NVIDIA-L4-GPUS-per-project-region: no answer for 0\.8 s$/),
  });
  await vi.waitFor(() => expect(abandoned).toHaveLength(1));
});

const SIGN_IN = "sign in with `gcloud auth application-default login`";

test.each<[string, Answer, Answer]>([
  ["are refused", refusal(401, "Request had invalid authentication credentials."), SIGNED_IN],
  [
    "have expired",
    quotaInfo(ELSEWHERE),
    { status: 400, json: { error: "invalid_grant", error_description: "expired" } },
  ],
])("credentials that %s ask to sign in", async (_, answer, signIn) => {
  const { ask } = await cloudQuotas(() => answer, signIn);
  const failing = ask(L4);
  await expect(failing).rejects.toThrow(/^not signed in to Google Cloud \(.+\); sign in with `gcloud /);
  await expect(failing).rejects.toMatchObject({ name: "SignInError" });
});

test("without credentials, or a project, no call is made", async () => {
  const { url, asked } = await cloudServer(() => quotaInfo(ELSEWHERE));
  const none = { GOOGLE_APPLICATION_CREDENTIALS: undefined, CLOUDSDK_CONFIG: scratch, HOME: scratch };
  environment({ ...none, METADATA_SERVER_DETECTION: "none" });
  await expect(liveQuotas([L4], { "gcp:project": "p" }, { gcp: url })).rejects.toThrow(
    `not signed in to Google Cloud (Could not load the default credentials); ${SIGN_IN}`,
  );
  await expect(liveQuotas([L4], {}, { gcp: url })).rejects.toThrow(
    "the plan names no project, as the setting gcp:project",
  );
  expect(asked).toEqual([]);
});
