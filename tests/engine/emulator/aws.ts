import { isDeepStrictEqual } from "node:util";
import { lookUp } from "../../../plan/recorder/lookups.js";
import { violations } from "../../support/aws-api.js";
import { isObject, isUndecided, type Properties, reveal, stringsAt } from "../../support/value-paths.js";
import { IMMUTABLE } from "./aws-immutable.js";
import { hex, type Kind, kindOf, type Making, means, stateOf } from "./aws-kinds.js";
import { NETWORK } from "./aws-network.js";
import { SERVICES } from "./aws-services.js";
import { type Cloud, CloudError, type Request } from "./cloud.js";
import { type ChangedInput, changedInputs } from "./diff.js";
import type { Contents, Entry } from "./inventory.js";

const KINDS: Readonly<Record<string, Kind>> = { ...NETWORK, ...SERVICES };
const FIXED_PROPERTIES = ["EndpointConfigName", "InferenceComponentName", "EndpointName", "VariantName"];
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
/** Characters that the provider adds to a name and to a prefix. */
const NAME_ENDING = 7;
const PREFIX_ENDING = 26;

let region = "";
let config: Readonly<Record<string, string>> = {};

/**
 * What the AWS provider and AWS do, as far as it matters to a deployment of this project. There is one account, whatever
 * `aws:allowedAccountIds` says.
 */
export const aws: Cloud = {
  name: "aws",
  version: "7.48.0",

  configure(given) {
    config = given;
    region = given.region ?? "";
  },

  diff(type, olds, news) {
    const changes = changedInputs(olds, news, IMMUTABLE[type] ?? []);
    return type === CLOUD_CONTROL ? changes.map((change) => desiredStateChange(change, olds, news)) : changes;
  },

  deletesFirst({ type, inputs }, changes) {
    const naming = kind(type, inputs).named;
    if (naming === undefined || inputs[naming.input] === undefined) return false;
    return !changes.some(({ path }) => path === naming.input);
  },

  volatile: (type) => (type === CLOUD_CONTROL ? ["properties"] : Object.keys(KINDS[type]?.updates ?? {})),

  create(request, contents) {
    const { type, inputs } = request;
    const known = kind(type, inputs);
    const name = nameFor(known, request);
    const named = { ...inputs, ...name };
    const making = makingOf(request, named, contents);
    refuse(known, type, named, making);
    const unique = (entry: Pick<Entry, "type" | "inputs">) => known.unique?.(stateOf(entry));
    const { id, ...computed } = known.make(making);
    const taken = contents.entries.find((entry) => {
      if (kindOf(entry) !== kindOf({ type, inputs: named }) || known.setting) return false;
      if (known.unique === undefined) return entry.id === id;
      const key = unique({ type, inputs: reveal(named) as Properties });
      return key !== undefined && !entry.kept && key === unique({ ...entry, inputs: namedInputs(known, entry) });
    });
    if (taken !== undefined)
      throw new CloudError("AlreadyExists", `there is a ${kindOf(taken)} already: ${taken.id}${kept(taken)}`);
    const tags = allTags(inputs);
    const outputs = { region, ...computed, ...named, ...(tags && { tagsAll: tags }) };
    return { id, inputs: reveal(inputs) as Properties, outputs };
  },

  update(entry, request, contents) {
    const { type, inputs } = request;
    const known = kind(type, inputs);
    const computed = Object.fromEntries(Object.entries(entry.outputs).filter(([key]) => !(key in entry.inputs)));
    const named: Properties = { ...inputs };
    if (known.named !== undefined) named[known.named.input] ??= entry.outputs[known.named.input];
    const others = contents.entries.filter((other) => other !== entry);
    const making = makingOf(request, named, { ...contents, entries: others });
    refuse(known, type, named, making);
    if (type === CLOUD_CONTROL) refuseMove(entry, request);
    for (const [output, change] of Object.entries(known.updates ?? {}))
      computed[output] = change(computed[output], making, entry);
    if (type === CLOUD_CONTROL) {
      const properties = JSON.parse(String(entry.outputs.properties));
      computed.properties = JSON.stringify(patched(properties, stateOf(entry), stateOf(plain(request))));
    }
    const tags = allTags(inputs);
    const outputs = { ...computed, ...named, ...(tags && { tagsAll: tags }) };
    return { ...entry, inputs: reveal(inputs) as Properties, outputs };
  },

  delete(entry, contents) {
    const known = kind(entry.type, entry.inputs);
    const reason = known.refuseDeletion?.(entry, contents);
    if (reason !== undefined) throw new CloudError(...codeOf(reason));
    const holder = contents.entries.find((other) => other !== entry && holds(other, entry));
    if (holder !== undefined)
      throw new CloudError(
        "DependencyViolation",
        `${kindOf(entry)} ${entry.id} has a dependent object: ${kindOf(holder)} ${holder.id}${kept(holder)}`,
      );
    return known.keeps?.(entry, contents) ?? [];
  },

  invoke(token, args) {
    const answer = lookUp(token, args, config);
    if (answer === undefined) throw new CloudError("Unsupported", `the emulator has no answer to ${token}`);
    return answer;
  },
};

