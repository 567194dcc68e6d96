import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CLOUDS, FEATURES, parityTable, tryFeature } from "./parity.js";

describe.each(CLOUDS)("on %s", (cloud) => {
  test.each(FEATURES.map((feature) => [feature.feature, feature] as const))("%s", async (_, feature) => {
    expect(await tryFeature(cloud, feature)).toBe("");
  });
});

test("docs/parity.md has this table", () => {
  expect(readFileSync("docs/parity.md", "utf8")).toContain(parityTable());
});
