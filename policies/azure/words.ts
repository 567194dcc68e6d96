import { textOf } from "../../plan/inputs.js";

/** Whether an input is one of the words, in whichever case: Azure does not tell `disabled` from `Disabled`. */
export function isOneOf(value: unknown, ...words: readonly string[]): boolean {
  const given = textOf(value)?.toLowerCase();
  return words.some((word) => word.toLowerCase() === given);
}
