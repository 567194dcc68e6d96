import { readFileSync, writeFileSync } from "node:fs";

/** What a scenario of tests/engine tried, and how much of it did no harm. */
export interface Trial {
  readonly scenario: string;
  readonly stack: string;
  /** What was made to go wrong, in Markdown. */
  readonly faults: string;
  readonly tried: number;
  readonly survived: number;
}

const FILE = new URL("reliability.json", import.meta.url);

/** What the last recorded run found, by scenario and stack. */
export function trials(): Trial[] {
  return JSON.parse(readFileSync(FILE, "utf8"));
}

/** Writes down what a scenario found, in place of what it found before. */
export function record(trial: Trial): void {
  const others = trials().filter(({ scenario, stack }) => scenario !== trial.scenario || stack !== trial.stack);
  const sorted = [...others, trial].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(sorted, undefined, 2)}\n`);
}

function key({ scenario, stack }: Trial): string {
  return `${scenario} ${stack}`;
}
