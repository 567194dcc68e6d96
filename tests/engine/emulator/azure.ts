import { lookUp } from "../../../plan/recorder/lookups.js";
import { violations } from "../../support/azure-api.js";
import { isObject, type Properties, reveal, stringsAt } from "../../support/value-paths.js";
import { COMPUTE } from "./azure-compute.js";
import constraints from "./azure-constraints.json" with { type: "json" };
import { IMMUTABLE } from "./azure-immutable.js";
import {
  byId,
  computedOf,
  guid,
  hex,
  idFrom,
  isForeign,
  isIn,
  isSame,
  type Kind,
  live,
  lockOn,
  type Making,
  merged,
  nameInput,
  parentTemplate,
  pathInputs,
  TENANT,
} from "./azure-kinds.js";
import { MACHINE_LEARNING } from "./azure-machine-learning.js";
import { NETWORKS } from "./azure-network.js";
import { ACCESS, identitiesOf } from "./azure-roles.js";
import { SERVICES } from "./azure-services.js";
import { type Cloud, CloudError, type Request } from "./cloud.js";
import { changedInputs } from "./diff.js";
import type { Contents, Entry } from "./inventory.js";

const KINDS: Readonly<Record<string, Kind>> = { ...NETWORKS, ...ACCESS, ...SERVICES, ...COMPUTE, ...MACHINE_LEARNING };
const MODELS: Readonly<Record<string, object>> = constraints.types;
const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
const LOCK = "azure-native:authorization:ManagementLockByScope";
/** Characters that the provider adds to a name. */
const NAME_ENDING = 8;

let config: Readonly<Record<string, string>> = {};

/** What the Azure provider and Azure do, as far as it matters to a deployment of this project. */
export const azure: Cloud = {
  name: "azure-native",
  version: "3.28.0",

  configure(given) {
    config = given;
  },

  diff(type, olds, news) {
    const { id } = kind(type);
    const name = nameInput(id);
    return changedInputs(olds, news, [...pathInputs(id), ...(IMMUTABLE[type] ?? [])]).filter(({ path, kind }) => {
      // A name that is no longer given stays as it is.
      if (path === name && kind === "delete") return false;
      return path !== "location" || !isSamePlace(reveal(olds.location), reveal(news.location));
    });
  },

  /** An object that the provider has not named at random goes first, whatever its name becomes. */
  deletesFirst({ type, inputs }, changes) {
    const { id } = kind(type);
    const name = nameInput(id);
    const wasNamed = inputs[name] !== undefined && !changes.some(({ path, kind }) => path === name && kind === "add");
    return wasNamed || namingOf(id) === "copy";
  },

  volatile: (type) => Object.keys(KINDS[type]?.updates ?? {}),

  create(request, contents) {
    const known = kind(request.type);
    const making = makingOf(request, contents, nameFor(known, request));
    refuseInputs(making);
    const taken = contents.entries.find((entry) => isSame(entry.id, making.id));
    if (taken !== undefined && !known.setting) throw taken.kept === undefined ? existing(taken) : softDeleted(taken);
    refuse(known, making);
    const inputs = reveal(request.inputs) as Properties;
    const outputs = outputsOf(known, making, request.inputs, { ...identity(making), ...known.outputs?.(making) });
    known.apply?.(making);
    return { id: making.id, inputs, outputs };
  },

  update(entry, request, contents) {
    const known = kind(request.type);
    const name = nameInput(known.id);
    const making = makingOf(request, contents, { [name]: entry.outputs[name] ?? entry.outputs.name });
    refuseInputs(making);
    refuseChange(known, entry, making);
    refuse(known, making);
    const computed = computedOf(entry.outputs, entry.inputs);
    for (const [output, change] of Object.entries(known.updates ?? {})) computed[output] = change(computed[output]);
    const outputs = outputsOf(known, making, request.inputs, computed);
    known.apply?.(making);
    return { ...entry, inputs: reveal(request.inputs) as Properties, outputs };
  },

  delete(entry, contents) {
    const known = kind(entry.type);
    // What is below a setting belongs to its parent.
    const gone = known.setting ? [entry] : live(contents).filter(({ id }) => isIn(id, entry.id));
    const reason =
      (entry.type === LOCK ? undefined : lockAround(entry, contents)) ??
      known.refuseDeletion?.(entry, contents) ??
      heldBy(gone, contents);
    if (reason !== undefined) throw codeOf(reason);
    contents.entries = contents.entries.filter((other) => other === entry || !gone.includes(other));
    return gone.flatMap((each) => {
      const kept = KINDS[each.type]?.keeps?.(each);
      return kept === undefined ? [] : [{ ...each, kept }];
    });
  },

  invoke(token, args) {
    const answer = lookUp(token, args, config);
    if (answer === undefined) throw new CloudError("Unsupported", `the emulator has no answer to ${token}`);
    return answer;
  },
};

