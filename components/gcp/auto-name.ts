import { checkMatch } from "../shared/check.js";

/** Longest name of a Compute Engine object, and of most others. @see https://www.rfc-editor.org/rfc/rfc1035 */
const MAX_CHARS = 63;

/** Pulumi makes a name of the resource's own, a hyphen and seven random characters. */
const RANDOM_CHARS = 8;

/**
 * Throws unless the names that objects of a component get are legal: up to 63 lower-case letters, digits and hyphens
 * that begin with a letter.
 *
 * @param name the component's name
 * @param longestRole the longest ending that a child's name gets, with its hyphen: `-allow-https`
 */
export function checkAutoName(name: string, longestRole = ""): void {
  const max = MAX_CHARS - RANDOM_CHARS - longestRole.length;
  const shape = `up to ${max} lower-case letters, digits and hyphens, the first a letter`;
  checkMatch("name", name, new RegExp(`^[a-z][a-z0-9-]{0,${max - 1}}$`), shape);
}
