import Module, { createRequire } from "node:module";
import { loadSdk } from "../../../cli/defer.js";

// What a bundled program starts with: a third less time for each run of the engine. The SDK notes where each promise is
// made, for which it maps every stack trace to sources; here nothing reads them.
const sdk = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));
const sourceMaps = sdk.resolve("source-map-support/register");
const none = new Module(sourceMaps);
none.loaded = true;
sdk.cache[sourceMaps] = none;
loadSdk();
