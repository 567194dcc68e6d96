import type { Resource, StackView } from "./resource.js";
import { ANY_TYPE, looksAt, type Rule, type Said } from "./rule.js";
import type { Configured, Exemption, Settings } from "./settings.js";
import { Undecided } from "./undecided.js";

/** What a rule says of a resource that it looks at. */
export interface Verdict {
  /** What the resource breaks; empty where it keeps to the rule, or is exempt. */
  readonly violations: readonly string[];
  /** The property without which the rest is not decided. */
  readonly undecided?: Undecided;
  /** The exemption that covers what the resource breaks. */
  readonly exemption?: Exemption;
}

/**
 * What `rule` says of `resource`; nothing where it does not look at such resources.
 *
 * @param today the day, as in `2026-11-26`: exemptions that ended before it are violations
 */
export function judge(
  rule: Rule,
  resource: Resource,
  { settings, exemptions }: Configured,
  today: string,
  stack?: StackView,
): Verdict | undefined {
  const isElsewhere = rule.environment !== undefined && rule.environment !== resource.environment;
  if (isElsewhere || !looksAt(rule, resource.type)) return undefined;
  const { violations, undecided } = look(rule, resource, settings, today, stack) ?? {};
  if (violations === undefined) return undefined;
  const exemption = exemptions.find(({ resource: named }) => named === resource.name || named === resource.urn);
  if (exemption === undefined) return { violations, undecided };
  const { reason, expires } = exemption;
  if (expires < today)
    return { violations: [...violations, `its exemption (${reason}) ended on ${expires}`], undecided };
  return { violations: [], exemption: violations.length > 0 || undecided !== undefined ? exemption : undefined };
}

function look(
  rule: Rule,
  resource: Resource,
  settings: Settings,
  today: string,
  stack: StackView | undefined,
): Pick<Verdict, "violations" | "undecided"> | undefined {
  const violations: string[] = [];
  try {
    const found = check(rule, resource, settings, today, stack);
    if (found === undefined) return undefined;
    for (const violation of found) violations.push(violation);
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return { violations, undecided: error };
  }
  return { violations };
}

function check(
  { scope, checks }: Rule,
  resource: Resource,
  settings: Settings,
  today: string,
  stack: StackView | undefined,
): Said {
  const type = Object.hasOwn(checks, resource.type) ? resource.type : ANY_TYPE;
  if (scope === "resource") return checks[type]?.(resource, settings, today);
  return stack && checks[type]?.(resource, settings, stack);
}
