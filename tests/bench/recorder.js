// node tests/bench/recorder.js <plan file> <count>: one measurement in a process of its own, bundled as the command is.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundle, run } from "../../cli/bundle.js";

const [file = "", count = ""] = process.argv.slice(2);
const bundled = await bundle(fileURLToPath(new URL("./replay.ts", import.meta.url)), false);
const { measure } = /** @type {typeof import("./replay.js")} */ (run(bundled));
await measure(JSON.parse(readFileSync(file, "utf8")), Number(count));
