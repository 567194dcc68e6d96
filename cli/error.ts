import { stripVTControlCharacters, styleText } from "node:util";
import { RunError } from "@pulumi/pulumi";

/** Wrong use of the command line. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Errors whose message is written for the user: of wrong use, a file, the recorder, sizing, a cloud. */
const FOR_USERS = new Set([
  "UsageError",
  "StackFileError",
  "PlanFileError",
  "PolicyConfigError",
  "RecordError",
  "SizingError",
  "QuotaCallError",
  "SignInError",
]);

/** The text for an error: its message alone when that was written for the user, with its origin otherwise. */
export function explain(error: unknown, debug: boolean): string {
  const prefix = styleText("red", "error:", { stream: process.stderr });
  if (!(error instanceof Error)) return `${prefix} ${String(error)}`;
  if (debug) return `${prefix} ${error.stack ?? error.message}`;
  const { name, message } = error;
  if (name === "CLIError") return `${prefix} ${stripVTControlCharacters(message)}; see \`ai-stack --help\``;
  if (RunError.isInstance(error) || FOR_USERS.has(name)) return `${prefix} ${message}`;
  return `${prefix} the program threw ${name}: ${message} (--debug shows where)`;
}

/** Exit code of wrong use, wrong settings, or a program that does not run. */
export const WRONG_USE = 2;

/** Exit code of a plan that breaks a mandatory policy, passes its budget, or needs more of a quota than there is. */
export const SHORTFALL = 1;
