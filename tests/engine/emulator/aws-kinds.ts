import { randomBytes } from "node:crypto";
import { isObject, type Properties, stringsAt } from "../../support/value-paths.js";
import type { Contents, Entry } from "./inventory.js";

/** The account number of Amazon's own examples. */
export const ACCOUNT = "123456789012";

/** An object that is to be made. */
export interface Making {
  /** The logical name. */
  readonly name: string;
  /** Plain inputs with the name that the provider made up; of a Cloud Control resource the desired state. */
  readonly inputs: Properties;
  readonly region: string;
  readonly contents: Contents;
}

/** An input that names another object by its id, ARN or name. */
export interface Reference {
  /** Kinds that it may name. */
  readonly to: readonly string[];
  /** Whether that object cannot be deleted while this one is there. */
  readonly holds?: boolean;
}

/** What AWS knows of a kind of object. */
export interface Kind {
  /** The input that names it, and what the provider makes up: a prefix, the logical name, a random ending. */
  readonly named?: { readonly input: string; readonly prefix?: string; readonly beginning?: string };
  /** Its id, and the outputs that are no inputs. */
  make(making: Making): { id: string } & Properties;
  /** By path. */
  readonly refers?: Readonly<Record<string, Reference>>;
  /** What no two of its kind share; the id where left out. */
  unique?(inputs: Properties): string | undefined;
  /** Whether it is a setting of another object: to make it again overwrites it. */
  readonly setting?: boolean;
  /** Outputs that an update of `before` changes, by what it changes them to. */
  readonly updates?: Readonly<Record<string, (old: unknown, making: Making, before: Entry) => unknown>>;
  /** Why the cloud refuses to make or change it. */
  refuse?(making: Making): string | undefined;
  /** Why the cloud refuses to delete it, beyond what refers to it. */
  refuseDeletion?(entry: Entry, contents: Contents): string | undefined;
  /** What is left of it. */
  keeps?(entry: Entry, contents: Contents): Entry[];
}

export function hex(length: number): string {
  return randomBytes(length).toString("hex").slice(0, length);
}

export function arn(service: string, region: string, resource: string): string {
  return `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
}

/** An id as EC2 makes them, with the ARN. */
export function ec2(prefix: string, resource: string, outputs?: (making: Making, id: string) => Properties) {
  return (making: Making) => {
    const id = `${prefix}-${hex(17)}`;
    return { id, arn: arn("ec2", making.region, `${resource}/${id}`), ownerId: ACCOUNT, ...outputs?.(making, id) };
  };
}

/** An object whose id is its name. */
export function byName(service: string, resource: string, input = "name", outputs?: (making: Making) => Properties) {
  return (making: Making) => {
    const id = String(making.inputs[input]);
    return { id, arn: arn(service, making.region, `${resource}${id}`), ...outputs?.(making) };
  };
}

/** An object of SageMaker, which writes ARNs in lower case. */
export function sageMaker(resource: string, input = "name", idIsArn = false) {
  return ({ inputs, region }: Making) => {
    const name = String(inputs[input]);
    const itsArn = arn("sagemaker", region, `${resource}/${name.toLowerCase()}`);
    return { id: idIsArn ? itsArn : name, arn: itsArn };
  };
}

/** A setting of the object that `input` names. */
export function settingOf(input: string): (making: Making) => { id: string } {
  return ({ inputs }) => ({ id: String(inputs[input]) });
}

/** The kind of an entry: its type, or what Cloud Control made. */
export function kindOf({ type, inputs }: Pick<Entry, "type" | "inputs">): string {
  return type === "aws:cloudcontrol/resource:Resource" ? String(inputs.typeName) : type;
}

/** What describes an entry: its inputs, or what Cloud Control was asked for. */
export function stateOf({ type, inputs }: Pick<Entry, "type" | "inputs">): Properties {
  if (type !== "aws:cloudcontrol/resource:Resource") return inputs;
  const state: unknown = JSON.parse(String(inputs.desiredState));
  return isObject(state) ? state : {};
}

/** Whether a reference's text means `entry`. */
export function means(entry: Entry, text: string): boolean {
  const { outputs } = entry;
  return [entry.id, outputs.arn, outputs.name, outputs.keyId, outputs.defaultSecurityGroupId].includes(text);
}

/** Log groups that a service makes when its containers first write, and that nothing deletes. */
export function serviceLogGroup(name: string): NonNullable<Kind["keeps"]> {
  return (entry, { entries }) => {
    const id = name.replace("<name>", entry.id.split("/").at(-1) as string);
    if (entries.some((other) => other.type === LOG_GROUP && other.id === id)) return [];
    return [{ type: LOG_GROUP, id, name: entry.name, inputs: {}, outputs: { name: id }, kept: "SageMaker made it" }];
  };
}

export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** The numeric range of an IPv4 block. */
export function blockOf(cidr: string): { first: number; last: number } {
  const [address = "", bits = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(bits));
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = Math.floor(number / size) * size;
  return { first, last: first + size - 1 };
}

/** Entries of a kind that `path` of some inputs names. */
export function named(contents: Contents, inputs: Properties, path: string, kinds: readonly string[]): Entry[] {
  const texts = stringsAt(inputs, path);
  return contents.entries.filter(
    (entry) => entry.kept === undefined && kinds.includes(kindOf(entry)) && texts.some((text) => means(entry, text)),
  );
}
