import { type Inputs, objectOf, textOf } from "../plan/inputs.js";
import { formatPath, opened, type Path } from "../plan/property-path.js";
import type { Resource } from "./resource.js";
import type { Said, Violations } from "./rule.js";
import { ofEach } from "./undecided.js";

/**
 * Where in resources something stands: paths by resource type, or by CloudFormation type for what Cloud Control makes.
 * In a path `[]` stands for each item of a list, `{}` for each value of a map, `#` for what a text holds as JSON:
 * `containerDefinitions#[].image`.
 */
export type Places = Readonly<Record<string, readonly string[]>>;

/** What a value at a place breaks; `at` is its path, for messages. */
export type PlaceCheck<Settings> = (
  value: unknown,
  at: string,
  settings: Settings,
  today: string,
  resource: Resource,
) => Violations;

const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";

/**
 * The checks of a rule that looks at each value of places. What is left out is no value.
 *
 * @param when settings with which it looks at all
 */
export function checksAt<Settings>(
  places: Places,
  check: PlaceCheck<Settings>,
  when: (settings: Settings) => boolean = () => true,
): Readonly<Record<string, (resource: Resource, settings: Settings, today: string) => Said>> {
  const checks = (resource: Resource, settings: Settings, today: string) =>
    when(settings)
      ? ofEachAt(resource.inputs, placesOf(places, resource), (value, at) =>
          check(value, at, settings, today, resource),
        )
      : undefined;
  const types = Object.keys(places).map((type) => (type.startsWith("AWS::") ? CLOUD_CONTROL : type));
  return Object.fromEntries(types.map((type) => [type, checks]));
}

function placesOf(places: Places, { type, inputs }: Resource): readonly string[] {
  if (type !== CLOUD_CONTROL) return places[type] ?? [];
  const made = textOf(inputs.typeName) ?? "";
  return Object.hasOwn(places, made) ? (places[made] ?? []).map((path) => `desiredState#.${path}`) : [];
}

/** What each value at paths breaks. One that cannot be decided hides nothing of the others. */
export function ofEachAt(
  inputs: Inputs,
  paths: readonly string[],
  check: (value: unknown, at: string) => Violations,
): Generator<string> {
  return ofEach(paths, (path) => below(inputs, path.match(/\[\]|\{\}|#|[^.#[\]{}]+/g) ?? [], [], check));
}

function* below(
  holder: unknown,
  [step, ...steps]: readonly string[],
  at: Path,
  check: (value: unknown, at: string) => Violations,
): Generator<string> {
  if (holder === undefined || holder === null) return;
  if (step === undefined) yield* check(holder, formatPath(at));
  else if (step === "#") yield* below(opened(holder), steps, at, check);
  else if (step === "[]")
    yield* ofEach(Array.isArray(holder) ? holder : [], (item, index) => below(item, steps, [...at, index], check));
  else if (step === "{}")
    yield* ofEach(Object.keys(objectOf(holder)), (key) => below(objectOf(holder)[key], steps, [...at, key], check));
  else yield* below(objectOf(holder)[step], steps, [...at, step], check);
}
