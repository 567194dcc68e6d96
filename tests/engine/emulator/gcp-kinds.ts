import { randomBytes } from "node:crypto";
import { isObject, type Properties } from "../../support/value-paths.js";
import type { Contents, Entry } from "./inventory.js";

/** The number of every project here. */
export const PROJECT_NUMBER = "123456789012";

const COMPUTE = "https://www.googleapis.com/compute/v1/";

/** An object that is to be made. */
export interface Making {
  /** The logical name. */
  readonly name: string;
  /** Plain inputs, with the name that the provider made up and the place that its configuration gives. */
  readonly inputs: Properties;
  readonly project: string;
  /** Where it is: its zone, location or region. */
  readonly location: string;
  readonly contents: Contents;
}

/** An input that names another object by its id, URL or name. */
export interface Reference {
  /** Types that it may name. */
  readonly to: readonly string[];
  /** Whether that object cannot be deleted while this one is there. */
  readonly holds?: boolean;
}

/** What Google Cloud and its provider know of a type. */
export interface Kind {
  /** The API that must be enabled, without `.googleapis.com`; none where every project has it. */
  readonly api?: string;
  /** The input that names it, where the provider makes a name up. */
  readonly named?: string;
  /** Its id, and the outputs that are no inputs. */
  make(making: Making): { id: string } & Properties;
  /** By path. */
  readonly refers?: Readonly<Record<string, Reference>>;
  /** Paths of keys that encrypt it, and the domain of the service agent that does. */
  readonly encrypted?: { readonly keys: readonly string[]; readonly agent: string };
  /** Whether it is a setting of another object: to make it again overwrites it. */
  readonly setting?: boolean;
  /** Outputs that an update changes, by what it changes them to. */
  readonly updates?: Readonly<Record<string, (old: unknown) => unknown>>;
  /** What comes to be beside it, and goes with it. */
  readonly beside?: (entry: Omit<Entry, "type" | "name">, making: Making) => Entry[];
  /** Why the cloud refuses to make or change it. */
  refuse?(making: Making): string | undefined;
  /** Why the cloud or the provider refuses to delete it, beyond what refers to it. */
  refuseDeletion?(entry: Entry, contents: Contents): string | undefined;
  /** What is left of it. */
  keeps?(entry: Entry, contents: Contents): Entry[];
}

export function hex(length: number): string {
  return randomBytes(length).toString("hex").slice(0, length);
}

/** A number as Google Cloud gives objects, with `length` digits. */
export function digits(length: number): string {
  const rest = Array.from({ length: length - 1 }, () => Math.floor(Math.random() * 10)).join("");
  return `${1 + Math.floor(Math.random() * 9)}${rest}`;
}

/** An object of Compute Engine: `collection` may hold `<location>`. */
export function compute(collection: string, outputs?: (making: Making) => Properties) {
  return (making: Making) => {
    const path = collection.replace("<location>", making.location);
    const id = `projects/${making.project}/${path}/${making.inputs.name}`;
    const creationTimestamp = "2026-11-02T09:00:00.000-08:00";
    return { id, selfLink: `${COMPUTE}${id}`, creationTimestamp, ...outputs?.(making) };
  };
}

/** An object in a location, `projects/<project>/locations/<location>/<collection>/<name>`. */
export function located(collection: string, input = "name", outputs?: (making: Making, id: string) => Properties) {
  return (making: Making) => {
    const { project, location, inputs } = making;
    const id = `projects/${project}/locations/${location}/${collection}/${inputs[input]}`;
    return { id, createTime: "2026-11-02T17:00:00Z", ...outputs?.(making, id) };
  };
}

/** A grant on the object that `input` names. */
export function grantOn(input: string) {
  return ({ inputs }: Making) => ({
    id: [inputs[input], inputs.role, inputs.member].join("/"),
    etag: `Bw${hex(9)}=`,
  });
}

/** Whether a reference's text means `entry`. */
export function means({ id, outputs }: Entry, text: string): boolean {
  const plain = text.replace(COMPUTE, "");
  const { name, email, secretId, repositoryId } = outputs;
  return [id, name, email, secretId, repositoryId].some((known) => known === plain);
}

/** Entries that are there, of some types, that `text` means. */
export function namedBy(contents: Contents, types: readonly string[], text: string): Entry[] {
  return contents.entries.filter(
    (entry) => entry.kept === undefined && types.includes(entry.type) && means(entry, text),
  );
}

/** Labels as the provider keeps them: those of the program, and with its own. */
export function labelOutputs(inputs: Properties, defaults: Properties): Properties {
  if (!isObject(inputs.labels)) return {};
  const pulumiLabels = { ...defaults, ...inputs.labels };
  return { pulumiLabels, effectiveLabels: { ...pulumiLabels, "goog-pulumi-provisioned": "true" } };
}
