import { HOURS_PER_MONTH } from "../../catalog/rate.js";
import type { Monthly } from "./quote.js";

/** Machines that run by themselves, and for how many hours of a month. */
export interface Running {
  readonly machines: number;
  readonly hours: number;
}

/**
 * Hours of the machines of a pool that grows to `max` when there is work. Work falls into the hours in which the most
 * machines run anyway.
 *
 * @param of how many of so many machines are counted
 */
export function machineHours(
  running: readonly Running[],
  max: number,
  loadHours: number,
  of: (machines: number) => number = (machines) => machines,
): Monthly {
  let left = loadHours;
  let idle = 0;
  let load = 0;
  for (const { machines, hours } of [...running].sort((a, b) => b.machines - a.machines)) {
    const atWork = Math.min(hours, left);
    left -= atWork;
    idle += of(machines) * hours;
    load += of(machines) * (hours - atWork) + of(max) * atWork;
  }
  return { idle, load, full: of(max) * HOURS_PER_MONTH };
}
