import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import { type Inputs, listOf, numberOf, objectOf, referring, refersBy } from "../../inputs.js";
import type { Running } from "../machine-hours.js";
import type { Priced } from "../quote.js";

export const AUTOSCALE = "azure-native:monitor:AutoscaleSetting";

/** How few and how many machines there are. */
export interface Scaling {
  readonly running: readonly Running[];
  readonly max: number;
}

/** From `min` machines, always there, to `max`. */
export function between(min: number, max: number): Scaling {
  return { running: [{ machines: min, hours: HOURS_PER_MONTH }], max };
}

/** What an autoscale setting of the plan says of a resource; nothing when none is on: left out, `enabled` is false. */
export function autoscaleOf(priced: Pick<Priced, "state" | "all">): Scaling | undefined {
  const setting = referring(priced, AUTOSCALE)
    .filter(refersBy("targetResourceUri", priced.state))
    .find(({ inputs = {} }) => inputs.enabled === true);
  return setting && scalingOf(setting.inputs ?? {});
}

/** What an autoscale setting allows; nothing when the plan does not say. */
export function scalingOf(setting: Inputs): Scaling | undefined {
  const profiles = listOf(setting.profiles).map((profile) => {
    const { minimum, maximum } = objectOf(profile.capacity);
    return { min: numberOf(minimum), max: numberOf(maximum), minutes: minutesOfWeek(objectOf(profile.recurrence)) };
  });
  const [first] = profiles;
  if (first?.min === undefined || profiles.some(({ min, max }) => min === undefined || max === undefined))
    return undefined;
  const max = Math.max(...profiles.map((profile) => profile.max ?? 0));
  const starts = profiles
    .flatMap(({ min = 0, minutes }) => minutes.map((minute) => ({ machines: min, minute })))
    .sort((a, b) => a.minute - b.minute);
  if (starts.length === 0) return between(first.min, max);
  return { running: starts.map(({ machines, minute }, at) => ({ machines, hours: until(minute, starts, at) })), max };
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MINUTES_PER_WEEK = 7 * 24 * 60;

/** The minutes of a week at which a profile begins: it is in force until another one does. */
function minutesOfWeek({ schedule }: Inputs): number[] {
  const { days, hours, minutes } = objectOf(schedule);
  const numbers = (list: unknown) => (Array.isArray(list) ? list.map((item) => numberOf(item) ?? 0) : [0]);
  if (!Array.isArray(days)) return [];
  return days.flatMap((day) =>
    numbers(hours).flatMap((hour) =>
      numbers(minutes).map((minute) => (DAYS.indexOf(String(day)) * 24 + hour) * 60 + minute),
    ),
  );
}

/** Hours of a month from the start of a profile to that of the next, by an average week. */
function until(minute: number, starts: readonly { readonly minute: number }[], at: number): number {
  const next = starts[at + 1]?.minute ?? (starts[0]?.minute ?? 0) + MINUTES_PER_WEEK;
  return ((next - minute) / MINUTES_PER_WEEK) * HOURS_PER_MONTH;
}
