import { defineConfig } from "vitest/config";

/** Retries that really wait, for minutes in which nothing else happens. */
const WAITING = "tests/engine/propagation.test.ts";
/** What is compared with a clock. */
const TIMED = "tests/engine/deployment-time.test.ts";

const SHARED = { testTimeout: 300_000, hookTimeout: 120_000, maxWorkers: 3 }; // of 2 cores, which wait a quarter of the time

// Projects of one group share their workers, and start in the order of their names.
export default defineConfig({
  test: {
    projects: [
      { test: { ...SHARED, name: "long waits", include: [WAITING], maxConcurrency: 8 } },
      {
        test: {
          ...SHARED,
          name: "side by side",
          include: ["tests/engine/**/*.test.ts"],
          exclude: [WAITING, TIMED],
          maxConcurrency: 2, // of the tests in a file that say they are concurrent
        },
      },
      { test: { ...SHARED, name: "timed, alone", include: [TIMED], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
