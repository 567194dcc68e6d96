import { expect, test } from "vitest";
import { criticalPath } from "../bench/critical-path.js";
import { preview } from "../stacks/support.js";
import { type SampleStack, sampleStack } from "./support/sample-stacks.js";

/** Of each second that a cloud takes. */
const SCALE = 0.01;
/** What the engine, the program and the calls themselves take, on a machine that is busy. */
const OVERHEAD_SEC = 30;

test.each(["aws-dev", "gcp-dev", "azure-dev"] satisfies SampleStack[])(
  "an up of %s takes as long as the simulation says, on clouds that take their time",
  async (stack) => {
    const expected = criticalPath((await preview(stack)).plan).seconds * SCALE;
    const workspace = await sampleStack(stack);
    try {
      workspace.setConditions({ latencyScale: SCALE });
      const { seconds } = await workspace.up("--parallel", "100");
      expect(seconds).toBeGreaterThan(expected);
      expect(seconds).toBeLessThan(expected + OVERHEAD_SEC);
    } finally {
      workspace.remove();
    }
  },
);