function kind(type: string): Kind {
  const known = KINDS[type];
  if (known === undefined)
    throw new CloudError("Unsupported", `the emulator does not know ${type}: tests/engine/emulator/azure-services.ts`);
  return known;
}

/**
 * How the provider names an object that the program does not: `AutoName` in provider/pkg/resources/resources.go of
 * pulumi/pulumi-azure-native (2026-11), and pulumi/pulumi-azure-native#519.
 */
function namingOf(template: string): "random" | "uuid" | "copy" {
  const input = nameInput(template);
  if (input === "roleAssignmentName") return "uuid";
  if (input === "endpointName") return "random";
  const [path = ""] = template.split("/providers/").slice(-1);
  return (path.match(/<\w+>/g) ?? []).length === 1 || !template.includes("/providers/") ? "random" : "copy";
}

function nameFor({ id }: Kind, { name, inputs }: Request): Properties {
  const input = nameInput(id);
  if (inputs[input] !== undefined) return {};
  const naming = namingOf(id);
  return { [input]: naming === "uuid" ? guid() : naming === "copy" ? name : `${name}${hex(NAME_ENDING)}` };
}

function makingOf({ type, inputs }: Request, contents: Contents, naming: Properties): Making {
  const plain = { ...(reveal(inputs) as Properties), ...naming };
  const subscription = config.subscriptionId ?? "";
  const location = plain.location ?? defaultLocation(type, plain, contents);
  const named = { ...plain, ...(location !== undefined && { location }) };
  return { type, id: idFrom(kind(type).id, named, subscription), inputs: named, contents };
}

/** Where the provider puts what the program leaves open: as its settings say, or where the resource group is. */
function defaultLocation(type: string, { resourceGroupName }: Properties, contents: Contents): unknown {
  if (!("location" in (MODELS[type] ?? {})) || type === "azure-native:resources:Deployment") return undefined;
  if (config.location !== undefined) return config.location;
  return byId(contents, `/subscriptions/${config.subscriptionId}/resourceGroups/${resourceGroupName}`)?.outputs
    .location;
}

function outputsOf(known: Kind, making: Making, inputs: Properties, computed: Properties): Properties {
  const name = nameInput(known.id);
  const own = { [name]: making.inputs[name], name: making.inputs[name] };
  const { location } = making.inputs;
  return merged({ ...own, ...(location !== undefined && { location }), ...computed }, inputs) as Properties;
}

/** What an object gets that Azure gives an identity of its own. */
function identity({ inputs }: Making): Properties {
  const type = isObject(inputs.identity) ? String(inputs.identity.type) : "";
  return type.includes("SystemAssigned") ? { identity: { principalId: guid(), tenantId: TENANT } } : {};
}

/** Throws what the provider or the API would say to the inputs alone. */
function refuseInputs({ type, inputs }: Making): void {
  const problems = violations(type, inputs);
  if (problems.length > 0) throw new CloudError("InvalidParameter", problems.join("; "));
}

