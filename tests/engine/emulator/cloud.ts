import type { Properties } from "../../support/value-paths.js";
import type { ChangedInput } from "./diff.js";
import type { Contents, Entry } from "./inventory.js";

/** A resource that the engine wants, or has. */
export interface Request {
  readonly type: string;
  /** The logical name. */
  readonly name: string;
  /** As the engine sent them, secrets marked. */
  readonly inputs: Properties;
}

/**
 * What one cloud knows. The core speaks the engine's protocol, keeps the inventory and calls these; a method that refuses
 * throws {@link CloudError}.
 */
export interface Cloud {
  /** The provider's package, as in `pulumi-resource-<name>`. */
  readonly name: string;
  readonly version: string;
  /** Takes the provider's configuration, by key without the package's name. */
  configure(config: Readonly<Record<string, string>>): void;
  /** What differs between the inputs of a resource, and what of it takes a new object. */
  diff(type: string, olds: Properties, news: Properties): ChangedInput[];
  /** Whether a replacement cannot exist beside the resource it replaces. */
  deletesFirst(request: Request, changes: readonly ChangedInput[]): boolean;
  /** Outputs of a type that an update changes. */
  volatile(type: string): readonly string[];
  /** Makes the object that `request` asks for. The caller adds it to `contents`. */
  create(request: Request, contents: Contents): Omit<Entry, "type" | "name">;
  /** The object with the inputs of `request`. */
  update(entry: Entry, request: Request, contents: Contents): Entry;
  /** What is left when `entry` is deleted: nothing, or what the cloud keeps. */
  delete(entry: Entry, contents: Contents): Entry[];
  /** A data source's answer. */
  invoke(token: string, args: Properties): Properties;
}

/** A refusal in the cloud's words. */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}
