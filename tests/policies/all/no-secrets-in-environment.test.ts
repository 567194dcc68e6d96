import { describe, expect, test } from "vitest";
import { SECRET, UNKNOWN } from "../../../plan/plan.js";
import { ENVIRONMENTS } from "../../../policies/all/environment-variables.js";
import { noSecretsInEnvironment } from "../../../policies/all/no-secrets-in-environment.js";
import { describeRule, expectVerdict, inputsAt, verdictOn } from "../support.js";

const MODEL = "aws:sagemaker/model:Model";
const SERVICE = "gcp:cloudrunv2/service:Service";
const APP = "azure-native:app:ContainerApp";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const BUILD = "aws:codebuild/project:Project";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const map = (environment: unknown) => ({ inputs: { primaryContainer: { environment } } });
const envs = (...list: unknown[]) => ({ inputs: { template: { containers: [{ envs: list }] } } });
const byName = (where: string) => `${where} has a plain value, and its name says that it is a secret`;
const byValue = (where: string) => `${where} holds a key in plain text`;

describeRule(noSecretsInEnvironment, MODEL, {
  compliant: map({ SM_VLLM_MODEL: "Qwen/Qwen3-8B", HF_TOKEN: "" }),
  broken: { ...map({ HF_TOKEN: "x" }), breaks: byName("primaryContainer.environment HF_TOKEN") },
  absent: { inputs: { primaryContainer: {} }, passes: true },
  unknown: { ...map({ HF_TOKEN: UNKNOWN }), undecided: "primaryContainer.environment.HF_TOKEN" },
});

describeRule(noSecretsInEnvironment, SERVICE, {
  compliant: envs({ name: "HF_TOKEN", valueSource: { secretKeyRef: { secret: "hf", version: "1" } } }),
  broken: { ...envs({ name: "HF_TOKEN", value: "x" }), breaks: byName("template.containers[0].envs HF_TOKEN") },
  absent: { inputs: { template: { containers: [{}] } }, passes: true },
  unknown: {
    ...envs({ name: "HF_TOKEN", value: UNKNOWN }, { name: UNKNOWN, value: "x" }),
    undecided: "template.containers[0].envs[0].value",
  },
});

describeRule(noSecretsInEnvironment, TASK, {
  compliant: task([{ name: "PORT", value: "4000" }]),
  broken: { ...task([{ name: "API_KEY", value: "x" }]), breaks: byName("containerDefinitions[0].environment API_KEY") },
  absent: { inputs: { containerDefinitions: JSON.stringify([{ secrets: [{ name: "API_KEY" }] }]) }, passes: true },
  unknown: { inputs: { containerDefinitions: UNKNOWN }, undecided: "containerDefinitions" },
});

function task(environment: unknown) {
  return { inputs: { containerDefinitions: JSON.stringify([{ environment }]) } };
}

