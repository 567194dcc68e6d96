// node tests/bench/look.js findings|policies <plan file> <count>: milliseconds to load what looks at a plan and to look at
// it, in a process of its own, bundled as the command is.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundle, run } from "../../cli/bundle.js";

const [what, file = "", count = ""] = process.argv.slice(2);
/** @type {import("../../plan/plan.js").Plan} */
const { steps = [], ...plan } = JSON.parse(readFileSync(file, "utf8"));
const copies = Array.from({ length: Math.ceil(Number(count) / steps.length) }, (_, copy) =>
  JSON.parse(JSON.stringify(steps).replaceAll(/"(urn:pulumi:[^"]+)"/g, copy === 0 ? '"$1"' : `"$1-${copy}"`)),
);
const many = { ...plan, steps: copies.flat().slice(0, Number(count)) };
const entry = what === "policies" ? "../../cli/verdict.ts" : "../../plan/findings.ts";
const bundled = await bundle(fileURLToPath(new URL(entry, import.meta.url)), false);
const start = process.hrtime.bigint();
const loaded = run(bundled);
const verdict = /** @type {typeof import("../../cli/verdict.js")} */ (loaded);
const findings = /** @type {typeof import("../../plan/findings.js")} */ (loaded);
if (what === "policies") verdict.verdictOn(many, undefined);
else findings.findingsOf(many, 8);
const ms = Number(process.hrtime.bigint() - start) / 1e6;
console.log(JSON.stringify({ count: many.steps.length, ms }));
