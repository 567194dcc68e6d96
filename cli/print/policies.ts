import { styleText } from "node:util";
import { parseUrn } from "../../plan/urn.js";
import type { PolicyFinding, Violation } from "../../policies/check.js";
import type { Rule } from "../../policies/rule.js";
import type { Report } from "./report.js";

/** What the pack says of a plan, in a line. */
export function policyLine({ violations, undecided, exempted, passed }: PolicyFinding): string {
  const broken = policiesOf(violations.filter(({ level }) => level === "mandatory"));
  const advice = policiesOf(violations.filter(({ level }) => level === "advisory"));
  const waiting = policiesOf(undecided);
  const concerned = new Set([...passed, ...[...violations, ...undecided, ...exempted].map(({ policy }) => policy)]);
  return [
    `${concerned.size} rules: ${broken === 0 ? "none broken" : styleText("red", `${broken} broken`)}`,
    ...(waiting === 0 ? [] : [`${waiting} not decided before up`]),
    ...(advice === 0 ? [] : [`${advice} advice`]),
    ...(exempted.length === 0 ? [] : [`${exempted.length} exempt`]),
  ].join(", ");
}

function policiesOf(entries: readonly { readonly policy: string }[]): number {
  return new Set(entries.map(({ policy }) => policy)).size;
}

/** What a plan breaks: a line for each resource. */
export function brokenPolicies(violations: readonly Violation[]): Report {
  if (violations.length === 0) return [];
  const rows = [...violations]
    .sort((a, b) => b.level.localeCompare(a.level)) // mandatory first
    .map(({ policy, urn, level, message }) => [parseUrn(urn).name, level, policy, message]);
  return [{ table: { head: ["resource", "level", "policy", "what breaks it"], rows } }];
}

/** The whole verdict on a plan. */
export function policiesReport(finding: PolicyFinding): Report {
  const { violations, undecided, exempted, passed, notApplicable } = finding;
  const remedies = new Map(violations.map(({ policy, remediation }) => [policy, remediation]));
  return [
    { text: policyLine(finding) },
    ...brokenPolicies(violations),
    ...part("What to do", ["policy", "remediation"], [...remedies]),
    ...part(
      "Not decided before up",
      ["resource", "policy", "why"],
      undecided.map(({ policy, urn, message }) => [parseUrn(urn).name, policy, message.replace("not decided: ", "")]),
    ),
    ...part(
      "Exempt",
      ["resource", "policy", "until", "why"],
      exempted.map(({ policy, urn, reason, expires }) => [parseUrn(urn).name, policy, expires, reason]),
    ),
    ...names("Passed", passed),
    ...names("Nothing to look at", notApplicable),
  ];
}

function part(heading: string, head: readonly string[], rows: readonly (readonly string[])[]): Report {
  return rows.length === 0 ? [] : [{ heading }, { table: { head, rows } }];
}

/** Names of policies, side by side. */
function names(heading: string, policies: readonly string[]): Report {
  if (policies.length === 0) return [];
  return [{ heading }, { table: { head: ["policies"], plain: true, rows: [[policies.join(", ")]] } }];
}

/** The rules of the pack. */
export function rulesReport(rules: readonly Rule[]): Report {
  return [
    {
      table: {
        head: ["policy", "severity", "level", "what holds"],
        rows: rules.map(({ name, severity, level, description }) => [name, severity, level, description]),
      },
    },
    { text: "docs/policies.md has their settings, controls and remedies." },
  ];
}