describe(noSecretsInEnvironment.name, () => {
  test.each([
    "HF_TOKEN",
    "HUGGING_FACE_HUB_TOKEN",
    "OPENAI_API_KEY",
    "openai_api_key",
    "openaiApiKey",
    "OpenAI:ApiKey",
    "AWS_SECRET_ACCESS_KEY",
    "AZURE_STORAGE_CONNECTION_STRING",
    "DB_PASSWORD",
    "PASSWORD_OF_DB",
    "DB_URL_PASSWORD",
    "DB_PASSWD",
    "DB_PWD",
    "KEY_PASSPHRASE",
    "GIT_CREDENTIAL",
    "MINIO_ACCESS_KEY",
    "STORAGE_ACCOUNT_KEY",
    "AUTH_KEY",
    "ENCRYPTION_KEY",
    "PRIVATE_KEY",
    "SECRET_KEY",
    "SIGNING_KEY",
    "SUBSCRIPTION_KEY",
    "CLIENT_SECRET",
    "LITELLM_MASTER_KEY",
    "credentials",
    "APIKEY",
  ])("takes %s for a secret by its name", (name) =>
    expectVerdict(noSecretsInEnvironment, MODEL, {
      ...map({ [name]: "x" }),
      breaks: byName(`primaryContainer.environment ${name}`),
    }),
  );

  test.each(
    (
      "ARN AUDIENCE BUDGET COUNT DIR ENABLED ENDPOINT EXPIRY FILE FORMAT HEADER ID IDS LENGTH LIMIT NAME NUM PATH PER " +
      "PREFIX REF REGION SIZE TTL TYPE URI URL VERSION"
    ).split(" "),
  )("does not take the %s of a token for a secret", (word) =>
    expectVerdict(noSecretsInEnvironment, MODEL, { ...map({ [`HF_TOKEN_${word}`]: "x" }), passes: true }),
  );

  test.each("BOS CLS EOS IMAGE MASK MAX MIN NEXT NUM PAD PER SEP SPECIAL STOP THINK UNK".split(" "))(
    "does not take %s_TOKEN, which a model reads, for a secret",
    (word) => expectVerdict(noSecretsInEnvironment, MODEL, { ...map({ [`${word}_TOKEN`]: "x" }), passes: true }),
  );

  test.each([
    "MAX_NEW_TOKEN",
    "MAX_TOKENS",
    "MAX_NEW_TOKENS",
    "TOKENIZER",
    "TOKENIZERS_PARALLELISM",
    "EOS_TOKEN",
    "MAX_TOKEN",
    "TOKEN_LIMIT",
    "AWS_ACCESS_KEY_ID",
    "HF_TOKEN_PATH",
    "DB_SECRET_ARN",
    "SECRET_NAME",
    "KEY",
    "MONKEY",
    "OAUTH_TOKEN_URL",
  ])("does not take %s for a secret", (name) =>
    expectVerdict(noSecretsInEnvironment, MODEL, { ...map({ [name]: "x" }), passes: true }),
  );

  test.each([
    `hf_${"a".repeat(34)}`,
    `sk-proj-${"a".repeat(26)}`,
    `AKIA${"A".repeat(16)}`,
    `ASIA${"A".repeat(16)}`,
    `github_pat_${"a".repeat(22)}`,
    `SharedAccessKey=${"a".repeat(43)}=`,
    `ghp_${"a".repeat(36)}`,
    `glpat-${"a".repeat(20)}`,
    `AIza${"a".repeat(35)}`,
    `nvapi-${"a".repeat(26)}`,
    `xoxb-${"1".repeat(14)}`,
    `eyJ${"a".repeat(10)}.eyJ${"a".repeat(10)}.sig`,
    "-----BEGIN RSA PRIVATE KEY-----\nMII",
    `DefaultEndpointsProtocol=https;AccountKey=${"a".repeat(86)}==`,
  ])("knows a key whatever the variable is called: %s", (value) =>
    expectVerdict(noSecretsInEnvironment, MODEL, {
      ...map({ X: value }),
      breaks: byValue("primaryContainer.environment X"),
    }),
  );

  test.each([
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:hf-abc",
    "arn:aws:ssm:us-east-1:123456789012:parameter/hf",
    "{{resolve:secretsmanager:hf}}",
    "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/hf)",
    "https://v.vault.azure.net/secrets/hf",
    "projects/p/secrets/hf/versions/1",
    "/run/secrets/hf",
    "/var/run/secrets/hf",
    "true",
    "False",
  ])("does not take where a secret is, or whether it is, for a secret: %s", (value) =>
    expectVerdict(noSecretsInEnvironment, MODEL, { ...map({ HF_TOKEN: value }), passes: true }),
  );

  test("is not decided where the value is a secret of the program, which the plan does not hold", () => {
    const verdict = verdictOn(noSecretsInEnvironment, MODEL, map({ HF_TOKEN: SECRET }));
    expect(verdict).toMatchObject({ violations: [], undecided: { reason: "secret" } });
  });

  test("finds what is plain beside what is not known", () => {
    const verdict = verdictOn(
      noSecretsInEnvironment,
      SERVICE,
      envs({ name: "A", value: UNKNOWN }, { name: "B_TOKEN", value: "x" }),
    );
    expect(verdict?.violations).toEqual([byName("template.containers[0].envs B_TOKEN")]);
    expect(verdict?.undecided?.property).toBe("template.containers[0].envs[0].value");
  });

  test("passes references of Container Apps", () => {
    const env = [{ name: "HF_TOKEN", secretRef: "hf" }];
    expectVerdict(noSecretsInEnvironment, APP, { inputs: { template: { containers: [{ env }] } }, passes: true });
  });

  test.each(["PARAMETER_STORE", "SECRETS_MANAGER"])("passes CodeBuild's variables of type %s", (type) => {
    const environmentVariables = [{ name: "HF_TOKEN", value: "hf", type }];
    expectVerdict(noSecretsInEnvironment, BUILD, { inputs: { environment: { environmentVariables } }, passes: true });
  });

  test("breaks on CodeBuild's variables of type PLAINTEXT", () => {
    const environmentVariables = [{ name: "HF_TOKEN", value: "hf", type: "PLAINTEXT" }];
    expectVerdict(noSecretsInEnvironment, BUILD, {
      inputs: { environment: { environmentVariables } },
      breaks: byName("environment.environmentVariables HF_TOKEN"),
    });
  });

  const places = Object.entries(ENVIRONMENTS).flatMap(([type, paths]) => paths.map((path) => [type, path] as const));
  test.each(places)("looks at %s %s", (type, path) => {
    const inputs = inputsAt(path, { HF_TOKEN: "x" });
    const made = { typeName: type, desiredState: JSON.stringify(inputs) };
    const verdict = type.startsWith("AWS::")
      ? verdictOn(noSecretsInEnvironment, CLOUD_CONTROL, { inputs: made })
      : verdictOn(noSecretsInEnvironment, type, { inputs });
    expect(verdict?.violations).toEqual([expect.stringContaining("HF_TOKEN has a plain value")]);
  });
});
