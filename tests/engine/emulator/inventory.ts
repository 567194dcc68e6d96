import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { Properties } from "../../support/value-paths.js";

/** A thing that exists in the emulated cloud. */
export interface Entry {
  /** A Pulumi type, or the cloud's own for what no resource made. */
  readonly type: string;
  readonly id: string;
  /** The logical name of the resource that made it. */
  readonly name: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Why it is still there although its resource was deleted. */
  readonly kept?: string;
}

export type Action = "create" | "update" | "delete";

/** One call that changed the cloud. */
export interface Change {
  readonly action: Action;
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** One call that went wrong. */
export interface Refusal {
  readonly action: Action;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly message: string;
}

/** What the emulated cloud holds, and all that was ever done to it and went wrong, oldest first. */
export interface Contents {
  entries: Entry[];
  readonly changes: Change[];
  readonly refusals: Refusal[];
}

/** A lock that is older is of a process that was killed: nobody holds one for longer than a write takes. */
const LOCK_AGE_MS = 2_000;

/**
 * The emulated cloud's memory: a file, since every run of the engine starts a provider of its own. Each change is made
 * under a lock and written whole, so that neither two providers nor a kill lose any.
 */
export class Inventory {
  constructor(private readonly path: string) {}

  read(): Contents {
    return existsSync(this.path)
      ? JSON.parse(readFileSync(this.path, "utf8"))
      : { entries: [], changes: [], refusals: [] };
  }

  /** Lets `edit` change the contents; nothing changes when it throws. */
  change<T>(edit: (contents: Contents) => T): T {
    const lock = `${this.path}.lock`;
    acquire(lock);
    try {
      const contents = this.read();
      const result = edit(contents);
      writeFileSync(`${this.path}.new`, JSON.stringify(contents));
      renameSync(`${this.path}.new`, this.path);
      return result;
    } finally {
      rmSync(lock, { force: true });
    }
  }
}

function acquire(lock: string): void {
  for (;;) {
    try {
      closeSync(openSync(lock, "wx"));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > LOCK_AGE_MS) rmSync(lock, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
}
