import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/engine/**"],
    // One process a worker, shared by its files: the SDK loads once. deploy() in tests/support resets what could leak.
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    execArgv: ["--max-semi-space-size=128"], // a third of the time of Azure previews went into collecting short-lived objects
    testTimeout: 20_000, // a machine may have other things to do
    setupFiles: ["tests/support/setup.ts"],
  },
});
