#!/usr/bin/env node
// The command line is TypeScript: it is bundled in memory at each start (about 50 ms), so it is never stale, and run as
// CommonJS, because ESM imports would load every module of the cloud SDKs that a program touches.
import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { bundle, run } from "./bundle.js";
import { defer } from "./defer.js";

const words = process.argv.slice(2);
if (words.includes("--debug")) process.setSourceMapsEnabled(true);
const bundling = bundle(fileURLToPath(new URL("./main.ts", import.meta.url)), words.includes("--debug"));
await setImmediate(); // the request goes out
// The SDK takes most of the time of a preview to load; meanwhile esbuild works in a process of its own.
const require = createRequire(import.meta.url);
const sdk = createRequire(require.resolve("@pulumi/pulumi"));
for (const name of ["typescript", "@npmcli/arborist"]) defer(sdk, name);
require("@pulumi/pulumi");
const { main } = /** @type {typeof import("./main.js")} */ (run(await bundling));
await main(words);
