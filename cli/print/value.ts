import { SECRET, UNKNOWN } from "../../plan/plan.js";

/** Longest text, and longest object or list, which is read more than copied. */
const LONGEST_TEXT = 160;
const LONGEST = 72;

/** A value on one line: unknowns and secrets in words, what is long cut. */
export function printValue(value: unknown): string {
  if (value === undefined) return "none";
  if (value === SECRET) return SECRET;
  if (typeof value === "string") return value.includes(UNKNOWN) ? "known after up" : cut(oneLine(value), LONGEST_TEXT);
  return cut(JSON.stringify(value).replaceAll(`"${UNKNOWN}"`, "known after up"), LONGEST);
}

function oneLine(text: string): string {
  return /^[\w<][^\n"]*$/.test(text) ? text : JSON.stringify(text);
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
