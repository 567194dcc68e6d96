import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generated } from "../../docs/generate.js";

test.each(generated())("the generated parts of $file are what `npm run docs` writes", ({ file, text }) => {
  expect(readFileSync(file, "utf8")).toBe(text);
});
