import type { Provenance } from "./provenance.js";

/** Days after which a fact should be looked up again. */
export const MAX_AGE_DAYS = 180;

/** What the catalog took from one source at one time. */
export interface Fact extends Provenance {
  /** Where it stands: the module and the export in it. */
  readonly table: string;
  /** Rows, columns or rates of the table with that source and date. */
  readonly rows: number;
}

/** A fact with its age. */
export interface AgedFact extends Fact {
  readonly days: number;
}

/** Everything with a source and a date in what modules export, by the modules' names; alike rows of a table are one fact. */
export function factsOf(modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Fact[] {
  const facts = new Map<string, Fact>();
  for (const [module, exported] of Object.entries(modules))
    for (const [name, value] of Object.entries(exported))
      for (const { source, asOf } of provenances(value)) {
        const table = `${module}: ${name}`;
        const key = JSON.stringify([table, source, asOf]);
        facts.set(key, { table, source, asOf, rows: (facts.get(key)?.rows ?? 0) + 1 });
      }
  return [...facts.values()];
}

function provenances(value: unknown): Provenance[] {
  if (typeof value !== "object" || value === null) return [];
  const { source, asOf } = value as Partial<Record<keyof Provenance, unknown>>;
  if (typeof source === "string" && typeof asOf === "string") return [{ source, asOf }];
  return Object.values(value).flatMap(provenances);
}

/** The facts that are older than `maxDays` on a day, the oldest first. A month counts from its first day. */
export function agedFacts(facts: readonly Fact[], today: Date, maxDays: number = MAX_AGE_DAYS): AgedFact[] {
  return facts
    .map((fact) => ({ ...fact, days: daysBetween(fact.asOf, today) }))
    .filter(({ days }) => days > maxDays)
    .sort((a, b) => b.days - a.days || (a.table < b.table ? -1 : 1));
}

function daysBetween(asOf: string, today: Date): number {
  const then = /^\d{4}-\d\d(-\d\d)?$/.test(asOf) ? Date.parse(asOf) : Number.NaN;
  if (Number.isNaN(then))
    throw new RangeError(`asOf must be a day or a month such as 2026-07-20 or 2026-07, got ${asOf}`);
  return Math.floor((today.getTime() - then) / 86_400_000);
}
