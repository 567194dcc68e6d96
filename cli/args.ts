import type { ArgsDef } from "citty";
import { closest } from "fastest-levenshtein";
import { UsageError } from "./error.js";

/** Throws on flags and words that the verb does not know; citty lets them pass. */
export function checkArgs(args: Readonly<Record<string, unknown>> & { _: string[] }, known: ArgsDef): void {
  const flags = Object.keys(known).filter((name) => known[name]?.type !== "positional");
  const words = Object.keys(known).length - flags.length;
  for (const name of Object.keys(args)) {
    if (name === "_" || kebab(name) in known) continue;
    throw new UsageError(`unknown flag --${name}; did you mean --${closest(name, flags)}?`);
  }
  const formats = ["json", "markdown", "sarif"].filter((name) => args[name]);
  if (formats.length > 1) throw new UsageError(`give --${formats.join(" or --")}, not both`);
  const extra = args._.slice(words);
  if (extra.length > 0) throw new UsageError(`unexpected ${extra.map((word) => JSON.stringify(word)).join(", ")}`);
}

/** A flag's own name: citty hands on `--policy-pack-config` as `policyPackConfig` too. */
function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
