#!/usr/bin/env node
// The command line is TypeScript: it is bundled in memory at each start (about 50 ms), so it is never stale, and run as
// CommonJS, because ESM imports would load every module of the cloud SDKs that a program touches.
import { fileURLToPath } from "node:url";
import { bundle, run } from "./bundle.js";

const bundled = await bundle(fileURLToPath(new URL("./main.ts", import.meta.url)));
const { main } = /** @type {typeof import("./main.js")} */ (run(bundled));
await main(process.argv.slice(2));
