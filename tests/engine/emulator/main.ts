import { basename } from "node:path";
import { aws } from "./aws.js";
import { azure } from "./azure.js";
import type { Cloud } from "./cloud.js";
import { serve } from "./core.js";
import { conditionsIn } from "./faults.js";
import { gcp } from "./gcp.js";
import { Inventory } from "./inventory.js";
import { latencyOf } from "./latency.js";

/** By the name of the executable that the engine looks for. */
const CLOUDS: Readonly<Record<string, Cloud>> = {
  "pulumi-resource-aws": aws,
  "pulumi-resource-azure-native": azure,
  "pulumi-resource-gcp": gcp,
};

// The program of a provider plugin: the engine reads the port from the first line of its output.
const [, executable = ""] = process.argv;
const cloud = CLOUDS[basename(executable)];
if (cloud === undefined) throw new Error(`there is no emulated cloud for ${executable}`);
const path = process.env.EMULATOR_INVENTORY;
if (path === undefined) throw new Error("EMULATOR_INVENTORY must name the file that holds the emulated cloud");
// The engine holds the other end: without it there is nobody to serve.
process.stdin.on("end", () => process.exit()).resume();
serve({
  cloud,
  inventory: new Inventory(path),
  conditions: () => conditionsIn(process.env.EMULATOR_CONDITIONS),
  latencySecondsOf: (action, resource) => latencyOf(resource)[action === "delete" ? "deleteSec" : "createSec"],
}).then((port) => process.stdout.write(`${port}\n`));
