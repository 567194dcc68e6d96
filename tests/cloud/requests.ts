import { setTimeout as pause } from "node:timers/promises";
import { command, lastLine } from "./command.js";

/** An endpoint from zero answers once a machine has started and loaded the model. */
const PATIENCE_MS = 30 * 60_000;
const PAUSE_MS = 15_000;

/**
 * Sends each endpoint the request that the stack's outputs have, until it answers. Returns what did not, and why.
 *
 * @param outputs outputs of the stack: `chatRequest` is a shell command, `chatRequestFrom` says where it works
 * @param signal gives up
 * @param patienceMs for how long each is asked again
 */
export async function askEndpoints(
  outputs: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<string[]> {
  const silent: string[] = [];
  for (const [name, line] of Object.entries(outputs)) {
    if (!name.endsWith("Request") || typeof line !== "string") continue;
    const why = await ask(name, line, signal, patienceMs);
    if (why === undefined) continue;
    const from = outputs[`${name}From`];
    silent.push(`${name}: ${why}${from === undefined ? "" : ` (it works from ${from})`}`);
  }
  return silent;
}

/** Why an endpoint does not answer; nothing when it does. */
async function ask(name: string, line: string, signal: AbortSignal, patienceMs: number): Promise<string | undefined> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const { code, stdout, stderr } = await command("sh", ["-c", line], { signal });
    // The field of an OpenAI-compatible answer; a CLI prints more around it.
    if (code === 0 && stdout.includes('"choices"')) {
      process.stdout.write(`${name} is answered: ${stdout.slice(0, 200)}\n`);
      return undefined;
    }
    const why = `ended with ${code}: ${lastLine(stderr) || lastLine(stdout)}`;
    if (Date.now() >= end) return why;
    process.stdout.write(`${name} ${why}; asking again\n`);
    await pause(PAUSE_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return why;
  }
}
