import { RunError } from "@pulumi/pulumi";
import { closest, distance } from "fastest-levenshtein";
import * as z from "zod";

/** Settings that cannot be used. The message lists everything that is wrong with them, one line an error. */
export class SettingsError extends RunError {
  override readonly name = "SettingsError";

  constructor(
    /** One line an error: key path, what is allowed, what was given. */
    readonly errors: readonly string[],
  ) {
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    const where = "(stacks/Pulumi.<stack>.yaml; stacks/config.schema.json has every key)";
    super([`${count} in the settings of the stack ${where}:`, ...errors].join("\n  "));
  }
}

type Path = readonly PropertyKey[];
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** One line for each error that `issues` tell of, about `root`, a value of `schema`. */
export function explainIssues(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodType,
  root: unknown,
  namespace: string,
): string[] {
  return issues.flatMap((issue) => explain(issue, [], { root, schema, namespace }));
}

interface Context {
  readonly root: unknown;
  readonly schema: z.ZodType;
  readonly namespace: string;
}

function explain(issue: z.core.$ZodIssue, above: Path, context: Context): string[] {
  const path = [...above, ...issue.path];
  const at = (inner: Path) => pathText(context.namespace, inner);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(context.schema, path);
    return issue.keys.map((key) => `${at([...path, key])}: ${unknownKey(key, known, (name) => at([...path, name]))}`);
  }
  if (issue.code === "invalid_key") {
    const key = path.at(-1);
    return [`${at(path)}: the name must be ${issue.issues[0]?.message}, got ${show(key)}`];
  }
  const value = valueAt(context.root, path);
  if (issue.code === "invalid_union") {
    const [option, other] = issue.errors.filter((errors) => !errors.some((error) => rulesOut(error, value)));
    if (option && !other) return option.flatMap((inner) => explain(inner, path, context));
  }
  if (value === undefined) return [`${at(path)}: missing; must be ${issue.message}`];
  const guess =
    issue.code === "invalid_value" && typeof value === "string" ? nearest(value, issue.values.map(String)) : "";
  const empty = value === "" && path.length === 1;
  const hint = guess ? `; did you mean ${guess}?` : empty ? "; remove the key to leave it out" : "";
  return [`${at(path)}: must be ${issue.message}, got ${show(value)}${hint}`];
}

/** Whether an error of one option of a union says that the value was meant for another. */
function rulesOut({ code, path }: z.core.$ZodIssue, value: unknown): boolean {
  return path.length === 0 && (code === "invalid_type" || (code === "invalid_value" && typeof value === "object"));
}

/** What is wrong with a key that is not among `known`, with the nearest of these. */
export function unknownKey(key: string, known: readonly string[], write: (key: string) => string = String): string {
  const guess = nearest(key, known);
  const allowed = `allowed: ${known.join(", ")}`;
  return guess ? `unknown key; did you mean ${write(guess)}? (${allowed})` : `unknown key; ${allowed}`;
}

/** The one of `words` that `word` may be a misspelling of; an empty text where none is near. */
export function nearest(word: string, words: readonly string[]): string {
  if (words.length === 0 || word.length > LONGEST) return "";
  const lower = word.toLowerCase();
  const guess = closest(
    lower,
    words.map((other) => other.toLowerCase()),
  );
  const slips = guess.length < 4 ? 1 : guess.length < 9 ? 2 : 3; // two letters that changed places count as two
  return distance(lower, guess) <= slips ? (words.find((other) => other.toLowerCase() === guess) ?? "") : "";
}

/** A path as `pulumi config set --path` takes it: `ai-stack:endpoints.chat.accelerator[1]`. */
export function pathText(namespace: string, [first = "", ...rest]: Path): string {
  const segments = rest.map((segment) => {
    if (typeof segment === "number") return `[${segment}]`;
    const key = plain(String(segment));
    return key.startsWith('"') ? `[${key}]` : `.${key}`;
  });
  return `${plain(namespace)}:${plain(String(first))}${segments.join("")}`;
}

/** A name as it is when it is an ordinary one, else quoted, so that it stays on its line. */
const plain = (name: string): string => (/^[\w-]+$/.test(name) ? cut(name) : JSON.stringify(cut(name)));

/** A value in a few words. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "string") return JSON.stringify(cut(value));
  if (typeof value !== "object" || value === null) return String(value);
  const keys = Object.keys(value);
  return keys.length === 0 ? "an empty mapping" : `a mapping with ${cut(keys.map(plain).join(", "))}`;
}

const LONGEST = 60;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const segment of path) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[segment];
  }
  return value;
}

/** The keys that a mapping at `path` may have, without those that are known only to be refused. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const options = (node: JsonSchema): JsonSchema[] => (node.anyOf ?? []).flatMap(options).concat(node);
  let nodes = options(root);
  for (const segment of path) {
    const under = (node: JsonSchema) =>
      typeof segment === "number"
        ? node.items
        : node.properties && Object.hasOwn(node.properties, segment)
          ? node.properties[String(segment)]
          : node.additionalProperties;
    nodes = nodes
      .flatMap((node) => under(node) ?? [])
      .flatMap((node) =>
        typeof node === "object" && node !== null && !Array.isArray(node) ? options(node as JsonSchema) : [],
      );
  }
  return nodes.flatMap(({ properties = {} }) =>
    Object.keys(properties).filter((key) => !(properties[key] as JsonSchema).refused),
  );
}