/** Throws what Azure would say in the face of what else is there. */
function refuse(known: Kind, making: Making): void {
  const { id, inputs, contents } = making;
  const missing = (target: string, types?: readonly string[]) =>
    !isForeign(target, contents) && !isThere(target, contents, types);
  const parent = idFrom(known.parent ?? parentTemplate(known.id), inputs, config.subscriptionId ?? "");
  const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/i.exec(id);
  if (group !== null && !isSame(id, group[0]) && isForeign(id, contents) && inputs.resourceGroupName !== undefined)
    throw new CloudError("ResourceGroupNotFound", `Resource group '${group[1]}' could not be found`);
  if (missing(parent))
    throw new CloudError("ParentResourceNotFound", `Failed to write ${id}: its parent '${parent}' could not be found`);
  for (const [path, { to }] of Object.entries(known.refers ?? {}))
    for (const target of stringsAt(inputs, path))
      if (target.startsWith("/subscriptions/") && missing(target, to.length === 0 ? undefined : to))
        throw new CloudError("ResourceNotFound", `${path}: there is no ${to.join(" or ") || "resource"} ${target}`);
  for (const each of identitiesOf(inputs))
    if (missing(each, [IDENTITY])) throw new CloudError("FailedIdentityOperation", `Resource '${each}' was not found`);
  const other = known.unique && namesake(known.unique.in, making);
  if (known.unique !== undefined && other !== undefined)
    throw other.kept === undefined
      ? new CloudError(known.unique.code, `the name ${inputs[nameInput(known.id)]} is already taken`)
      : softDeleted(other);
  const reason = known.refuse?.(making);
  if (reason !== undefined) throw codeOf(reason);
}

/** Whether an id is of something here, or of a part that Azure makes of it, such as a container of an account. */
function isThere(id: string, contents: Contents, types?: readonly string[]): boolean {
  if (byId(contents, id, types) !== undefined) return true;
  if (/^\/subscriptions\/[^/]+$/i.test(id)) return true;
  return (
    types === undefined &&
    /\/(blob|file)Services\//i.test(id) &&
    isThere(id.replace(/\/\w+Services\/.*$/i, ""), contents)
  );
}

/** What has the name where it must be the only one. */
function namesake(place: "Azure" | "region", { type, id, inputs, contents }: Making): Entry | undefined {
  const input = nameInput(kind(type).id);
  return contents.entries.find(
    (entry) =>
      entry.type === type &&
      !isSame(entry.id, id) &&
      isSame(String(entry.outputs[input]), String(inputs[input])) &&
      (place === "Azure" || isSamePlace(entry.outputs.location, inputs.location)),
  );
}

/** Throws where Azure refuses a change that the provider tries to make in place. */
function refuseChange(known: Kind, entry: Entry, { id, inputs }: Making): void {
  const { location } = entry.outputs;
  if (location !== undefined && !isSamePlace(location, inputs.location))
    throw new CloudError("InvalidResourceLocation", `${id} already exists in location '${location}'`);
  const fixed = changedInputs({ ...inputs, ...entry.inputs }, inputs, known.fixed ?? []).find(
    ({ replaces }) => replaces,
  );
  if (fixed !== undefined)
    throw new CloudError("PropertyChangeNotAllowed", `Changing property '${fixed.path}' is not allowed: ${id}`);
}

/** A lock on the object, on something around it, or on something in it. */
function lockAround({ id }: Entry, contents: Contents): string | undefined {
  const inside = live(contents, [LOCK]).find(({ inputs }) => isIn(String(inputs.scope), id));
  return lockOn(contents, inside === undefined ? id : String(inside.inputs.scope));
}

/** Why some of what would go cannot: something else needs it. */
function heldBy(gone: readonly Entry[], contents: Contents): string | undefined {
  for (const holder of live(contents)) {
    if (gone.includes(holder)) continue;
    for (const [path, { holds }] of Object.entries(KINDS[holder.type]?.refers ?? {})) {
      const held = gone.find(({ id }) => stringsAt(holder.inputs, path).some((target) => isSame(target, id)));
      if (holds !== undefined && held !== undefined)
        return `${holds}: ${held.id} is in use by ${holder.id} and cannot be deleted`;
    }
  }
  return undefined;
}

function existing({ id }: Entry): Error {
  return new CloudError("error", `cannot create already existing resource '${id}'`);
}

function softDeleted({ id, kept }: Entry): Error {
  return new CloudError(
    "ConflictError",
    `${id} exists already in a deleted state (${kept}): recover or purge it, or use another name`,
  );
}

function isSamePlace(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map((place) => String(place).toLowerCase().replaceAll(" ", ""));
  return a === b;
}

function codeOf(reason: string): CloudError {
  const [code = "", ...rest] = reason.split(": ");
  return new CloudError(code, rest.join(": "));
}
