import { checkInteger } from "../../shared/check.js";
import { checkDailyHours, cron, type DailyHours } from "../../shared/daily-hours.js";

/**
 * Hours in which a pool runs. It shrinks to its minimum at `stop` on every day of the week, so that nothing that was
 * started by hand or on a day before runs on.
 */
export interface PoolSchedule extends DailyHours {
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
  checkDailyHours("schedule", schedule);
  const { desiredCapacity } = schedule;
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
