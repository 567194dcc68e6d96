import { SECRET, UNKNOWN } from "../../plan/plan.js";

const LONGEST = 72;

/** A value on one line: unknowns and secrets in words, long texts cut. */
export function printValue(value: unknown): string {
  if (value === undefined) return "none";
  if (value === SECRET) return SECRET;
  if (typeof value === "string") return value.includes(UNKNOWN) ? "known after up" : cut(oneLine(value));
  return cut(JSON.stringify(value).replaceAll(`"${UNKNOWN}"`, "known after up"));
}

function oneLine(text: string): string {
  return /^[\w<][^\n"]*$/.test(text) ? text : JSON.stringify(text);
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
