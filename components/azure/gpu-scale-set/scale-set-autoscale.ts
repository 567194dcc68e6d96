import * as monitor from "@pulumi/azure-native/monitor/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger } from "../../shared/check.js";
import { checkDailyHours, type DailyHours, secondsBetween } from "../../shared/daily-hours.js";
import { windowsTimeZone } from "./windows-time-zone.js";

/**
 * Hours in which a scale set runs. It shrinks to its `capacity` at `stop` on every day of the week, so that nothing that
 * was started by hand or on a day before runs on.
 */
export interface ScaleSetSchedule extends DailyHours {
  /** Least machines in these hours, from `capacity` to `maxCapacity`. @default 1, or `capacity` if larger */
  readonly minimum?: number;
}

/** Least and most machines. */
interface Limits {
  readonly capacity: number;
  readonly maxCapacity: number;
}

const WEEK = {
  MON: "Monday",
  TUE: "Tuesday",
  WED: "Wednesday",
  THU: "Thursday",
  FRI: "Friday",
  SAT: "Saturday",
  SUN: "Sunday",
} as const;

/** How long a scale set is held to its `capacity` after the hours: autoscale looks every few minutes. */
const STOPPING_MINUTES = 30;

/** Throws unless `schedule` is one that a scale set of `capacity` to `maxCapacity` machines can follow. */
export function checkScaleSetSchedule(schedule: ScaleSetSchedule, { capacity, maxCapacity }: Limits): void {
  checkDailyHours("schedule", schedule);
  const { timezone, start, stop, minimum } = schedule;
  windowsTimeZone("schedule.timezone", timezone);
  check(
    secondsBetween(start, stop) >= 300,
    `'schedule.stop' must be 5 minutes or more after 'schedule.start', got ${start} to ${stop}`,
  );
  check(
    secondsBetween(stop, start) > STOPPING_MINUTES * 60,
    `'schedule.start' must be more than ${STOPPING_MINUTES} minutes after 'schedule.stop', which it takes to stop ` +
      `machines, got ${start} after ${stop}`,
  );
  if (minimum !== undefined) checkInteger("schedule.minimum", minimum, capacity, maxCapacity);
}

interface AutoscaleArgs extends Limits {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly scaleSetId: pulumi.Input<string>;
  readonly schedule: ScaleSetSchedule;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<monitor.AutoscaleSettingArgs> | undefined;
}

/**
 * Makes a scale set follow its hours. A profile is in force until the next one begins: in the hours the least machines
 * are there; then none more than `capacity`, which stops what runs; then what is started by hand is let be. There is no
 * rule, so that between least and most nothing is changed.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/autoscale/autoscale-multiprofile
 */
export function createAutoscale(
  name: string,
  args: AutoscaleArgs,
  parent: pulumi.CustomResourceOptions,
): monitor.AutoscaleSetting {
  const { resourceGroupName, location, scaleSetId, schedule, capacity, maxCapacity, tags, transform } = args;
  const { timezone, start, stop, days, minimum = Math.max(1, capacity) } = schedule;
  const timeZone = windowsTimeZone("schedule.timezone", timezone);
  const profile = (profileName: string, from: string, weekdays: readonly string[], least: number, most: number) => {
    const [hour = 0, minute = 0] = from.split(":").map(Number);
    return {
      name: profileName,
      capacity: { minimum: String(least), maximum: String(most), default: String(least) },
      recurrence: {
        frequency: monitor.RecurrenceFrequency.Week,
        schedule: { timeZone, days: [...weekdays], hours: [hour], minutes: [minute] },
      },
      rules: [],
    };
  };
  const everyDay = Object.values(WEEK);
  return new monitor.AutoscaleSetting(
    `${name}-autoscale`,
    {
      resourceGroupName,
      location,
      enabled: true,
      targetResourceUri: scaleSetId,
      profiles: [
        profile("hours", start, days?.map((day) => WEEK[day]) ?? everyDay, minimum, maxCapacity),
        profile("stopping", stop, everyDay, capacity, capacity),
        profile("outside", later(stop, STOPPING_MINUTES), everyDay, capacity, maxCapacity),
      ],
      tags,
      ...transform,
    },
    parent,
  );
}

/** The time of day `minutes` after `time`. */
function later(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const total = hour * 60 + minute + minutes;
  return `${Math.floor(total / 60) % 24}:${total % 60}`;
}
