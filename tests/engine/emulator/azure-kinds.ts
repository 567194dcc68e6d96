import { randomBytes } from "node:crypto";
import { lookUp } from "../../../plan/recorder/lookups.js";
import { isObject, type Properties } from "../../support/value-paths.js";
import type { Contents, Entry } from "./inventory.js";

const RESOURCE_GROUP = "azure-native:resources:ResourceGroup";
const LOCK = "azure-native:authorization:ManagementLockByScope";

/** The directory that everything here is in. */
export const TENANT = lookUp("azure-native:authorization:getClientConfig", {}, { subscriptionId: "any" })?.tenantId;

/** An object that is to be made or changed. */
export interface Making {
  readonly type: string;
  /** Its ARM id. */
  readonly id: string;
  /** Plain inputs, with the name that the provider made up and the place that its configuration gives. */
  readonly inputs: Properties;
  readonly contents: Contents;
}

/** An input that names other objects by their ARM ids. */
export interface Reference {
  /** Types that it may name; empty where any will do. */
  readonly to: readonly string[];
  /** What Azure says when the other object is to be deleted while this one is there; left out where it lets it go. */
  readonly holds?: string;
}

/** What Azure and its provider know of a type. */
export interface Kind {
  /**
   * Its ARM id, in which `<input>` stands for an input, `<group>` for the id of the resource group that the input
   * `resourceGroupName` names. The last input is its name.
   */
  readonly id: string;
  /** What must be there before it. @default - the id without its last type and name */
  readonly parent?: string;
  /** Outputs that are no inputs, but `id` and `name`. */
  outputs?(making: Making): Properties;
  /** By path. */
  readonly refers?: Readonly<Record<string, Reference>>;
  /** Where no other may have its name, beyond its parent, and what Azure says if one has. */
  readonly unique?: { readonly in: "Azure" | "region"; readonly code: string };
  /** Whether its parent always has it: to make it sets it, to delete it resets it. */
  readonly setting?: boolean;
  /** Inputs that Azure refuses to change although the provider tries to, in the form of `changedInputs`. */
  readonly fixed?: readonly string[];
  /** Outputs that an update changes, by what it changes them to. */
  readonly updates?: Readonly<Record<string, (old: unknown) => unknown>>;
  /** Why Azure refuses to make or change it. */
  refuse?(making: Making): string | undefined;
  /** What its making or change does to other objects. */
  apply?(making: Making): void;
  /** Why Azure or the provider refuses to delete it, beyond locks and what refers to it. */
  refuseDeletion?(entry: Entry, contents: Contents): string | undefined;
  /** Why its name stays taken for some time after its deletion. */
  keeps?(entry: Entry): string;
}

export function hex(length: number): string {
  return randomBytes(length).toString("hex").slice(0, length);
}

export function guid(): string {
  return crypto.randomUUID();
}

/** An ARM id by its template; inputs that are ids themselves begin with a slash. */
export function idFrom(template: string, inputs: Properties, subscription: string): string {
  return template
    .replace("<group>", "<subscription>/resourceGroups/<resourceGroupName>")
    .replace("<subscription>", `/subscriptions/${subscription}`)
    .replaceAll(/<(\w+)>/g, (_, input: string) => String(inputs[input]).replace(/\/$/, ""));
}

/** The inputs that a template's id is made of: none changes while the object stays. */
export function pathInputs(template: string): string[] {
  return [...template.replace("<group>", "<resourceGroupName>").matchAll(/<(\w+)>/g)].flatMap(([, input = ""]) =>
    input === "subscription" ? [] : [input],
  );
}

/** The input that holds an object's name. */
export function nameInput(template: string): string {
  return pathInputs(template).at(-1) ?? "";
}

/** The template of the parent's id. A part named `default` is always there. */
export function parentTemplate(template: string): string {
  return template
    .replace(/\/[^/]+\/[^/]+$/, "")
    .replace(/\/[^/]+\/default$/, "")
    .replace(/\/providers\/[^/]+$/, "");
}

/** ARM ids do not tell cases apart. */
export function isSame(id: string, other: string): boolean {
  return id.toLowerCase() === other.toLowerCase();
}

/** Whether `id` is `scope` itself or below it. */
export function isIn(id: string, scope: string): boolean {
  return isSame(id, scope) || id.toLowerCase().startsWith(`${scope.toLowerCase()}/`);
}

/** What is there, of some types; of all without them. */
export function live({ entries }: Contents, types?: readonly string[]): Entry[] {
  return entries.filter(({ kept, type }) => kept === undefined && (types === undefined || types.includes(type)));
}

/** What an ARM id names. */
export function byId(contents: Contents, id: unknown, types?: readonly string[]): Entry | undefined {
  return live(contents, types).find((entry) => isSame(entry.id, String(id)));
}

/** Whether an id is of something that no stack made: its resource group is none of those here. */
export function isForeign(id: string, { entries, changes }: Contents): boolean {
  const [group] = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id) ?? [];
  if (group === undefined) return true;
  return ![...entries, ...changes].some((other) => other.type === RESOURCE_GROUP && isSame(other.id, group));
}

/** What a lock on `id`, or on something around it, says to a deletion. */
export function lockOn(contents: Contents, id: string): string | undefined {
  const lock = live(contents, [LOCK]).find(({ inputs }) => isIn(id, String(inputs.scope)));
  return lock === undefined
    ? undefined
    : `ScopeLocked: The scope '${id}' cannot perform delete operation because following scope(s) are locked: '${lock.inputs.scope}'`;
}

/** The value with what `over` says in its place. */
export function merged(value: unknown, over: unknown): unknown {
  if (over === undefined) return value;
  // A secret is an object, too.
  if (!isObject(value) || !isObject(over) || "4dabf18193072939515e22adb298388d" in over) return over;
  return Object.fromEntries(
    [...new Set([...Object.keys(value), ...Object.keys(over)])].map((key) => [key, merged(value[key], over[key])]),
  );
}

/** What of an object's outputs is not from its inputs. */
export function computedOf(outputs: Properties, inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([key, value]) => {
      const input = inputs[key];
      if (input === undefined) return [[key, value]];
      if (!isObject(value) || !isObject(input)) return [];
      const inner = computedOf(value, input);
      return Object.keys(inner).length === 0 ? [] : [[key, inner]];
    }),
  );
}
