import { check, checkMatch, checkOneOf } from "./check.js";

const DAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;

/** Hours of the day, in a time zone, on some days of the week. */
export interface DailyHours {
  /** IANA time zone of `start` and `stop`, area and city: `Europe/Berlin`, `Etc/UTC`. */
  readonly timezone: string;
  /** When they begin: `HH:MM`, from 00:00 to 23:59. */
  readonly start: string;
  /** When they end, on the day after if that is before `start`: `HH:MM`. */
  readonly stop: string;
  /** Days of the week on which they begin. @default every day */
  readonly days?: readonly (typeof DAYS)[number][];
}

/** Throws unless `hours`, the argument `arg`, are in shape. */
export function checkDailyHours(arg: string, hours: DailyHours): void {
  const { timezone, start, stop, days } = hours;
  check(
    /^[A-Z]\w+\/[\w+/-]+$/.test(timezone) && isTimeZone(timezone),
    `'${arg}.timezone' must be an IANA time zone such as Europe/Berlin or Etc/UTC, got ${JSON.stringify(timezone)}`,
  );
  for (const [key, time] of Object.entries({ start, stop }))
    checkMatch(`${arg}.${key}`, time, /^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 08:30");
  check(start !== stop, `'${arg}.stop' must differ from '${arg}.start', got ${stop} for both`);
  check(days === undefined || days.length > 0, `'${arg}.days' must name at least one day, got none`);
  for (const day of days ?? []) checkOneOf(`${arg}.days`, day, DAYS);
}

/** Five cron fields: `time` on `days`, on every day if there are none. */
export function cron(time: string, days: readonly string[]): string {
  const [hour, minute] = time.split(":").map(Number);
  return `${minute} ${hour} * * ${days.length === 0 ? "*" : days.join(",")}`;
}

/** Seconds from `start` to the next `stop`. */
export function secondsBetween(start: string, stop: string): number {
  const minutes = (time: string) => {
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    return hour * 60 + minute;
  };
  const day = 24 * 60;
  return ((minutes(stop) - minutes(start) + day) % day) * 60;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
