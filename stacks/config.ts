import * as pulumi from "@pulumi/pulumi";
import * as sdk from "@pulumi/pulumi/runtime/config.js";
import * as z from "zod";
import { unpack } from "./config-text.js";
import { endpointSchema } from "./endpoint-settings.js";
import { billingAccount, googleAccount, objectId, type Target, unlessRefused } from "./native-settings.js";
import { networkSchema } from "./network-settings.js";
import { poolSchema } from "./pool-settings.js";
import {
  type AwsPlace,
  type AzurePlace,
  CLOUDS,
  type GcpPlace,
  placeOf,
  providerErrors,
  type StackCloud,
} from "./provider-settings.js";
import { always, choice, integer, list, mapping, name, text } from "./setting-types.js";
import { explainIssues, nearest, pathText, SettingsError, unknownKey } from "./settings-error.js";
import { tagRecord } from "./tag-settings.js";

export { placeholders } from "./placeholders.js";
export { SettingsError } from "./settings-error.js";

/** Prefix of every key below, as Pulumi writes it. */
export const NAMESPACE = "ai-stack";

/**
 * Minutes without work that a platform can wait for: Studio, notebooks of Vertex AI Workbench, compute instances of Azure
 * Machine Learning.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_IdleSettings.html
 * @see https://docs.cloud.google.com/vertex-ai/docs/workbench/instances/idle-shutdown
 */
const IDLE_MINUTES: Readonly<Record<Target, readonly [number, number]>> = {
  aws: [60, 525_600],
  gcp: [10, 1440],
  azure: [15, 4320],
  any: [10, 525_600],
};

const platformSchema = (target: Target) =>
  mapping({
    users: list(name, "user names", 100).describe("Names of the people who get a user profile or notebook."),
    idleMinutes: integer(...IDLE_MINUTES[target])
      .default(60)
      .describe(
        "Minutes without work after which it is shut down: 60 to 525600 on aws, 10 to 1440 on gcp, 15 to 4320 on " +
          "azure. Default: 60.",
      ),
    identities: unlessRefused(
      target,
      { aws: "where IAM says who opens which profile" },
      z.record(name, identityText(target), "a mapping from user names to the cloud's own ids of people"),
    ).describe(
      "Who the users are: on gcp the e-mail address of a Google account, on azure the object id in Microsoft Entra ID; " +
        "nobody else then opens their notebook. Default: on gcp whoever may act as the notebooks' service account opens " +
        "all of them, on azure they are whose who deploys the stack.",
    ),
  }).refine(
    ({ users, identities }) =>
      !Array.isArray(users) || Object.keys(identities ?? {}).every((user) => users.includes(user)),
    { ...always, path: ["identities"], message: "a mapping whose names are among users" },
  );

const budgetSchema = mapping({
  monthlyUsd: integer(1, 10_000_000).describe(
    "Most that a month at full scale may cost, in US dollars; on azure the alerts take it in the currency of the bill.",
  ),
});

function identityText(target: Target) {
  if (target === "gcp") return text(googleAccount);
  return target === "azure" ? text(objectId) : z.string("the cloud's own id of a person");
}

/**
 * The settings of a stack: the keys `ai-stack:…` of its file. A key left out leaves that part of the stack out.
 *
 * @param target decides the form of what is the cloud's own: ids, addresses, limits
 */
export function settingsSchema(target: Target): ReturnType<typeof makeSchema> {
  const made = schemas.get(target) ?? makeSchema(target);
  schemas.set(target, made);
  return made;
}

/** Each schema is made once: that takes longer than reading a file with it. */
const schemas = new Map<Target, ReturnType<typeof makeSchema>>();

const makeSchema = (target: Target) =>
  mapping({
    cloud: choice(CLOUDS).describe("Cloud that the stack runs on: aws, gcp or azure."),
    environment: choice(["dev", "prod"])
      .default("dev")
      .describe("prod is highly available, protected from deletion and uses customer-managed keys. Default: dev."),
    network: networkSchema(target)
      .describe("Network of the stack: a new one by its address block, or an existing one.")
      .optional(),
    compute: z
      .record(name, poolSchema(target), "a mapping from pool names to pools")
      .default({})
      .describe("Pools of GPU machines, by name. Default: none."),
    platform: platformSchema(target)
      .describe("Managed platform for notebooks, jobs and experiments. Default: none.")
      .optional(),
    endpoints: z
      .record(name, endpointSchema(target), "a mapping from endpoint names to endpoints")
      .default({})
      .describe("Model endpoints, by name. Default: none."),
    alertEmail: z
      .email({ error: "an e-mail address" })
      .describe("Address that gets the alarms and the alerts of the budget. Default: they are sent to nobody.")
      .optional(),
    budget: budgetSchema
      .describe(
        "What the stack may cost: a preview of more fails. With alertEmail the cloud mails when the account on aws, the " +
          "project on gcp, the resource group on azure has cost 50, 80 or 100 % of it, or is forecast to. Default: no limit.",
      )
      .optional(),
    gcpBillingAccount: text(billingAccount)
      .describe(
        "Id of the Cloud Billing account that pays for the project, such as ABCDEF-012345-6789AB: budget needs it for " +
          "alerts on gcp. Default: no alerts there.",
      )
      .optional(),
    huggingFaceToken: z
      .string("a text")
      .min(1, "a token of Hugging Face")
      .transform((token) => pulumi.secret(token))
      .describe(
        "Token of Hugging Face, for gated models on gcp and azure; not used on aws, which serves them from S3: pulumi " +
          "config set --secret ai-stack:huggingFaceToken. Default: none.",
      )
      .optional(),
    teardown: z
      .boolean("true or false")
      .default(false)
      .describe("true lifts every protection and retention, so that destroy leaves nothing. Default: false."),
    tags: tagRecord(target)
      .default({})
      .describe("Tags of everything in the stack, on gcp labels; up to 40. Default: none."),
  });

