import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { liveQuotas } from "../../../cli/live-quota/index.js";
import { type Answer, type Asked, cloudServer, environment, needOf } from "./cloud-server.js";

const NOWHERE = {
  AWS_CONFIG_FILE: "/nowhere",
  AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
  AWS_EC2_METADATA_DISABLED: "true",
};

async function serviceQuotas(answer: (asked: Asked) => Answer): Promise<Asked[]> {
  const { url, asked } = await cloudServer(answer);
  const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: undefined };
  environment({ ...NOWHERE, ...keys, AWS_PROFILE: undefined, AWS_ENDPOINT_URL: url.origin, AWS_MAX_ATTEMPTS: "1" });
  return asked;
}

const quota = (QuotaCode: string, QuotaName: string, Value?: number) => ({ QuotaCode, QuotaName, Value });
const refusal = (__type: string, Message: string): Answer => ({ status: 400, json: { __type, Message } });
const absent = refusal("NoSuchResourceException", "The request failed because the specified resource does not exist.");

const need = needOf({ cloud: "aws", region: "eu-west-1", service: "SageMaker" });
const G6 = need({ name: "ml.g6.xlarge for endpoint usage", code: "L-D470D954", needed: 2, unit: "instances" });
const P6 = need({ name: "ml.p6-b200.48xlarge for endpoint usage", needed: 2, unit: "instances" });

test.each([
  [0, false],
  [1, false],
  [2, true],
  [3, true],
])("of a limit of %i, two instances: enough is %s", async (limit, enough) => {
  const asked = await serviceQuotas(() => ({ json: { Quota: quota("L-D470D954", G6.name, limit) } }));
  expect(await liveQuotas([G6])).toEqual([{ ...G6, limit, used: undefined, enough }]);
  expect(asked.map(({ operation, input }) => [operation, input])).toEqual([
    ["GetServiceQuota", { ServiceCode: "sagemaker", QuotaCode: "L-D470D954" }],
  ]);
});

test("each quota is asked for in its own region", async () => {
  const asked = await serviceQuotas(() => ({ json: { Quota: quota("L-D470D954", G6.name, 2) } }));
  await liveQuotas([G6, { ...G6, region: "us-east-1" }]);
  const regions = asked.map(({ headers }) => /\/(\w+-\w+-\d)\/servicequotas\//.exec(headers.authorization ?? "")?.[1]);
  expect(regions.sort()).toEqual(["eu-west-1", "us-east-1"]);
});

test("a quota that was never changed has AWS's default", async () => {
  await serviceQuotas(({ operation }) =>
    operation === "GetAWSDefaultServiceQuota" ? { json: { Quota: quota("L-D470D954", G6.name, 0) } } : absent,
  );
  expect(await liveQuotas([G6])).toMatchObject([{ limit: 0, enough: false }]);
});

test.each<[string, Answer, string]>([
  ["whose code AWS does not have", absent, "Service Quotas has no quota L-D470D954 of SageMaker"],
  [
    "whose code is that of another one",
    { json: { Quota: quota("L-D470D954", "ml.g6.xlarge for training job usage", 100) } },
    "Service Quotas calls L-D470D954 by another name: ml.g6.xlarge for training job usage",
  ],
  [
    "without a value",
    { json: { Quota: { ...quota("L-D470D954", G6.name), ErrorReason: { ErrorMessage: "try later" } } } },
    "Service Quotas gives no value: try later",
  ],
])("a quota %s is not known", async (_, answer, why) => {
  await serviceQuotas(() => answer);
  expect(await liveQuotas([G6])).toEqual([{ ...G6, enough: "not known", why }]);
});

test("quotas without a code are found by name, on whatever page, in one listing for all; what was applied comes first", async () => {
  const H200 = { ...P6, name: "ml.p5en.48xlarge for endpoint usage" };
  const unnamed = { ...P6, name: "ml.trn9.xlarge for endpoint usage" };
  const asked = await serviceQuotas(({ operation, input }) => {
    if (operation === "ListAWSDefaultServiceQuotas")
      return { json: { Quotas: [quota("L-1", P6.name, 0), quota("L-2", H200.name, 1)] } };
    return input.NextToken === undefined
      ? { json: { Quotas: [quota("L-3", "Endpoints", 100)], NextToken: "more" } }
      : { json: { Quotas: [quota("L-1", P6.name, 4)] } };
  });
  expect(await liveQuotas([P6, H200, unnamed])).toMatchObject([
    { limit: 4, enough: true },
    { limit: 1, enough: false },
    { enough: "not known", why: "Service Quotas has no quota of SageMaker of this name" },
  ]);
  expect(asked.map(({ operation, input }) => [operation, input.NextToken])).toEqual([
    ["ListServiceQuotas", undefined],
    ["ListServiceQuotas", "more"],
    ["ListAWSDefaultServiceQuotas", undefined],
  ]);
});

const denied = refusal("AccessDeniedException", "User: ana is not authorized");

test("a quota that the user may not read is not known, and the permission is named", async () => {
  await serviceQuotas(({ operation }) =>
    operation === "GetServiceQuota" ? { json: { Quota: quota("L-D470D954", G6.name, 2) } } : denied,
  );
  const why = "AWS refuses what needs the permission servicequotas:ListServiceQuotas: User: ana is not authorized";
  expect(await liveQuotas([G6, P6])).toMatchObject([{ enough: true }, { enough: "not known", why }]);
});

test.each<[string, Answer, string]>([
  ["access denied", denied, "AWS refuses what needs the permission servicequotas:GetServiceQuota: User: ana is not"],
  ["an answer that is broken", { text: "<html>" }, "AWS Service Quotas, GetServiceQuota: "],
])("when every call ends in %s, that is the error", async (_, answer, message) => {
  await serviceQuotas(() => answer);
  const failing = liveQuotas([G6, G6]);
  await expect(failing).rejects.toThrow(message);
  await expect(failing).rejects.toMatchObject({ name: "QuotaCallError" });
});

test("a call that gets no answer ends", async () => {
  await serviceQuotas(() => "silence");
  await expect(liveQuotas([G6], {}, { timeoutMs: 200 })).rejects.toMatchObject({
    name: "QuotaCallError",
    message: "AWS Service Quotas: no answer for 0.2 s",
  });
});

test.each(["ExpiredTokenException", "UnrecognizedClientException"])("%s asks to sign in", async (type) => {
  await serviceQuotas(() => refusal(type, "The security token is no good"));
  const failing = liveQuotas([G6]);
  await expect(failing).rejects.toThrow(
    "not signed in to AWS (The security token is no good); sign in with `aws sso login`, or once and for all with `aws configure`",
  );
  await expect(failing).rejects.toMatchObject({ name: "SignInError" });
});

test("the credentials are those of the stack's profile", async () => {
  const asked = await serviceQuotas(() => refusal("ExpiredTokenException", "expired"));
  const file = join(mkdtempSync(join(tmpdir(), "ai-stack-aws-")), "credentials");
  writeFileSync(file, "[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = secret\n");
  environment({ AWS_SHARED_CREDENTIALS_FILE: file, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined });
  await expect(liveQuotas([G6], { "aws:profile": "work" })).rejects.toThrow("`aws sso login --profile work`");
  expect(asked[0]?.headers.authorization).toContain("Credential=AKIDWORK/");
});

test("without credentials no call is made", async () => {
  const asked = await serviceQuotas(() => absent);
  environment({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined });
  await expect(liveQuotas([G6])).rejects.toThrow(/^not signed in to AWS \(.*\); sign in with `aws sso login`, /);
  expect(asked).toEqual([]);
});
