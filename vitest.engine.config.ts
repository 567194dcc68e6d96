import { defineConfig } from "vitest/config";

const TIMED = "tests/engine/deployment-time.test.ts";

const SHARED = { testTimeout: 300_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...SHARED,
          name: "side by side",
          include: ["tests/engine/**/*.test.ts"],
          exclude: [TIMED],
          maxWorkers: 2, // one waits for a retry or a limit while the other computes
          maxConcurrency: 2, // of the tests in a file that say they are concurrent
        },
      },
      { test: { ...SHARED, name: "alone", include: [TIMED], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
