import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import { count, type Inputs, text } from "./inputs.js";

const HOURS_PER_WEEK = 168;

/**
 * Hours of a month that a schedule of an autoscaler lasts: how often it starts in a week by the minutes, hours and days
 * of the week of its cron expression, times how long. One that names days of the month or months counts as if every
 * day were one of them: for more than it is.
 */
export function scheduledHours({ schedule, durationSec }: Inputs): number {
  const [minute = "", hour = "", , , weekday = ""] = (text(schedule) ?? "").trim().split(/\s+/);
  const starts = valuesOf(minute, 60) * valuesOf(hour, 24) * valuesOf(weekday, 7);
  const hours = (starts * (count(durationSec) ?? 0)) / 3600;
  return (Math.min(HOURS_PER_WEEK, hours) / HOURS_PER_WEEK) * HOURS_PER_MONTH;
}

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** How many of `size` values a field of a cron expression stands for: all where it is none. */
function valuesOf(field: string, size: number): number {
  if (field === "") return size;
  const numberOf = (value: string) => (DAYS.includes(value) ? DAYS.indexOf(value) : Number(value));
  const values = field
    .toUpperCase()
    .split(",")
    .map((range) => {
      const [span = "", step = "1"] = range.split("/");
      if (span === "*") return Math.ceil(size / Number(step));
      const [first = "", last = range.includes("/") ? String(size - 1) : first] = span.split("-");
      const between = (numberOf(last) - numberOf(first) + size) % size;
      return Math.floor(between / Number(step)) + 1;
    })
    .reduce((sum, number) => sum + number, 0);
  return Number.isFinite(values) ? Math.min(size, values) : size;
}
