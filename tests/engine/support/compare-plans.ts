import { isDeepStrictEqual } from "node:util";
import type { Plan } from "../../../plan/plan.js";

/** Fields that say where in a source file a resource was made; they depend on how the program was loaded. */
const POSITIONS = new Set(["sourcePosition", "stackTrace"]);
/** Fields whose elements the engine keeps in no order. */
const SETS = new Set(["dependencies", "propertyDependencies"]);

type Fields = Readonly<Record<string, unknown>>;

/**
 * What differs between two documents of `pulumi preview --json`, one line a field, empty when they say the same. Source
 * positions, durations and the engine's remarks on its plugins are left out. Steps are matched by URN: the engine works
 * on many resources at a time, so their order differs from run to run.
 */
export function differences(a: Plan, b: Plan): string[] {
  const [left, right] = [stepsByUrn(a), stepsByUrn(b)];
  return [
    ...compare("config", a.config, b.config),
    ...[...new Set([...left.keys(), ...right.keys()])].flatMap((urn) => compare(urn, left.get(urn), right.get(urn))),
    ...compare("diagnostics", diagnosticsOf(a), diagnosticsOf(b)),
    ...compare("changeSummary", a.changeSummary, b.changeSummary),
  ];
}

function stepsByUrn({ steps = [] }: Plan): Map<string, unknown> {
  const byUrn = new Map<string, unknown>();
  for (const step of steps) {
    let key: string = step.urn;
    for (let again = 2; byUrn.has(key); again++) key = `${step.urn} (${again})`;
    byUrn.set(key, step);
  }
  return byUrn;
}

function diagnosticsOf({ diagnostics = [] }: Plan): unknown {
  const own = diagnostics.filter(({ message }) => !/^warning: using pulumi-\S+ from \$PATH/.test(message));
  return own.map((diagnostic) => JSON.stringify(diagnostic)).sort();
}

function compare(path: string, a: unknown, b: unknown): string[] {
  if (isDeepStrictEqual(a, b)) return [];
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.flatMap((element, index) => compare(`${path}[${index}]`, element, b[index]));
  if (isFields(a) && isFields(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])]
      .filter((field) => !POSITIONS.has(field))
      .flatMap((field) =>
        SETS.has(field)
          ? compare(`${path}.${field}`, sorted(a[field]), sorted(b[field]))
          : compare(`${path}.${field}`, a[field], b[field]),
      );
  return [`${path}: ${JSON.stringify(a)} / ${JSON.stringify(b)}`];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value with its lists of URNs in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].sort();
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, urns]) => [key, sorted(urns)]));
}
