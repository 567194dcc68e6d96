import { type Accelerator, acceleratorAliases, accelerators, acceleratorsNamed } from "../catalog/accelerators.js";
import { didYouMean, SizingError } from "./error.js";
import type { MachineType } from "./placement.js";

/** Throws unless the region is one of those that a cloud's tables cover. */
export function checkRegion(region: string, covered: readonly string[]): void {
  if (covered.includes(region)) return;
  throw new SizingError(
    `region ${JSON.stringify(region)} is not in the catalog: it covers ${covered.join(", ")}` +
      didYouMean(region, covered),
  );
}

/**
 * The accelerators that the names of `accelerator:` stand for, in the order of preference, each once.
 * An alias such as `A100` stands for several: the smallest comes first.
 *
 * @throws SizingError for an empty list or a name that the catalog does not know.
 */
export function preferredAccelerators(names: readonly string[]): readonly Accelerator[] {
  const known = [...accelerators.map(({ name }) => name), ...Object.keys(acceleratorAliases)];
  if (names.length === 0) throw new SizingError(`accelerator must name at least one of ${known.join(", ")}`);
  for (const name of names)
    if (acceleratorsNamed(name).length === 0)
      throw new SizingError(
        `accelerator ${JSON.stringify(name)} is not known: it must be one of ${known.join(", ")}${didYouMean(name, known)}`,
      );
  return [...new Set(names.flatMap(acceleratorsNamed))];
}

/** What these types have, for an error: `T4 (1 or 4 a machine), L4 (1, 4 or 8 a machine)`. */
export function offer(types: readonly MachineType[]): string {
  const names = [...new Set(types.map(({ accelerator }) => accelerator))];
  return names.map((name) => `${name} (${countsOf(types, name)} a machine)`).join(", ");
}

/** How many of an accelerator a machine of these types has, for a text: `1, 4 or 8`. */
export function countsOf(types: readonly MachineType[], accelerator: string): string {
  const counts = new Set(types.filter((type) => type.accelerator === accelerator).map(({ count }) => count));
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted.length < 2 ? sorted.join() : `${sorted.slice(0, -1).join(", ")} or ${sorted.at(-1)}`;
}
