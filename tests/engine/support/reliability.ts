import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/** What a scenario tried, and how much of it did no harm. */
export interface Trial {
  readonly scenario: string;
  readonly stack: string;
  /** What was made to go wrong, in words. */
  readonly faults: string;
  readonly tried: number;
  readonly survived: number;
}

const FILE = fileURLToPath(new URL("../../../docs/reliability.json", import.meta.url));

/** What the last runs of all scenarios found, as docs/reliability.md shows it. */
export function trials(): Trial[] {
  return JSON.parse(readFileSync(FILE, "utf8"));
}

/**
 * Holds a scenario's findings against what docs/reliability.md says of it. With `RECORD_RELIABILITY` set it writes them
 * there instead; `npm run docs` then makes the page.
 */
export function expectRecorded(trial: Trial): void {
  const isThis = ({ scenario, stack }: Trial) => scenario === trial.scenario && stack === trial.stack;
  const all = trials();
  if (process.env.RECORD_RELIABILITY) {
    const sorted = [...all.filter((other) => !isThis(other)), trial].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    writeFileSync(FILE, `${JSON.stringify(sorted, undefined, 2)}\n`);
    return;
  }
  expect(trial, "docs/reliability.json: RECORD_RELIABILITY=1 npm run test:engine, then npm run docs").toEqual(
    all.find(isThis),
  );
}

function key({ scenario, stack }: Trial): string {
  return `${scenario} ${stack}`;
}