/** The checked settings of a stack, with defaults filled in. */
export type Settings = z.infer<ReturnType<typeof settingsSchema>>;
export type PoolSettings = Settings["compute"][string];
export type EndpointSettings = Settings["endpoints"][string];

/** What the configuration of a stack on AWS says. */
export interface AwsStack extends AwsPlace {
  readonly settings: Settings;
}

/** What the configuration of a stack on Google Cloud says. */
export interface GcpStack extends GcpPlace {
  readonly settings: Settings;
}

/** What the configuration of a stack on Azure says. */
export interface AzureStack extends AzurePlace {
  readonly settings: Settings;
}

/** What a stack's configuration says: where it is, and its settings in the form of that cloud. */
export type ParsedSettings = AwsStack | GcpStack | AzureStack;

/** The one setting that is a secret. */
const TOKEN = "huggingFaceToken";

/**
 * Reads the settings of a stack. The keys of another cloud's provider may be there; they are left aside.
 *
 * @param config the configuration by full key, as `pulumi.runtime.allConfig()` gives it: objects are JSON
 * @param isSecret whether a key of it holds an encrypted value; by default the SDK is asked
 * @throws SettingsError that lists every error
 */
export function parseSettings(
  config: Readonly<Record<string, string>>,
  isSecret: (key: string) => boolean = sdkIsSecret,
): ParsedSettings {
  const cloud = isSecret(full("cloud")) ? undefined : meantCloud(config[full("cloud")]);
  const schema = settingsSchema(cloud ?? "any");
  const errors = [...(cloud ? providerErrors(cloud, config) : []), ...namespaceErrors(config)];
  const raw = new Map<string, unknown>();
  const encrypted = new Set<PropertyKey | undefined>();
  for (const [key, text] of Object.entries(config)) {
    if (!key.startsWith(full(""))) continue;
    const setting = key.slice(full("").length);
    if (!Object.hasOwn(schema.shape, setting))
      errors.push(`${pathText(NAMESPACE, [setting])}: ${unknownKey(setting, Object.keys(schema.shape), full)}`);
    else if (setting !== TOKEN && isSecret(key)) encrypted.add(setting);
    else raw.set(setting, setting === TOKEN ? text : unpack(text));
  }
  for (const setting of encrypted)
    errors.push(`${full(String(setting))}: must not hold an encrypted value; only ${full(TOKEN)} may`);
  const values = Object.fromEntries(raw);
  const parsed = schema.safeParse(values);
  const issues = parsed.error?.issues.filter(({ path }) => !encrypted.has(path[0])) ?? [];
  errors.push(...explainIssues(issues, schema, values, NAMESPACE));
  errors.push(...protoErrors(values));
  const place = cloud && placeOf(cloud, config);
  if (errors.length > 0 || !parsed.success || place === undefined) throw new SettingsError(errors);
  return { ...place, settings: parsed.data };
}

/** The cloud that a file says, or seems to say: the other settings are read as that cloud's. */
function meantCloud(word: string | undefined): StackCloud | undefined {
  if (word === undefined) return undefined;
  return CLOUDS.find((cloud) => cloud === (nearest(word, CLOUDS) || word));
}

const { isConfigSecret: sdkIsSecret } = sdk as unknown as { isConfigSecret(key: string): boolean };

const full = (setting: string) => `${NAMESPACE}:${setting}`;

/** A misspelt namespace would be another program's and pass unnoticed. */
function namespaceErrors(config: Readonly<Record<string, string>>): string[] {
  return Object.keys(config).flatMap((key) => {
    const [namespace = "", ...setting] = key.split(":");
    if (namespace === NAMESPACE || !nearest(namespace, [NAMESPACE])) return [];
    const path = [setting.join(":")];
    return [`${pathText(namespace, path)}: unknown key; did you mean ${pathText(NAMESPACE, path)}?`];
  });
}

/** zod drops a key `__proto__` without a word. */
function protoErrors(root: unknown): string[] {
  const errors: string[] = [];
  const todo: { path: PropertyKey[]; value: unknown }[] = [{ path: [], value: root }];
  for (const { path, value } of todo) {
    if (value === null || typeof value !== "object") continue;
    if (Object.hasOwn(value, "__proto__"))
      errors.push(`${pathText(NAMESPACE, [...path, "__proto__"])}: must not be used as a name`);
    const list = Array.isArray(value);
    for (const [key, inner] of Object.entries(value))
      todo.push({ path: [...path, list ? Number(key) : key], value: inner });
  }
  return errors;
}
