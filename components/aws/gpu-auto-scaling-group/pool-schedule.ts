import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";

const DAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;

/** Hours in which a pool runs. */
export interface PoolSchedule {
  /** IANA time zone of `start` and `stop`, area and city: `Europe/Berlin`, `Etc/UTC`. */
  readonly timezone: string;
  /** When the pool grows to `desiredCapacity`: `HH:MM`, from 00:00 to 23:59. */
  readonly start: string;
  /**
   * When the pool shrinks to its minimum, on every day of the week, so that nothing that was started by hand or on a
   * day before runs on: `HH:MM`.
   */
  readonly stop: string;
  /** Days of the week on which it starts. @default every day */
  readonly days?: readonly (typeof DAYS)[number][];
  /** Machines that `start` makes run, from the pool's minimum to its maximum. @default 1, or the minimum if larger */
  readonly desiredCapacity?: number;
}

/** What a scheduled action of an Auto Scaling group does, and when. */
export interface ScheduledSize {
  /** Five cron fields. */
  readonly recurrence: string;
  readonly timeZone: string;
  readonly desiredCapacity: number;
}

/** Throws unless `schedule` is one that a pool of `minSize` to `maxSize` machines can follow. */
export function checkPoolSchedule(schedule: PoolSchedule, minSize: number, maxSize: number): void {
  const { timezone, start, stop, days, desiredCapacity } = schedule;
  check(
    /^[A-Z]\w+\/[\w+/-]+$/.test(timezone) && isTimeZone(timezone),
    `'schedule.timezone' must be an IANA time zone such as Europe/Berlin or Etc/UTC, got ${JSON.stringify(timezone)}`,
  );
  for (const [arg, time] of Object.entries({ start, stop }))
    checkMatch(`schedule.${arg}`, time, /^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 08:30");
  check(start !== stop, `'schedule.stop' must differ from 'schedule.start', got ${stop} for both`);
  check(days === undefined || days.length > 0, "'schedule.days' must name at least one day, got none");
  for (const day of days ?? []) checkOneOf("schedule.days", day, DAYS);
  if (desiredCapacity !== undefined) checkInteger("schedule.desiredCapacity", desiredCapacity, minSize, maxSize);
}

/** The scheduled actions that `schedule` amounts to, by name. */
export function scheduledSizes(schedule: PoolSchedule, minSize: number): Record<"start" | "stop", ScheduledSize> {
  const { timezone, start, stop, days = [], desiredCapacity = Math.max(1, minSize) } = schedule;
  return {
    start: { recurrence: cron(start, days), timeZone: timezone, desiredCapacity },
    stop: { recurrence: cron(stop, []), timeZone: timezone, desiredCapacity: minSize },
  };
}

function cron(time: string, days: readonly string[]): string {
  const [hour, minute] = time.split(":").map(Number);
  return `${minute} ${hour} * * ${days.length === 0 ? "*" : days.join(",")}`;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
