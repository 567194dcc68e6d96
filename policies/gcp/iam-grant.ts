import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import { opened } from "../../plan/property-path.js";

/** The roles that a resource of IAM gives: one, or those of a policy, each with its `member` or `members`. */
export function grantsOf(inputs: Inputs): readonly Inputs[] {
  return "policyData" in inputs ? listOf(objectOf(opened(inputs.policyData)).bindings) : [inputs];
}

/** Whom a role is given to. */
export function membersOf(grant: Inputs): readonly unknown[] {
  if (!("members" in grant)) return [grant.member];
  return Array.isArray(grant.members) ? grant.members : [];
}

/** Whether somebody is anybody. */
export function isPublic(member: unknown): boolean {
  return member === "allUsers" || member === "allAuthenticatedUsers";
}
