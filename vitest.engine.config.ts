import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/engine/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // One after the other: the engine and its providers fill two cores.
    maxWorkers: 1,
    maxConcurrency: 2, // of the tests in a file that say they are concurrent
  },
});
