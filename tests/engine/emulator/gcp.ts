import { lookUp } from "../../../plan/recorder/lookups.js";
import { violations } from "../../support/gcp-api.js";
import { type Properties, reveal, stringsAt } from "../../support/value-paths.js";
import { blockOf } from "./aws-kinds.js";
import { type Cloud, CloudError, type Request } from "./cloud.js";
import { changedInputs } from "./diff.js";
import { IMMUTABLE, PLACE, VIRTUAL } from "./gcp-immutable.js";
import { hex, type Kind, labelOutputs, type Making, means } from "./gcp-kinds.js";
import { NETWORKS, SUBNET } from "./gcp-network.js";
import { cannotEncrypt, disabled, SERVICES } from "./gcp-services.js";
import type { Contents, Entry } from "./inventory.js";

const KINDS: Readonly<Record<string, Kind>> = { ...NETWORKS, ...SERVICES };
/** Characters that the provider adds to a name. */
const NAME_ENDING = 7;

let config: Readonly<Record<string, string>> = {};

/** What the Google Cloud provider and Google Cloud do, as far as it matters to a deployment of this project. */
export const gcp: Cloud = {
  name: "gcp",
  version: "9.37.0",

  configure(given) {
    config = given;
  },

  diff(type, olds, news) {
    const immutable = IMMUTABLE[type];
    return changedInputs(olds, news, [...PLACE, ...(immutable ?? [])]).map((change) => ({
      ...change,
      replaces:
        change.replaces ||
        (immutable === undefined && !VIRTUAL.includes(change.path)) ||
        (type === SUBNET && change.path === "ipCidrRange" && shrinks(olds.ipCidrRange, news.ipCidrRange)),
    }));
  },

  deletesFirst({ type, inputs }, changes) {
    const input = kind(type).named;
    if (input === undefined || inputs[input] === undefined) return false;
    return !changes.some(({ path }) => path === input);
  },

  volatile: (type) => Object.keys(KINDS[type]?.updates ?? {}),

  create(request, contents) {
    const { type, inputs } = request;
    const known = kind(type);
    const making = makingOf(request, nameFor(known, request), contents);
    refuse(known, type, making);
    const { id, ...computed } = known.make(making);
    const taken = contents.entries.find((entry) => entry.type === type && entry.id === id && !known.setting);
    if (taken !== undefined) throw new CloudError("alreadyExists", `there is a ${type} already: ${id}${kept(taken)}`);
    const made = { id, inputs: reveal(inputs) as Properties, outputs: outputsOf(known, inputs, making, computed) };
    contents.entries.push(...(known.beside?.(made, making) ?? []));
    return made;
  },

  update(entry, request, contents) {
    const known = kind(request.type);
    const { inputs } = request;
    const computed = Object.fromEntries(Object.entries(entry.outputs).filter(([key]) => !(key in entry.inputs)));
    for (const [output, change] of Object.entries(known.updates ?? {})) computed[output] = change(computed[output]);
    const name = known.named === undefined ? {} : { [known.named]: entry.outputs[known.named] };
    const others = contents.entries.filter((other) => other !== entry);
    const making = makingOf(request, name, { ...contents, entries: others });
    refuse(known, request.type, making);
    return { ...entry, inputs: reveal(inputs) as Properties, outputs: outputsOf(known, inputs, making, computed) };
  },

  delete(entry, contents) {
    const known = kind(entry.type);
    const { deletionPolicy } = entry.inputs;
    if (deletionPolicy === "PREVENT")
      throw new CloudError("error", `cannot destroy ${entry.id} without setting deletionPolicy to DELETE first`);
    if (deletionPolicy === "ABANDON") return [{ ...entry, kept: "deletionPolicy: ABANDON" }];
    const reason = known.refuseDeletion?.(entry, contents);
    if (reason !== undefined) throw codeOf(reason);
    const holder = contents.entries.find((other) => other !== entry && holds(other, entry));
    if (holder !== undefined)
      throw new CloudError("resourceInUseByAnotherResource", `${entry.id} is already being used by ${holder.id}`);
    if (known.beside !== undefined)
      contents.entries = contents.entries.filter((other) => other === entry || other.id !== entry.id);
    return known.keeps?.(entry, contents) ?? [];
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
    throw new CloudError("Unsupported", `the emulator does not know ${type}: tests/engine/emulator/gcp-services.ts`);
  return known;
}

function makingOf({ name, inputs }: Request, naming: Properties, contents: Contents): Making {
  const plain = { ...(reveal(inputs) as Properties), ...naming };
  const project = String(plain.project ?? config.project);
  const location = String(plain.zone ?? plain.location ?? plain.region ?? config.region ?? "global");
  return { name, inputs: plain, project, location, contents };
}

/** The name that the provider makes up where the program gives none. */
function nameFor({ named }: Kind, { name, inputs }: Request): Properties {
  if (named === undefined || inputs[named] !== undefined) return {};
  return { [named]: `${name}-${hex(NAME_ENDING)}` };
}

function outputsOf(known: Kind, inputs: Properties, making: Making, computed: Properties): Properties {
  const defaults = config.defaultLabels === undefined ? {} : JSON.parse(config.defaultLabels);
  return {
    project: making.project,
    ...(known.named && { [known.named]: making.inputs[known.named] }),
    ...labelOutputs(making.inputs, defaults),
    ...computed,
    ...inputs,
  };
}

/** Throws what the API would say to the inputs. */
function refuse(known: Kind, type: string, making: Making): void {
  const { inputs, contents } = making;
  const problems = violations(type, inputs);
  if (problems.length > 0) throw new CloudError("invalid", problems.join("; "));
  const off = known.api === undefined ? undefined : disabled(contents, `${known.api}.googleapis.com`);
  if (off !== undefined) throw codeOf(off);
  for (const [path, { to }] of Object.entries(known.refers ?? {}))
    for (const text of stringsAt(inputs, path)) {
      const found = contents.entries.some(
        (entry) => entry.kept === undefined && to.includes(entry.type) && means(entry, text),
      );
      if (!found) throw new CloudError("notFound", `${path}: there is no ${to.join(" or ")} ${text}`);
    }
  const keys = (known.encrypted?.keys ?? []).flatMap((path) => stringsAt(inputs, path));
  const reason = cannotEncrypt(keys, known.encrypted?.agent ?? "", making) ?? known.refuse?.(making);
  if (reason !== undefined) throw codeOf(reason);
}

function holds(holder: Entry, entry: Entry): boolean {
  const known = KINDS[holder.type];
  if (known === undefined || holder.kept !== undefined) return false;
  // A channel may be deleted under its alerts where the program says so.
  if (entry.inputs.forceDelete === true) return false;
  return Object.entries(known.refers ?? {}).some(
    ([path, reference]) =>
      reference.holds &&
      reference.to.includes(entry.type) &&
      stringsAt(holder.inputs, path).some((text) => means(entry, text)),
  );
}

/** Whether a subnet's range becomes another one than a larger one around it. */
function shrinks(old: unknown, now: unknown): boolean {
  const [before, after] = [blockOf(String(reveal(old))), blockOf(String(reveal(now)))];
  return !(after.first <= before.first && before.last <= after.last);
}

function kept({ kept }: Entry): string {
  return kept === undefined ? "" : ` (kept: ${kept})`;
}

function codeOf(reason: string): CloudError {
  const [code = "", ...rest] = reason.split(": ");
  return rest.length === 0 ? new CloudError("error", reason) : new CloudError(code, rest.join(": "));
}
