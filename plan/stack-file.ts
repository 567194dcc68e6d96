import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { closest } from "fastest-levenshtein";
import { type GoMap, type GoValue, goJson, parseGoYaml, YamlError } from "./go-yaml/document.js";
import { SECRET } from "./plan.js";

/** A project or stack file that cannot be read; the message is one line. */
export class StackFileError extends Error {
  override readonly name = "StackFileError";
}

/** What the files of a project say about one of its stacks. */
export interface StackFile {
  readonly project: string;
  readonly stack: string;
  /** Path of the stack's file in the project: `stacks/Pulumi.aws-dev.yaml`. */
  readonly file: string;
  /** Absolute path of the program, a file or a folder. */
  readonly main: string;
  /** By full key, the text that the engine would hand to the program; objects and lists are JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys of `config` that hold an encrypted value, sorted. In place of each such value stands `[secret]`. */
  readonly secretKeys: readonly string[];
}

/**
 * Reads a stack's configuration from `Pulumi.yaml` and `Pulumi.<stack>.yaml` as the Pulumi CLI does. Nothing is
 * decrypted, so no passphrase is needed. Environments of Pulumi ESC and declared types of keys are left aside.
 *
 * @throws StackFileError for a stack or file that is missing or broken
 */
export function readStack(projectDir: string, stackName: string): StackFile {
  const project = readProject(projectDir);
  const names = stackNames(project.stackDir);
  if (!names.includes(stackName)) throw unknownStack(stackName, names, relative(projectDir, project.stackDir));
  const path = join(project.stackDir, fileOf(stackName));
  const file = relative(projectDir, path);
  const root = readMapping(path, file) ?? new Map();
  const written = asMapping(root.get("config"), `${file}: config`) ?? new Map();

  const values = new Map<string, GoValue>();
  for (const [key, value] of written) {
    const fullKey = fullKeyOf(key, project.name, file);
    if (values.has(fullKey)) throw new StackFileError(`${file}: the key ${fullKey} is given twice`);
    values.set(fullKey, value);
  }
  for (const [key, value] of project.defaults) if (!values.has(key)) values.set(key, value);
  const missing = project.required.filter((key) => !values.has(key));
  if (missing.length > 0) throw new StackFileError(`${file}: Pulumi.yaml requires a value for ${missing.join(", ")}`);

  const keys = [...values.keys()].sort();
  const textOf = (key: string) => [key, configText(values.get(key) ?? null, `${file}: ${key}`)] as const;
  return {
    project: project.name,
    stack: stackName,
    file,
    main: project.main,
    config: Object.fromEntries(keys.map(textOf)),
    secretKeys: keys.filter((key) => holdsSecret(values.get(key) ?? null)),
  };
}

interface Project {
  readonly name: string;
  readonly main: string;
  readonly stackDir: string;
  /** Values of keys that a stack file leaves out, by full key. */
  readonly defaults: GoMap;
  /** Full keys that a stack must set. */
  readonly required: readonly string[];
}

function readProject(projectDir: string): Project {
  const file = "Pulumi.yaml";
  const root = readMapping(join(projectDir, file), file) ?? new Map();
  const textAt = (key: string): string | undefined => {
    const value = root.get(key) ?? undefined;
    if (value === undefined || typeof value === "string") return value;
    throw new StackFileError(`${file}: ${key} must be a text`);
  };
  const name = textAt("name");
  if (!name) throw new StackFileError(`${file}: name is missing`);
  const config = root.get("config") ?? null;
  const oldStackDir = typeof config === "string" ? config : undefined;
  const declared = oldStackDir === undefined ? asMapping(config, `${file}: config`) : undefined;

  const defaults = new Map<string, GoValue>();
  const required: string[] = [];
  for (const [key, declaration] of declared ?? []) {
    const fullKey = fullKeyOf(key, name, file);
    const value = declaration instanceof Map ? (declaration.get("default") ?? declaration.get("value")) : declaration;
    if (value !== undefined && value !== null) defaults.set(fullKey, value);
    else if (fullKey.startsWith(`${name}:`)) required.push(fullKey);
  }
  return {
    name,
    main: resolve(projectDir, textAt("main") ?? ""),
    stackDir: resolve(projectDir, textAt("stackConfigDir") ?? oldStackDir ?? ""),
    defaults,
    required,
  };
}

const fileOf = (stackName: string) => `Pulumi.${stackName}.yaml`;

/** Names of the stacks that have a file in `folder`, sorted. */
function stackNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
      .sort();
  } catch {
    return [];
  }
}

function unknownStack(name: string, names: readonly string[], folder: string): StackFileError {
  const file = join(folder, fileOf(name));
  if (names.length === 0) return new StackFileError(`no stack ${oneLine(name)}: there is no file ${oneLine(file)}`);
  return new StackFileError(
    `no stack ${oneLine(name)}; did you mean ${closest(name, names)}? (${folder || "."} has ${names.join(", ")})`,
  );
}

const oneLine = (text: string) => (/[\s\p{C}]/u.test(text) ? JSON.stringify(text) : text);

/** The mapping that a YAML file is; nothing for an empty file. */
function readMapping(path: string, file: string): GoMap | undefined {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new StackFileError(`there is no file ${path}`);
    throw new StackFileError(
      `${file} cannot be read: ${code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "not UTF-8" : code}`,
    );
  }
  try {
    return asMapping(parseGoYaml(text), file);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new StackFileError(`${file}:${error.line}:${error.column}: ${error.message}`);
  }
}

function asMapping(value: GoValue | undefined, what: string): GoMap | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Map) return value;
  throw new StackFileError(
    `${what} must be a mapping, got ${Array.isArray(value) ? "a list" : JSON.stringify(String(value))}`,
  );
}

/** A key with its namespace, which is the project's name where none is written. */
function fullKeyOf(key: string, project: string, file: string): string {
  const parts = key.split(":");
  if (parts.length === 1) return `${project}:${key}`;
  if (parts.length === 2) return key;
  if (parts.length === 3 && parts[1] === "config") return `${parts[0]}:${parts[2]}`;
  throw new StackFileError(`${file}: ${JSON.stringify(key)} is no key of the form namespace:name`);
}

/** The text that the engine hands to the program for a value. */
function configText(value: GoValue, where: string): string {
  if (hasNoJson(value)) throw new StackFileError(`${where}: .nan and .inf are no values of a setting`);
  if (value === null) return "";
  if (isSecret(value)) return SECRET;
  return typeof value === "object" ? goJson(hideSecrets(value)) : String(value);
}

const isSecret = (value: GoValue): boolean =>
  value instanceof Map && value.size === 1 && typeof value.get("secure") === "string";

const childrenOf = (value: GoValue): readonly GoValue[] =>
  value instanceof Map ? [...value.values()] : Array.isArray(value) ? value : [];

const holdsSecret = (value: GoValue): boolean => isSecret(value) || childrenOf(value).some(holdsSecret);

const hasNoJson = (value: GoValue): boolean =>
  (typeof value === "number" && !Number.isFinite(value)) || childrenOf(value).some(hasNoJson);

function hideSecrets(value: GoValue): GoValue {
  if (isSecret(value)) return SECRET;
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, hideSecrets(inner)]));
  return Array.isArray(value) ? value.map(hideSecrets) : value;
}
