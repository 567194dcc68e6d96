// node tests/bench/findings.js <plan file> <count>: milliseconds to load what finds and to find, in a process of its own,
// bundled as the command is.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundle, run } from "../../cli/bundle.js";

const [file = "", count = ""] = process.argv.slice(2);
/** @type {import("../../plan/plan.js").Plan} */
const { steps = [], ...plan } = JSON.parse(readFileSync(file, "utf8"));
const copies = Array.from({ length: Math.ceil(Number(count) / steps.length) }, (_, copy) =>
  JSON.parse(JSON.stringify(steps).replaceAll(/"(urn:pulumi:[^"]+)"/g, copy === 0 ? '"$1"' : `"$1-${copy}"`)),
);
const many = { ...plan, steps: copies.flat().slice(0, Number(count)) };
const bundled = await bundle(fileURLToPath(new URL("../../plan/findings.ts", import.meta.url)), false);
const start = process.hrtime.bigint();
const { findingsOf } = /** @type {typeof import("../../plan/findings.js")} */ (run(bundled));
const { cost } = findingsOf(many, 8);
const ms = Number(process.hrtime.bigint() - start) / 1e6;
console.log(JSON.stringify({ count: many.steps.length, ms, items: cost.items.length }));
