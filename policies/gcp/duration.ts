const SECONDS_PER_DAY = 86_400;

/** Seconds of a duration as Google's APIs write it, such as `7776000s`. */
export function secondsOf(duration: unknown): number | undefined {
  return typeof duration === "string" && /^\d+(\.\d+)?s$/.test(duration) ? Number.parseFloat(duration) : undefined;
}

/** Days of such a duration. */
export function daysOf(duration: unknown): number | undefined {
  const seconds = secondsOf(duration);
  return seconds === undefined ? undefined : seconds / SECONDS_PER_DAY;
}
