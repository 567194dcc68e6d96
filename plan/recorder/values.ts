import { SECRET, UNKNOWN } from "../plan.js";
import { printedArchive, printedAsset } from "./assets.js";
import { KIND, KINDS, type Properties } from "./wire.js";

/** A value on its way to the engine, as a plan prints it: the same object where nothing in it is special. */
export function printed(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return printedList(value);
  const properties = value as Properties;
  switch (properties[KIND]) {
    case undefined:
      return printedProperties(properties);
    case KINDS.secret:
      return SECRET;
    case KINDS.asset:
      return printedAsset(properties);
    case KINDS.archive:
      return printedArchive(properties);
    case KINDS.resource: {
      const { id } = properties;
      const reference = {
        [KIND]: KINDS.resource,
        urn: properties.urn,
        packageVersion: properties.packageVersion ?? "",
      };
      return id === undefined ? reference : { ...reference, id: id === UNKNOWN ? "" : id };
    }
    default:
      return properties;
  }
}

function printedList(list: readonly unknown[]): readonly unknown[] {
  const printedElements = list.map(printed);
  return printedElements.every((element, index) => element === list[index]) ? list : printedElements;
}

export function printedProperties(properties: Properties): Properties {
  let changed: Record<string, unknown> | undefined;
  for (const key in properties) {
    const value = printed(properties[key]);
    if (value === properties[key]) continue;
    changed ??= { ...properties };
    changed[key] = value;
  }
  return changed ?? properties;
}

/** Whether a value on its way to the engine is or holds an unknown. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}
