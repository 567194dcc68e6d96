import { type Inputs, objectOf, scalarOf } from "../../plan/inputs.js";
import { opened } from "../../plan/property-path.js";
import type { Resource } from "../resource.js";

/** Any resource of CloudFormation; what it is to be stands in a JSON text, known or unknown as a whole. */
export const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";

/**
 * What a resource of Cloud Control is to be, its properties named as those of the provider's own resources are:
 * `KmsKeyId` is `kmsKeyId`. Nothing where it is of another type.
 */
export function desiredState({ inputs }: Resource, ...typeNames: readonly string[]): Inputs | undefined {
  if (!typeNames.includes(scalarOf(inputs.typeName))) return undefined;
  return objectOf(camelCased(opened(inputs.desiredState)));
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, camelCased(inner)]),
  );
}
