import { log, type Resource } from "@pulumi/pulumi";
import type { Diagnostic } from "../plan.js";

type Level = "debug" | "info" | "warn" | "error";
type Log = (message: string, resource?: Resource, streamId?: number, ephemeral?: boolean) => Promise<void>;

/** Messages that the program and the SDK send to the engine. */
export class Messages {
  private readonly sent: Promise<Diagnostic>[] = [];

  /** The messages so far, as the engine prints them; those for debugging and those that pass are left out. */
  diagnostics(): Promise<Diagnostic[]> {
    return Promise.all(this.sent);
  }

  /** Takes the messages while `work` runs. Without an engine, the SDK would print them. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const functions = log as Record<Level, Log>;
    const { debug, info, warn, error } = functions;
    functions.debug = async () => {};
    functions.info = this.taking("info", "");
    functions.warn = this.taking("warning", "warning: ");
    functions.error = this.taking("error", "error: ");
    try {
      return await work();
    } finally {
      Object.assign(functions, { debug, info, warn, error });
    }
  }

  private taking(severity: Diagnostic["severity"], prefix: string): Log {
    return async (message, resource, _streamId, ephemeral = false) => {
      if (ephemeral) return;
      const text = { message: `${prefix}${message}\n`, severity };
      this.sent.push(Promise.resolve(resource && urnOf(resource)).then((urn) => (urn ? { urn, ...text } : text)));
    };
  }
}

/** A resource's URN, once it has registered. */
function urnOf({ urn }: Resource): Promise<string> {
  return new Promise((resolve) => urn.apply(resolve));
}
