import { HOURS_PER_MONTH, type Rate } from "../../catalog/rate.js";
import type { ResourceState } from "../plan.js";

/** Something by the month: when nobody works, at the given load, and with everything at its largest all the time. */
export interface Monthly {
  readonly idle: number;
  readonly load: number;
  readonly full: number;
}

/** A part of a resource's price. */
export interface Charge {
  /** What is paid for, in a few words: `NAT gateway`, `g6.xlarge, spot`. */
  readonly what: string;
  readonly rate: Rate;
  /** Unit of the rate. */
  readonly unit: string;
  /** Units a month. */
  readonly quantity: Monthly;
}

/** What a rule says of a resource: its charges, that it costs nothing, or why it has no price here. */
export type Quote = readonly Charge[] | "free" | { readonly unpriced: string };

/** A resource with what its price may depend on. */
export interface Priced {
  readonly state: ResourceState;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Region that the stack is in. */
  readonly region: string;
  /** Hours of a month that everything works at its largest, for the figure at load. */
  readonly loadHours: number;
  /** The nearest component above it, where it has one of ours. */
  readonly component?: ResourceState;
  /** A resource of the plan by URN. */
  readonly find: (urn: string) => ResourceState | undefined;
  /** All resources of the plan of a type. */
  readonly all: (type: string) => readonly ResourceState[];
}

/** Prices a resource of one type. */
export type PriceRule = (priced: Priced) => Quote;

/** Rules by resource type. A type of a cloud that has none is listed as not priced. */
export type Pricing = Readonly<Record<string, PriceRule>>;

/** The same number of units whatever happens. */
export function steady(quantity: number): Monthly {
  return { idle: quantity, load: quantity, full: quantity };
}

/** Hours of `count` machines that run all month. */
export function always(count = 1): Monthly {
  return steady(count * HOURS_PER_MONTH);
}

/** Hours of machines of which `min` run always, and `max` for `loadHours` a month, at full scale always. */
export function scaled(min: number, max: number, loadHours: number): Monthly {
  return {
    idle: min * HOURS_PER_MONTH,
    load: min * (HOURS_PER_MONTH - loadHours) + max * loadHours,
    full: max * HOURS_PER_MONTH,
  };
}

/** Every number times `factor`. */
export function times({ idle, load, full }: Monthly, factor: number): Monthly {
  return { idle: idle * factor, load: load * factor, full: full * factor };
}

/** The sum of some. */
export function sum(parts: readonly Monthly[]): Monthly {
  const total = (key: keyof Monthly) => parts.reduce((value, part) => value + part[key], 0);
  return { idle: total("idle"), load: total("load"), full: total("full") };
}
