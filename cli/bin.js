#!/usr/bin/env node
// The command line is TypeScript: it is bundled in memory at each start (about 50 ms), so it is never stale, and run as
// CommonJS, because ESM imports would load every module of the cloud SDKs that a program touches.
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { bundle, run } from "./bundle.js";
import { loadSdk } from "./defer.js";

const words = process.argv.slice(2);
if (words.includes("--debug")) process.setSourceMapsEnabled(true);
const bundling = bundle(fileURLToPath(new URL("./main.ts", import.meta.url)), words.includes("--debug"));
await setImmediate(); // the request goes out
// The SDK takes most of the time of a preview to load; meanwhile esbuild works in a process of its own.
loadSdk();
const { main } = /** @type {typeof import("./main.js")} */ (run(await bundling));
await main(words);
