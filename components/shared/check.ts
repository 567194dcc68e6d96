import { RunError } from "@pulumi/pulumi";

// RunError: the Pulumi runner prints its message without a stack.

/** Throws unless `value` is a whole number in `min`..`max`. */
export function checkInteger(arg: string, value: number, min: number, max = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;
  throw new RunError(`'${arg}' must be a whole number ${range}, got ${value}`);
}

/** Throws unless `value` is one of `allowed`. */
export function checkOneOf(arg: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new RunError(`'${arg}' must be one of ${allowed.join(", ")}, got ${JSON.stringify(value)}`);
}

/** Throws unless `value` matches `pattern`; `shape` describes the pattern in words. */
export function checkMatch(arg: string, value: string, pattern: RegExp, shape: string): void {
  if (pattern.test(value)) return;
  throw new RunError(`'${arg}' must be ${shape}, got ${JSON.stringify(value)}`);
}

/** Throws `message` unless `condition` holds. */
export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new RunError(message);
}
