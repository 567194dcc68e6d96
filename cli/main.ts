import { stripVTControlCharacters } from "node:util";
import { type CommandDef, defineCommand, renderUsage, runCommand } from "citty";
import manifest from "../package.json" with { type: "json" };
import { explain, WRONG_USE } from "./error.js";

// Each verb is loaded when it is asked for.
const verbs: Readonly<Record<string, () => Promise<CommandDef>>> = {
  preview: async () => (await import("./preview.js")).preview as CommandDef,
  cost: async () => (await import("./cost.js")).cost as CommandDef,
  fit: async () => (await import("./fit.js")).fit as CommandDef,
  quota: async () => (await import("./quota.js")).quota as CommandDef,
  policies: async () => (await import("./policies.js")).policies as CommandDef,
  compare: async () => (await import("./compare.js")).compare as CommandDef,
};

const root = defineCommand({
  meta: { name: "ai-stack", version: manifest.version, description: manifest.description },
  subCommands: verbs,
});

// A reader such as `head` may have had enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** Runs the command line and sets the process's exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  const rawArgs = [...argv];
  try {
    if (rawArgs.includes("--version")) {
      console.log(manifest.version);
    } else if (rawArgs.length === 0 || rawArgs.includes("--help") || rawArgs.includes("-h")) {
      await help(rawArgs[0]);
    } else {
      await runCommand(root, { rawArgs });
    }
  } catch (error) {
    console.error(explain(error, rawArgs.includes("--debug")));
    process.exitCode = WRONG_USE;
  }
}

async function help(name: string | undefined): Promise<void> {
  const verb = name === undefined ? undefined : await verbs[name]?.();
  const usage = verb ? await renderUsage(verb, { meta: root.meta }) : await renderUsage(root);
  console.log(process.stdout.isTTY ? usage : stripVTControlCharacters(usage)); // citty colours its texts everywhere
}
