import * as z from "zod";
import { acceleratorAliases, accelerators } from "../catalog/accelerators.js";

// Each type's message ends the sentence "must be …". Conditions are refinements rather than zod's own formats where
// those stop the checks around them: all errors of a file are to be told at once.

/** A mapping with just these keys. */
export function mapping<Shape extends z.ZodRawShape>(shape: Shape) {
  const keys = Object.keys(shape).filter((key) => !isRefused(shape[key]));
  return z.strictObject(shape, `a mapping with ${keys.join(", ")}`);
}

/** Whether a key is known only to be refused on the cloud that the settings are for. */
const isRefused = (type?: z.core.$ZodType): boolean =>
  type !== undefined && z.globalRegistry.get(type)?.refused === true;

/** A whole number in `min`..`max`. */
export function integer(min: number, max: number) {
  const message = `a whole number from ${min} to ${max}`;
  return z
    .number(message)
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, message)
    .meta({ type: "integer", minimum: min, maximum: max });
}

/** One of a few words. */
export function choice<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, words.length === 1 ? words[0] : `one of ${words.join(", ")}`);
}

/** What a text looks like. */
export interface Form {
  readonly pattern: RegExp;
  /** Ends the sentence "must be …". */
  readonly shape: string;
}

/** A text of a form. */
export function text({ pattern, shape }: Form) {
  return z.string(shape).regex(pattern, shape);
}

/** A list without repeats. */
export function list<Item extends z.ZodType>(item: Item, what: string, max: number) {
  const message = `a list of 1 to ${max} ${what} without repeats`;
  return z
    .array(item, message)
    .min(1, message)
    .max(max, message)
    .refine((items) => new Set(items).size === items.length, message)
    .meta({ uniqueItems: true });
}

/** Checks of a mapping that look at more than one key; they run even when single keys are wrong. */
export const always = {
  when: ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null,
} as const;

export const isNumber = (value: unknown): value is number => typeof value === "number";

/** A guard against typing errors, not a limit of any cloud. */
const MOST = 1000;

/** How many there may be of something, `min` to `max`. */
export const count = (of: string, defaultMax: number) =>
  mapping({
    min: integer(0, MOST).default(0).describe(`Smallest number of ${of}. Default: 0.`),
    max: integer(1, MOST).default(defaultMax).describe(`Largest number of ${of}. Default: ${defaultMax}.`),
  }).refine(({ min, max }) => !isNumber(min) || !isNumber(max) || min <= max, {
    path: ["min"],
    error: ({ input }) => `at most max, which is ${(input as { readonly max: number }).max}`,
  });

/**
 * The name of a pool, an endpoint or a user: it becomes part of names in the cloud, the strictest of which (S3, Cloud
 * Run) allow lower-case letters, digits and single inner hyphens.
 */
export const name = text({
  pattern: /^(?=.{1,24}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  shape: "1 to 24 lower-case letters, digits and single inner hyphens that start with a letter",
});

/** A model by its id on Hugging Face. */
export const modelId = text({
  pattern: /^[A-Za-z0-9][\w.-]{0,95}(\/[A-Za-z0-9][\w.-]{0,95})?$/,
  shape: "the id of a model on Hugging Face, such as Qwen/Qwen3-8B",
});

const acceleratorName = choice([
  ...Object.keys(acceleratorAliases),
  ...accelerators.map((accelerator) => accelerator.name),
] as [string, ...string[]]);

/** One accelerator, or several in order of preference; always read as a list. */
export const acceleratorList = z
  .union(
    [acceleratorName, list(acceleratorName, "accelerators", 8)],
    "the name of an accelerator, or a list of names in order of preference",
  )
  .transform((names): readonly string[] => (typeof names === "string" ? [names] : names));

const PRIVATE = [
  { prefix: 10 * 2 ** 24, bits: 8 },
  { prefix: 172 * 2 ** 24 + 16 * 2 ** 16, bits: 12 },
  { prefix: 192 * 2 ** 24 + 168 * 2 ** 16, bits: 16 },
];
const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(1[6-9]|2[0-4])$/;

function isPrivateBlock(cidr: string): boolean {
  const [, ...numbers] = CIDR.exec(cidr) ?? [];
  const [a = 256, b = 256, c = 256, d = 256, bits = 0] = numbers.map(Number);
  if (Math.max(a, b, c, d) > 255) return false;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const starts = address % 2 ** (32 - bits) === 0;
  return (
    starts &&
    PRIVATE.some((block) => Math.floor(address / 2 ** (32 - block.bits)) === block.prefix / 2 ** (32 - block.bits))
  );
}

/**
 * SageMaker uses 172.17.0.0/16 itself, and so does Docker on machines of any cloud.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1918
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export const privateCidr = z
  .string("a private IPv4 block of /16 to /24")
  .refine(isPrivateBlock, "a private IPv4 block of /16 to /24 that starts on its own boundary, such as 10.20.0.0/16")
  .refine(
    (cidr) => !cidr.startsWith("172.17."),
    "a block outside 172.17.0.0/16, which SageMaker and Docker use themselves",
  )
  .meta({ pattern: CIDR.source });

/** Intl takes other spellings, short names and offsets too; the clouds take the full names of the IANA database. */
function isTimezone(zone: string): boolean {
  if (!/^[A-Z]\w+\/[\w+/-]+$/.test(zone)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions();
    return timeZone === zone || timeZone.toLowerCase() !== zone.toLowerCase();
  } catch {
    return false;
  }
}

/** @see https://www.iana.org/time-zones */
export const timezone = z
  .string("the name of an IANA time zone")
  .refine(isTimezone, "the name of an IANA time zone, such as Europe/Berlin or Etc/UTC");

export const timeOfDay = text({
  pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
  shape: "a time of day HH:MM from 00:00 to 23:59",
});

/** Minutes from one time of day to the next time that it is another; no number for what is no time of day. */
export function minutesBetween(start: unknown, stop: unknown): number {
  const [from = Number.NaN, to = Number.NaN] = [start, stop].map((time) => {
    const [hour, minute] = typeof time === "string" ? time.split(":").map(Number) : [];
    return Number(hour) * 60 + Number(minute);
  });
  const day = 24 * 60;
  return (to - from + day) % day;
}
