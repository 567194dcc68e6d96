import * as pulumi from "@pulumi/pulumi";
import * as sdk from "@pulumi/pulumi/runtime/config.js";
import * as z from "zod";
import { unpack } from "./config-text.js";
import { endpointSchema } from "./endpoint-settings.js";
import { networkSchema } from "./network-settings.js";
import { poolSchema } from "./pool-settings.js";
import { choice, integer, list, mapping, name, tagRecord } from "./setting-types.js";
import { explainIssues, nearest, pathText, SettingsError, show, unknownKey } from "./settings-error.js";

export { placeholders } from "./placeholders.js";
export { SettingsError } from "./settings-error.js";

/** Prefix of every key below, as Pulumi writes it. */
export const NAMESPACE = "ai-stack";

const platform = mapping({
  users: list(name, "user names", 100).describe("Names of the people who get a user profile."),
  idleMinutes: integer(60, 525_600)
    .default(60)
    .describe("Minutes without work after which an app is shut down, 60 to 525600. Default: 60."),
});

/** The settings of a stack: the keys `ai-stack:…` of its file. A key left out leaves that part of the stack out. */
export const settingsSchema = mapping({
  cloud: choice(["aws"]).describe("Cloud that the stack runs on."),
  environment: choice(["dev", "prod"])
    .default("dev")
    .describe("prod is highly available, protected from deletion and uses customer-managed keys. Default: dev."),
  network: networkSchema
    .describe("Network of the stack: a new one by its address block, or an existing one.")
    .optional(),
  compute: z
    .record(name, poolSchema, "a mapping from pool names to pools")
    .default({})
    .describe("Pools of GPU machines, by name. Default: none."),
  platform: platform.describe("Managed platform for notebooks, jobs and experiments. Default: none.").optional(),
  endpoints: z
    .record(name, endpointSchema, "a mapping from endpoint names to endpoints")
    .default({})
    .describe("Model endpoints, by name. Default: none."),
  alertEmail: z
    .email({ error: "an e-mail address" })
    .describe("Address that gets the alarms. Default: alarms are sent to nobody.")
    .optional(),
  huggingFaceToken: z
    .string("a text")
    .min(1, "a token of Hugging Face")
    .transform((token) => pulumi.secret(token))
    .describe("Token of Hugging Face: pulumi config set --secret ai-stack:huggingFaceToken. Default: none.")
    .optional(),
  teardown: z
    .boolean("true or false")
    .default(false)
    .describe("true lifts every protection and retention, so that destroy leaves nothing. Default: false."),
  tags: tagRecord.default({}).describe("Tags of everything in the stack, up to 40. Default: none."),
});

/** The checked settings of a stack, with defaults filled in. */
export type Settings = z.infer<typeof settingsSchema>;
export type PoolSettings = Settings["compute"][string];
export type EndpointSettings = Settings["endpoints"][string];

/** The one setting that is a secret. */
const TOKEN = "huggingFaceToken";

/** The cloud's region is the one setting that is the provider's own. */
const REGION = "aws:region";

/** What a stack's configuration says. */
export interface ParsedSettings {
  readonly settings: Settings;
  /** Region of the cloud, such as `us-east-1`. */
  readonly region: string;
}

/**
 * Reads the settings of a stack.
 *
 * @param config the configuration by full key, as `pulumi.runtime.allConfig()` gives it: objects are JSON
 * @param isSecret whether a key of it holds an encrypted value; by default the SDK is asked
 * @throws SettingsError that lists every error
 */
export function parseSettings(
  config: Readonly<Record<string, string>>,
  isSecret: (key: string) => boolean = sdkIsSecret,
): ParsedSettings {
  const errors = [...regionErrors(config), ...namespaceErrors(config)];
  const raw = new Map<string, unknown>();
  const encrypted = new Set<PropertyKey | undefined>();
  for (const [key, text] of Object.entries(config)) {
    if (!key.startsWith(full(""))) continue;
    const setting = key.slice(full("").length);
    if (!Object.hasOwn(settingsSchema.shape, setting))
      errors.push(`${pathText(NAMESPACE, [setting])}: ${unknownKey(setting, Object.keys(settingsSchema.shape), full)}`);
    else if (setting !== TOKEN && isSecret(key)) encrypted.add(setting);
    else raw.set(setting, setting === TOKEN ? text : unpack(text));
  }
  for (const setting of encrypted)
    errors.push(`${full(String(setting))}: must not hold an encrypted value; only ${full(TOKEN)} may`);
  const values = Object.fromEntries(raw);
  const parsed = settingsSchema.safeParse(values);
  const issues = parsed.error?.issues.filter(({ path }) => !encrypted.has(path[0])) ?? [];
  errors.push(...explainIssues(issues, settingsSchema, values, NAMESPACE));
  errors.push(...protoErrors(values));
  const region = config[REGION];
  if (errors.length > 0 || !parsed.success || region === undefined) throw new SettingsError(errors);
  return { settings: parsed.data, region };
}

const { isConfigSecret: sdkIsSecret } = sdk as unknown as { isConfigSecret(key: string): boolean };

const full = (setting: string) => `${NAMESPACE}:${setting}`;

function regionErrors(config: Readonly<Record<string, string>>): string[] {
  const region = config[REGION];
  if (region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return [];
  const wanted = "the code of an AWS region, such as us-east-1";
  if (region !== undefined) return [`${REGION}: must be ${wanted}, got ${show(region)}`];
  const similar = nearest(
    REGION,
    Object.keys(config).filter((key) => key.startsWith("aws:")),
  );
  return [`${REGION}: missing; must be ${wanted}${similar && ` (the key ${show(similar)} looks like it)`}`];
}

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
