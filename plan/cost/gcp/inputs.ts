import { regionOf } from "../../../catalog/gcp/regions.js";
import type { ResourceState } from "../../plan.js";
import { parseUrn } from "../../urn.js";

/** Properties of a resource, or of a part of one. */
export type Inputs = Readonly<Record<string, unknown>>;

/** The value if it is an object; what is left out or unknown has no properties. */
export function part(value: unknown): Inputs {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Inputs) : {};
}

/** The objects of a list; the provider also takes a single one in place of some lists. */
export function parts(value: unknown): readonly Inputs[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => item !== undefined && item !== null).map(part);
}

/** The number, or the text that is one; nothing for what is left out or unknown. */
export function count(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The region that a resource names, itself or by its zone; else the stack's. */
export function regionIn({ region, location, zone }: Inputs, ofStack: string): string {
  const place = text(region) ?? text(location) ?? text(zone) ?? ofStack;
  return /^[a-z]+-[a-z]+\d+-[a-z0-9]+$/.test(place) ? regionOf(place) : place;
}

/** The resources of a type that an input comes from. */
export function sources({ propertyDependencies = {} }: ResourceState, input: string, type: string): string[] {
  return (propertyDependencies[input] ?? []).filter((urn) => parseUrn(urn).type === type);
}
