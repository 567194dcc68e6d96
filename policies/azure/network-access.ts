import { type Inputs, listOf, objectOf, textOf } from "../../plan/inputs.js";
import { isOneOf } from "./words.js";

/** Whether a service takes no request from the internet. In a network security perimeter it takes those that its rules name. */
export function isClosed({ publicNetworkAccess }: Inputs): boolean {
  return isOneOf(publicNetworkAccess, "Disabled", "SecuredByPerimeter");
}

/**
 * Whether a service's firewall lets in only who is named, and does not name everybody.
 *
 * @param rules what the service calls `networkAcls` or `networkRuleSet`
 */
export function isFirewalled(rules: unknown): boolean {
  const { defaultAction, ipRules } = objectOf(rules);
  return (
    isOneOf(defaultAction, "Deny") &&
    !listOf(ipRules).some(({ value, iPAddressOrRange }) => textOf(value ?? iPAddressOrRange)?.endsWith("/0"))
  );
}
