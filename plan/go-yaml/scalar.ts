/** A scalar that contradicts its tag. */
export class ScalarError extends Error {}

type GoScalar = null | boolean | bigint | number | string;

const WORDS: ReadonlyMap<string, GoScalar> = new Map<string, GoScalar>([
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, Number.NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const INTEGER = /^[+-]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const POINT_FLOAT = /^\.[0-9]+([eE][-+]?[0-9]+)?$/;
const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const MAX_UINT64 = 2n ** 64n - 1n;

const LONG_TAG = "tag:yaml.org,2002:";

/**
 * What a YAML scalar is in Go's reader.
 *
 * @param text the scalar without its quotes
 * @param tag its explicit tag
 * @param plain it has no quotes and is no block
 * @see https://github.com/go-yaml/yaml/blob/v3.0.1/resolve.go
 */
export function resolveScalar(text: string, tag: string | undefined, plain: boolean): GoScalar {
  if (tag === undefined) return plain ? resolvePlain(text) : text;
  const name = tag.startsWith(LONG_TAG) ? tag.slice(LONG_TAG.length) : tag;
  if (name === "binary") return Buffer.from(text, "base64").toString();
  const isKind = KINDS[name];
  if (isKind === undefined) return text;
  const value = resolvePlain(text);
  if (name === "float" && typeof value === "bigint") return Number(value);
  if (!isKind(value) || (name === "timestamp" && value === text))
    throw new ScalarError(`${JSON.stringify(text)} is no ${name}`);
  return value;
}

/** The tags that the reader checks, and what they allow. */
const KINDS: Readonly<Record<string, (value: GoScalar) => boolean>> = Object.assign(Object.create(null), {
  null: (value: GoScalar) => value === null,
  bool: (value: GoScalar) => typeof value === "boolean",
  int: (value: GoScalar) => typeof value === "bigint",
  float: (value: GoScalar) => typeof value === "number",
  timestamp: (value: GoScalar) => typeof value === "string",
});

function resolvePlain(text: string): GoScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (text.startsWith(".")) return POINT_FLOAT.test(text) ? Number(text) : text;
  if (!/^[-+0-9]/.test(text)) return text;
  return timestamp(text) ?? number(text.replaceAll("_", "")) ?? text;
}

function number(text: string): GoScalar | undefined {
  if (INTEGER.test(text)) {
    const integer = integerOf(text);
    if (integer >= INT64.min && integer <= INT64.max) return integer;
    if (/^\d/.test(text) && integer <= MAX_UINT64) return integer;
  }
  if (!FLOAT.test(text)) return undefined;
  const float = Number(text);
  return Number.isFinite(float) ? float : undefined;
}

function integerOf(text: string): bigint {
  const digits = text.replace(/^[-+]/, "");
  const magnitude = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return text.startsWith("-") ? -magnitude : magnitude;
}

const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)| (\d\d?):(\d\d?):(\d\d?)(?:[.,](\d+))?)?$/;

/** A timestamp in the words of Go's `Time.String`; nothing for other texts. */
function timestamp(text: string): string | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [, year = "", month = "", day = "", h1, m1, s1, f1, zone = "Z", h2, m2, s2, f2] = match;
  const [hour, minute, second] = [h1 ?? h2 ?? "0", m1 ?? m2 ?? "0", s1 ?? s2 ?? "0"].map(Number) as [
    number,
    number,
    number,
  ];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!real || hour > 23 || minute > 59 || second > 59) return undefined;
  const two = (value: number | string) => String(value).padStart(2, "0");
  const fraction = (f1 ?? f2 ?? "").slice(0, 9).replace(/0+$/, "");
  const time = `${two(hour)}:${two(minute)}:${two(second)}${fraction && `.${fraction}`}`;
  const offset = zone.replace(":", "");
  const place = /^(Z|[-+]0000)$/.test(offset) ? "+0000 UTC" : `${offset} ${offset}`;
  return `${year}-${two(month)}-${two(day)} ${time} ${place}`;
}
