import type { Inputs } from "../plan/inputs.js";
import { SECRET, UNKNOWN } from "../plan/plan.js";

/** Why a rule cannot decide on a resource yet. */
export class Undecided extends Error {
  override readonly name = "Undecided";

  constructor(
    /** The property that it needs: `containers[0].image`. */
    readonly property: string,
    readonly reason: "unknown" | "secret",
  ) {
    super(
      reason === "unknown"
        ? `not decided: ${property} unknown until \`up\``
        : `not decided: ${property} is a secret, which \`up\` reads`,
    );
  }
}

/**
 * Inputs that throw {@link Undecided} where a value is read that the plan does not know or keeps secret. Whether a property
 * is there (`"key" in inputs`, `Object.keys`) can be asked without reading it.
 */
export function decidable(inputs: Inputs): Inputs {
  return guard(inputs, "") as Inputs;
}

function guard(target: object, path: string): object {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      if (typeof key === "symbol" || typeof value === "function") return value;
      if (typeof value === "object" && value !== null) return guard(value, pathTo(object, path, key));
      if (value === UNKNOWN) throw new Undecided(pathTo(object, path, key), "unknown");
      if (value === SECRET) throw new Undecided(pathTo(object, path, key), "secret");
      return value;
    },
  });
}

function pathTo(object: object, path: string, key: string): string {
  if (Array.isArray(object)) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

/**
 * What each item of a list breaks. One that cannot be decided hides nothing of the others: it is thrown when all have been
 * looked at.
 */
export function* ofEach<Item>(
  list: readonly Item[],
  check: (item: Item, index: number) => Iterable<string>,
): Generator<string> {
  let undecided: Undecided | undefined;
  for (let index = 0; index < list.length; index++)
    try {
      yield* check(list[index] as Item, index);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      undecided ??= error;
    }
  if (undecided !== undefined) throw undecided;
}
