import { vi } from "vitest";
import { main } from "../../cli/main.js";

/** What a run of the command line printed, and its exit code. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs the command line in this process. */
export async function aiStack(...argv: string[]): Promise<Run> {
  let stdout = "";
  let stderr = "";
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      stdout += String(text);
      return true;
    }),
    vi.spyOn(console, "log").mockImplementation((...words) => {
      stdout += `${words.join(" ")}\n`;
    }),
    vi.spyOn(console, "error").mockImplementation((...words) => {
      stderr += `${words.join(" ")}\n`;
    }),
  ];
  process.exitCode = 0;
  try {
    await main(argv);
    return { stdout, stderr, exitCode: Number(process.exitCode) };
  } finally {
    process.exitCode = 0;
    for (const spy of spies) spy.mockRestore();
  }
}
