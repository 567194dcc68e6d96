import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { type CommandOptions, command, type Ended, lastLine } from "./command.js";

/** The Pulumi CLI on a stack, with the user's own backend and credentials. */
export class Engine {
  constructor(readonly stack: string) {}

  /** @throws Error with the CLI's last line unless it succeeds */
  async run(words: readonly string[], options: CommandOptions = {}): Promise<Ended> {
    const ended = await command("pulumi", [...words, "--stack", this.stack, "--non-interactive"], options);
    if (ended.code !== 0)
      throw new Error(
        `pulumi ${words[0]} ended with ${ended.code}: ${lastLine(ended.stderr) || lastLine(ended.stdout)}`,
      );
    return ended;
  }

  /** How many resources the stack has, providers and components included. */
  async resourceCount(): Promise<number> {
    const { deployment } = JSON.parse((await this.run(["stack", "export"])).stdout);
    return deployment?.resources?.length ?? 0;
  }

  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse((await this.run(["stack", "output", "--json"])).stdout);
  }

  /**
   * Destroys the stack. One that protects data is deployed without its protection before, from a copy of its file: the
   * file itself stays as it is. What an interrupted `up` left pending is cleared and looked up first.
   */
  async takeDown(stackFile: string, isProtected: boolean): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "ai-stack-teardown-"));
    const copy = join(folder, "Pulumi.yaml");
    copyFileSync(stackFile, copy);
    const settings = ["--config-file", copy, "--yes", "--skip-preview"];
    try {
      if (isProtected) {
        const document = parseDocument(readFileSync(copy, "utf8"));
        document.setIn(["config", "ai-stack:teardown"], true);
        writeFileSync(copy, document.toString());
        // Where it fails half way, what could be lifted is.
        await this.run(["up", "--continue-on-error", ...settings], { show: true }).catch((error: Error) =>
          process.stderr.write(`${error.message}; destroying what there is\n`),
        );
      }
      await this.run(["destroy", ...settings], { show: true }).catch(async (error: Error) => {
        process.stderr.write(`${error.message}; once more, with what the cloud says is there\n`);
        await this.run(["cancel", "--yes"]).catch(() => {}); // refused where nothing is pending
        await this.run(["refresh", ...settings], { show: true });
        await this.run(["destroy", ...settings], { show: true });
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}
