import { expect } from "vitest";
import { record, type Trial, trials } from "../../../docs/reliability.js";

/**
 * Holds what a scenario found against what docs/reliability.md says of it. With `RECORD_RELIABILITY` set it is written
 * down instead, and `npm run docs` makes the page of it.
 */
export function expectRecorded(trial: Trial): void {
  if (process.env.RECORD_RELIABILITY) {
    record(trial);
    return;
  }
  const recorded = trials().find(({ scenario, stack }) => scenario === trial.scenario && stack === trial.stack);
  expect(trial, "docs/reliability.json differs: RECORD_RELIABILITY=1 npm run test:engine, then npm run docs").toEqual(
    recorded,
  );
}