function kind(type: string, inputs: Properties): Kind {
  const name = kindOf({ type, inputs });
  const known = KINDS[name];
  if (known === undefined)
    throw new CloudError("Unsupported", `the emulator does not know ${name}: tests/engine/emulator/aws-services.ts`);
  return known;
}

function makingOf({ type, name }: Request, named: Properties, contents: Contents): Making {
  const inputs = stateOf({ type, inputs: reveal(named) as Properties });
  return { name, inputs, region, contents };
}

/** The name that the provider makes up where the program gives none. */
function nameFor(known: Kind, { name, inputs }: Request): Properties {
  const { named } = known;
  if (named === undefined || inputs[named.input] !== undefined) return {};
  const prefix = named.prefix === undefined ? undefined : inputs[named.prefix];
  if (prefix !== undefined) {
    const digits = Array.from({ length: PREFIX_ENDING }, () => Math.floor(Math.random() * 10)).join("");
    return { [named.input]: `${reveal(prefix)}${digits}` };
  }
  const made = `${named.beginning ?? ""}${name}-${hex(NAME_ENDING)}`;
  return { [named.input]: named.input === "bucket" ? made.toLowerCase() : made };
}

/** Throws what the API would say to the inputs. */
function refuse(known: Kind, type: string, inputs: Properties, making: Making): void {
  const problems = violations(type, inputs);
  if (problems.length > 0) throw new CloudError("ValidationException", problems.join("; "));
  for (const [path, { to }] of Object.entries(known.refers ?? {}))
    for (const text of stringsAt(making.inputs, path)) {
      const found = making.contents.entries.some(
        (entry) => entry.kept === undefined && to.includes(kindOf(entry)) && means(entry, text),
      );
      if (!found && !isManaged(text))
        throw new CloudError("NotFound", `${path}: there is no ${to.join(" or ")} ${text}`);
    }
  const reason = known.refuse?.(making);
  if (reason !== undefined) throw new CloudError(...codeOf(reason));
}

/** Names and parents in a desired state stay, whether the schema says so or not. */
function refuseMove(entry: Entry, request: Request): void {
  const [old, now] = [stateOf(entry), stateOf(plain(request))];
  const moved = FIXED_PROPERTIES.find((property) => old[property] !== now[property]);
  if (moved !== undefined) throw new CloudError("NotUpdatable", `${moved} of ${kindOf(entry)} cannot be changed`);
}

/** Cloud Control changes what differs between the two desired states, and leaves the rest as it is. */
function patched(now: unknown, old: unknown, wanted: unknown): unknown {
  if (isDeepStrictEqual(old, wanted)) return now;
  if (!isObject(old) || !isObject(wanted)) return wanted;
  const properties: Properties = isObject(now) ? { ...now } : {};
  for (const key of new Set([...Object.keys(old), ...Object.keys(wanted)]))
    properties[key] = patched(properties[key], old[key], wanted[key]);
  return properties;
}

function plain({ type, inputs }: Request): Pick<Entry, "type" | "inputs"> {
  return { type, inputs: reveal(inputs) as Properties };
}

/** What AWS has in every account. */
function isManaged(text: string): boolean {
  return text.startsWith("alias/aws/");
}

function holds(holder: Entry, entry: Entry): boolean {
  // What is kept still holds what it stands in.
  const known = KINDS[kindOf(holder)];
  if (known === undefined || (holder.kept !== undefined && holder.type === entry.type)) return false;
  return Object.entries(known.refers ?? {}).some(
    ([path, reference]) =>
      reference.holds &&
      reference.to.includes(kindOf(entry)) &&
      stringsAt(stateOf(holder), path).some((text) => means(entry, text)),
  );
}

/** Cloud Control patches the state, and a create-only property in the patch replaces the resource. */
function desiredStateChange(change: ChangedInput, olds: Properties, news: Properties): ChangedInput {
  if (change.path !== "desiredState" || change.kind !== "update") return change;
  const [old, now] = [reveal(olds.desiredState), reveal(news.desiredState)].map(String);
  if (isUndecided(now)) return change;
  const immutable = IMMUTABLE[String(reveal(news.typeName))] ?? [];
  const inside = changedInputs(JSON.parse(old as string), JSON.parse(now as string), immutable);
  return { ...change, replaces: inside.some(({ replaces }) => replaces) };
}

function allTags(inputs: Properties): Properties | undefined {
  const defaults = config.defaultTags === undefined ? {} : (JSON.parse(config.defaultTags).tags ?? {});
  return isObject(inputs.tags) ? { ...defaults, ...inputs.tags } : undefined;
}

function namedInputs({ named }: Kind, { inputs, outputs }: Entry): Properties {
  return named === undefined ? inputs : { ...inputs, [named.input]: outputs[named.input] };
}

function kept({ kept }: Entry): string {
  return kept === undefined ? "" : ` (kept: ${kept})`;
}

function codeOf(reason: string): [string, string] {
  const [code = "", ...rest] = reason.split(": ");
  return [code, rest.join(": ")];
}
