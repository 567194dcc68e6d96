import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, Scalar, type YAMLMap } from "yaml";
import { resolveScalar, ScalarError } from "./scalar.js";

/** A value as Go's YAML reader gives it. Integers are bigints; a mapping is a Map, so that no key is special. */
export type GoValue = null | boolean | bigint | number | string | readonly GoValue[] | GoMap;
export type GoMap = ReadonlyMap<string, GoValue>;

/** A YAML text that cannot be read. */
export class YamlError extends Error {
  override readonly name = "YamlError";

  constructor(
    /** From 1. */
    readonly line: number,
    /** From 1. */
    readonly column: number,
    message: string,
  ) {
    super(message.replace(/\s+/g, " "));
  }
}

const MAX_DEPTH = 500;
/** Values that aliases may expand to. */
const MAX_VALUES = 100_000;
/** Characters that YAML does not allow in a file. */
const CONTROL = /[^\t\n\r\x20-\x7e\x85\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\ufeff/u;

/**
 * Reads the first document of a YAML text by the rules of the reader that the Pulumi CLI is built with: `010` is 8,
 * `1_000` is 1000, `yes` is a text, a date becomes a timestamp.
 *
 * @throws YamlError for anything that is not YAML
 * @see https://pkg.go.dev/gopkg.in/yaml.v3
 */
export function parseGoYaml(source: string): GoValue {
  const text = source.replace(/^\ufeff/, "");
  const lineCounter = new LineCounter();
  const fail: Fail = (offset, message) => {
    const { line, col } = lineCounter.linePos(offset);
    throw new YamlError(Math.max(line, 1), Math.max(col, 1), message);
  };
  try {
    const documents = parseAllDocuments(text, {
      schema: "failsafe", // every scalar stays a text: resolveScalar decides what it is
      resolveKnownTags: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
      lineCounter,
    });
    const control = CONTROL.exec(text);
    if (control) fail(control.index, `the character ${JSON.stringify(control[0])} is not allowed in YAML`);
    const [document] = Array.isArray(documents) ? documents : [];
    const [problem] = document?.errors ?? [];
    if (problem?.code === "RESOURCE_EXHAUSTION") throw new RangeError();
    if (problem) fail(problem.pos[0], problem.message);
    return new Converter(fail).value(document?.contents, 0);
  } catch (error) {
    if (error instanceof RangeError) throw new YamlError(1, 1, `nested more than ${MAX_DEPTH} levels deep`);
    throw error;
  }
}

type Fail = (offset: number, message: string) => never;

class Converter {
  readonly #fail: Fail;
  readonly #anchors = new Map<string, unknown>();
  readonly #open = new Set<unknown>();
  #values = 0;

  constructor(fail: Fail) {
    this.#fail = fail;
  }

  value(node: unknown, depth: number): GoValue {
    if (isAlias(node)) return this.value(this.#target(node.source, offsetOf(node)), depth + 1);
    if (depth > MAX_DEPTH) this.#fail(offsetOf(node), `nested more than ${MAX_DEPTH} levels deep`);
    this.#values += 1;
    if (this.#values > MAX_VALUES) this.#fail(offsetOf(node), `more than ${MAX_VALUES} values`);
    if (isScalar(node)) return this.#scalar(node);
    if (!isMap(node) && !isSeq(node)) return null;
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    this.#open.add(node);
    const value = isMap(node) ? this.#map(node, depth) : node.items.map((item) => this.value(item, depth + 1));
    this.#open.delete(node);
    return value;
  }

  #target(anchor: string, offset: number): unknown {
    const target = this.#anchors.get(anchor);
    if (target === undefined) this.#fail(offset, `unknown anchor ${anchor}`);
    if (this.#open.has(target)) this.#fail(offset, `anchor ${anchor} contains itself`);
    return target;
  }

  #scalar(node: Scalar): GoValue {
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    try {
      return resolveScalar(String(node.value ?? ""), node.tag, node.type === Scalar.PLAIN || node.type === undefined);
    } catch (error) {
      if (error instanceof ScalarError) this.#fail(offsetOf(node), error.message);
      throw error;
    }
  }

  #map(node: YAMLMap, depth: number): GoMap {
    const entries = new Map<string, GoValue>();
    const written = new Set<string>();
    const merges: unknown[] = [];
    for (const { key, value } of node.items) {
      const text = isScalar(key) ? String(key.value) : undefined;
      if (text !== undefined && written.has(text))
        this.#fail(offsetOf(key), `the key ${JSON.stringify(text)} is given twice`);
      if (text !== undefined) written.add(text);
      if (isScalar(key) && key.value === "<<" && key.type === Scalar.PLAIN) merges.push(value);
      else entries.set(this.#key(key, depth), this.value(value, depth + 1));
    }
    for (const merge of merges) {
      for (const [key, value] of this.#merged(merge, depth + 1)) if (!entries.has(key)) entries.set(key, value);
    }
    return entries;
  }

  #key(node: unknown, depth: number): string {
    const key = this.value(node, depth + 1);
    if (key !== null && typeof key === "object") this.#fail(offsetOf(node), "a key must be a text");
    return key === null ? "<nil>" : String(key);
  }

  #merged(node: unknown, depth: number): Iterable<readonly [string, GoValue]> {
    const value = this.value(node, depth);
    if (value instanceof Map) return value;
    if (Array.isArray(value) && value.every((item) => item instanceof Map)) return value.flatMap((map) => [...map]);
    return this.#fail(offsetOf(node), "`<<` needs a mapping, or a list of mappings");
  }
}

function offsetOf(node: unknown): number {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
}

/** The JSON text that Go writes for a value: keys sorted by their bytes, `<`, `>` and `&` escaped. */
export function goJson(value: GoValue): string {
  if (value instanceof Map) {
    const keys = [...(value as GoMap).keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return `{${keys.map((key) => `${goJson(key)}:${goJson((value as GoMap).get(key) ?? null)}`).join(",")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(goJson).join(",")}]`;
  if (typeof value === "bigint") return String(value > MAX_INT64 ? Number(value) : value);
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeCharacter);
}

const MAX_INT64 = 2n ** 63n - 1n;

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
