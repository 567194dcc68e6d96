import type { Resource, StackView } from "../resource.js";

/** Resources of a type that refer to this one by a certain input: by another one they may say something else of it. */
export function referringBy(input: string, resource: Resource, type: string, stack: StackView): Resource[] {
  return stack
    .referring(resource, type)
    .filter((other) => stack.referred(other, input, resource.type)?.urn === resource.urn);
}
