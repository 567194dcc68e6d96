import { spawn } from "node:child_process";

/** How long a program that was asked to stop may take before it is asked again: an engine ends what it has begun. */
const GRACE_MS = 5 * 60_000;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Asks the program to stop, as Ctrl-C would. */
  readonly signal?: AbortSignal;
  /** Whether what it prints is shown as it comes. @default false */
  readonly show?: boolean;
}

/**
 * Runs a program to its end. It is in a process group of its own: Ctrl-C in the terminal reaches this process alone, which
 * decides what becomes of the program.
 */
export function command(file: string, args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  const { signal, show = false } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        printed[stream] += text;
        if (show) process[stream].write(text);
      });
    let again: NodeJS.Timeout | undefined;
    const stop = (): void => {
      child.kill("SIGINT");
      again = setTimeout(() => child.kill("SIGINT"), GRACE_MS);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(again);
      signal?.removeEventListener("abort", stop);
      resolve({ code: code ?? -1, ...printed });
    });
  });
}

/** The last line that says something, for a message. */
export function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1)?.trim() ?? "";
}
