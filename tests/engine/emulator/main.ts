import { aws } from "./aws.js";
import { serve } from "./core.js";
import { Inventory } from "./inventory.js";

// The program of a provider plugin: the engine reads the port from the first line of its output.
const path = process.env.EMULATOR_INVENTORY;
if (path === undefined) throw new Error("EMULATOR_INVENTORY must name the file that holds the emulated cloud");
serve(aws, new Inventory(path)).then((port) => process.stdout.write(`${port}\n`));
