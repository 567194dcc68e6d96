import { stripVTControlCharacters } from "node:util";
import { defineCommand, renderUsage, runCommand } from "citty";
import manifest from "../package.json" with { type: "json" };
import { explain, WRONG_USE } from "./error.js";

const root = defineCommand({
  meta: { name: "ai-stack", version: manifest.version, description: manifest.description },
  subCommands: {
    preview: () => import("./preview.js").then(({ preview }) => preview),
  },
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

async function help(verb: string | undefined): Promise<void> {
  const usage =
    verb === "preview"
      ? await renderUsage((await import("./preview.js")).preview, { meta: root.meta })
      : await renderUsage(root);
  console.log(process.stdout.isTTY ? usage : stripVTControlCharacters(usage)); // citty colours its texts everywhere
}
