import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import { numberOf } from "../../inputs.js";
import type { ResourceState } from "../../plan.js";
import type { Running } from "../machine-hours.js";

const MINUTES_PER_WEEK = 7 * 24 * 60;
const WEEK_DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * What scheduled actions of an Auto Scaling group make run, from an average week; without any, `initial` machines all
 * month. Nothing when an action is not one that comes back on days of the week.
 */
export function scheduledMachines(actions: readonly ResourceState[], initial: number): Running[] | undefined {
  if (actions.length === 0) return [{ machines: initial, hours: HOURS_PER_MONTH }];
  const changes: { readonly minute: number; readonly machines: number }[] = [];
  for (const { inputs = {} } of actions) {
    const minutes = minutesOfWeek(String(inputs.recurrence));
    // -1 leaves a size as it is.
    const machines = [inputs.desiredCapacity, inputs.minSize].map(numberOf).find((size = -1) => size >= 0);
    if (minutes === undefined || machines === undefined) return undefined;
    changes.push(...minutes.map((minute) => ({ minute, machines })));
  }
  changes.sort((a, b) => a.minute - b.minute);
  return changes.map(({ minute, machines }, index) => {
    const next = changes[index + 1]?.minute ?? (changes[0]?.minute ?? 0) + MINUTES_PER_WEEK;
    return { machines, hours: ((next - minute) / MINUTES_PER_WEEK) * HOURS_PER_MONTH };
  });
}

/** The minutes of a week, from Sunday on, at which five cron fields are due; nothing for any but times of week days. */
function minutesOfWeek(recurrence: string): number[] | undefined {
  const [minute = "", hour = "", monthDay, month, weekDay = ""] = recurrence.trim().split(/\s+/);
  const minutes = numbersIn(minute);
  const hours = numbersIn(hour);
  const days = weekDay === "*" ? [0, 1, 2, 3, 4, 5, 6] : numbersIn(weekDay);
  if (monthDay !== "*" || month !== "*" || !minutes || !hours || !days) return undefined;
  return days.flatMap((day) => hours.flatMap((h) => minutes.map((m) => ((day % 7) * 24 + h) * 60 + m)));
}

/** The numbers of a cron field, `1,3`, `1-5`, `MON-FRI`; nothing for `*` and steps. */
function numbersIn(field: string): number[] | undefined {
  const ranges = field.split(",").map((part) => {
    const [from = Number.NaN, to = from] = part.split("-").map((end) => {
      const named = WEEK_DAYS.indexOf(end.toUpperCase());
      return named >= 0 ? named : /^\d+$/.test(end) ? Number(end) : Number.NaN;
    });
    return to >= from ? Array.from({ length: to - from + 1 }, (_, index) => from + index) : undefined;
  });
  return ranges.every((range) => range !== undefined) ? ranges.flat() : undefined;
}
