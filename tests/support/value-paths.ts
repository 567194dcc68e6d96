/** What Pulumi puts in place of a value that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Marks an object that stands for a secret, which is its `value`. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A resource's properties. */
export type Properties = Record<string, unknown>;

/** A place in a value that a path leads to. */
export interface Place {
  /** Where it is, with list positions: `rules[0].status`. */
  readonly at: string;
  /** `undefined` where the object is there and the property is not. */
  readonly value: unknown;
}

/** The value without its secret marks. */
export function reveal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reveal);
  if (!isObject(value)) return value;
  if (SIGNATURE in value && "value" in value) return reveal(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reveal(inner)]));
}

export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is decided only by a deployment: unknown, a symbolic text such as `<role.arn>`, or a hidden secret. */
export function isUndecided(value: unknown): boolean {
  return typeof value === "string" && (value.includes(UNKNOWN) || value === "[secret]" || /<[^<>]+>/.test(value));
}

/** The places that `path` leads to, where `[]` stands for every element of a list: `subnetIds[]`, `rules[].status`. */
export function places(value: unknown, path: string, at = ""): Place[] {
  if (path === "") return [{ at, value }];
  if (path.startsWith("[]"))
    return Array.isArray(value)
      ? value.flatMap((element, index) => places(element, path.slice(2).replace(/^\./, ""), `${at}[${index}]`))
      : [];
  if (!isObject(value)) return [];
  const [name = ""] = path.split(/\.|(?=\[\])/, 1);
  const rest = path.slice(name.length).replace(/^\./, "");
  if (value[name] === undefined && rest !== "") return [];
  return places(value[name], rest, at === "" ? name : `${at}.${name}`);
}

/** The strings that `path` leads to and a deployment has decided. */
export function stringsAt(value: unknown, path: string): string[] {
  return places(value, path)
    .map(({ value: found }) => found)
    .filter((found) => typeof found === "string" && found !== "" && !isUndecided(found)) as string[];
}
