import { UNKNOWN } from "../plan.js";

/** The documented arguments of a component, as it passed them to the engine. */
export type Inputs = Readonly<Record<string, unknown>>;

/** Words for the components of a cloud, by type token. */
export type Descriptions = Readonly<Record<string, (inputs: Inputs) => string>>;

export const words = (value: unknown): string => (value === UNKNOWN ? "known after up" : String(value));

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

export const range = (min: unknown, max: unknown): string => (min === max ? words(max) : `${words(min)}–${words(max)}`);

export function isFull(value: unknown): value is readonly [unknown, ...unknown[]] {
  return Array.isArray(value) && value.length > 0;
}

/** The hours of a daily schedule, `08:00–18:00`. */
export function hours(schedule: unknown): string {
  const { start, stop } = schedule as Inputs;
  return `${words(start)}–${words(stop)}`;
}
