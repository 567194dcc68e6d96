import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { summary } from "../../../cli/print/summary.js";
import { terminal } from "../../../cli/print/terminal.js";
import type { Plan } from "../../../plan/plan.js";

const bucket = "urn:pulumi:dev::ai-stack::aws:s3/bucket:Bucket::models";
const plan: Plan = {
  config: { "ai-stack:cloud": "aws", "aws:region": "us-east-1" },
  steps: [{ op: "create", urn: bucket, newState: { urn: bucket, custom: true, type: "aws:s3/bucket:Bucket" } }],
};
const linesOf = (...args: Parameters<typeof summary>) =>
  stripVTControlCharacters(terminal(summary(...args))).split("\n");

test("the title says what there is to create, unless a comparison does", () => {
  expect(linesOf("dev", plan, { outputs: [] })[0]).toBe("dev  AWS us-east-1, dev    1 to create");
  expect(linesOf("dev", plan, { outputs: [], counted: false })[0]).toBe("dev  AWS us-east-1, dev");
});

test("names of outputs wrap at 120 columns, aligned under the first", () => {
  const names = Array.from({ length: 12 }, (_, place) => `anOutputOf${String(place).padStart(4, "0")}`);
  const [first, second, ...rest] = linesOf("dev", plan, { outputs: names }).slice(4);
  expect(first).toBe(`  outputs  ${names.slice(0, 6).join(", ")},`);
  expect(second).toBe(`           ${names.slice(6).join(", ")}`);
  expect(rest).toEqual([]);
});
