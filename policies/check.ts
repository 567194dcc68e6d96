import { resourcesOf } from "../plan/components.js";
import type { Plan } from "../plan/plan.js";
import { judge } from "./judge.js";
import { resourceOf, stackView, stageOf } from "./resource.js";
import { type Level, looksAt, type Rule, type Severity } from "./rule.js";
import { configureAll, type PackConfig } from "./settings.js";

/** Something that a plan breaks. */
export interface Violation {
  readonly policy: string;
  readonly urn: string;
  readonly level: Exclude<Level, "disabled">;
  readonly severity: Severity;
  readonly message: string;
  readonly remediation: string;
}

/** What the pack says of a plan. Names are those of rules; each rule that is on is counted in one of the lists. */
export interface PolicyFinding {
  readonly violations: readonly Violation[];
  /** What cannot be decided before `up`, which decides it. */
  readonly undecided: readonly { readonly policy: string; readonly urn: string; readonly message: string }[];
  /** What is broken with leave. */
  readonly exempted: readonly {
    readonly policy: string;
    readonly urn: string;
    readonly reason: string;
    readonly expires: string;
  }[];
  /** Rules that hold for all that they look at. */
  readonly passed: readonly string[];
  /** Rules that found nothing to look at. */
  readonly notApplicable: readonly string[];
}

/**
 * Holds a plan against rules.
 *
 * @param config content of a file for `--policy-pack-config`
 * @param today the day, as in `2026-11-26`
 * @throws PolicyConfigError
 */
export function checkPlan(plan: Plan, rules: readonly Rule[], config: PackConfig, today: string): PolicyFinding {
  const stage = stageOf(plan);
  const enforced = [...configureAll(rules, config, stage.environment)].filter(([, { level }]) => level !== "disabled");
  const byType = new Map<string, typeof enforced>();
  const concerning = (type: string) => {
    const known = byType.get(type) ?? enforced.filter(([rule]) => looksAt(rule, type));
    byType.set(type, known);
    return known;
  };
  const stack = stackView(plan);
  const looked = new Set<string>();
  const failed = new Set<string>();
  const violations: Violation[] = [];
  const undecided: { policy: string; urn: string; message: string }[] = [];
  const exempted: { policy: string; urn: string; reason: string; expires: string }[] = [];
  for (const state of resourcesOf(plan)) {
    if (state.external === true) continue;
    const resource = resourceOf(state, stage);
    for (const [rule, configured] of concerning(state.type)) {
      const verdict = judge(rule, resource, configured, today, stack);
      if (verdict === undefined) continue;
      const { name: policy, severity, remediation } = rule;
      const { urn } = state;
      looked.add(policy);
      if (verdict.violations.length > 0 || verdict.undecided || verdict.exemption) failed.add(policy);
      for (const message of verdict.violations)
        violations.push({ policy, urn, level: levelOf(configured.level), severity, message, remediation });
      if (verdict.undecided) undecided.push({ policy, urn, message: verdict.undecided.message });
      if (verdict.exemption) {
        const { reason, expires } = verdict.exemption;
        exempted.push({ policy, urn, reason, expires });
      }
    }
  }
  const names = enforced.map(([{ name }]) => name);
  return {
    violations,
    undecided,
    exempted,
    passed: names.filter((name) => looked.has(name) && !failed.has(name)),
    notApplicable: names.filter((name) => !looked.has(name)),
  };
}

function levelOf(level: Level): Violation["level"] {
  return level === "advisory" ? "advisory" : "mandatory";
}
