import { createHash } from "node:crypto";
import type { Log, ReportingDescriptor, Result } from "sarif";
import manifest from "../../package.json" with { type: "json" };
import { partsOf } from "../../plan/components.js";
import type { Plan } from "../../plan/plan.js";
import { parseUrn } from "../../plan/urn.js";
import type { PolicyFinding } from "../../policies/check.js";
import type { Rule, Severity } from "../../policies/rule.js";

/** Where code scanning draws the lines between severities. */
const SCORE: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "3.0" };

/** A file that results point into. */
export interface Source {
  /** From the root of the repository: `stacks/Pulumi.aws-dev.yaml`. */
  readonly uri: string;
  readonly text: string;
}

/**
 * A verdict as SARIF 2.1.0, for code scanning. A result points at the line of the stack's file that declares the part of
 * the stack in which the resource is.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(finding: PolicyFinding, rules: readonly Rule[], plan: Plan, source: Source): Log {
  const index = new Map(rules.map(({ name }, position) => [name, position]));
  const partOf = new Map(
    partsOf(plan).flatMap(({ name, state, resources }) => [state, ...resources].map(({ urn }) => [urn, name] as const)),
  );
  const result = (
    policy: string,
    urn: string,
    rest: Pick<Result, "level" | "kind" | "message" | "suppressions">,
  ): Result => ({
    ruleId: policy,
    ruleIndex: index.get(policy),
    ...rest,
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: source.uri, uriBaseId: "%SRCROOT%" },
          region: { startLine: lineOf(source.text, partOf.get(urn)) },
        },
        logicalLocations: [{ name: parseUrn(urn).name, fullyQualifiedName: urn, kind: "resource" }],
      },
    ],
    partialFingerprints: {
      "policyAndResource/v1": createHash("sha256").update(`${policy}\n${urn}\n${rest.message.text}`).digest("hex"),
    },
  });
  return {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        tool: { driver: { name: manifest.name, version: manifest.version, rules: rules.map(descriptor) } },
        results: [
          ...finding.violations.map(({ policy, urn, level, message, remediation }) =>
            result(policy, urn, {
              level: level === "mandatory" ? "error" : "warning",
              message: { text: `${parseUrn(urn).name}: ${message}. ${remediation}` },
            }),
          ),
          ...finding.undecided.map(({ policy, urn, message }) =>
            result(policy, urn, {
              kind: "open",
              level: "none",
              message: { text: `${parseUrn(urn).name}: ${message}` },
            }),
          ),
          ...finding.exempted.map(({ policy, urn, reason, expires }) =>
            result(policy, urn, {
              level: "note",
              message: { text: `${parseUrn(urn).name}: exempt until ${expires}` },
              suppressions: [{ kind: "external", status: "accepted", justification: reason }],
            }),
          ),
        ],
      },
    ],
  };
}

function descriptor({ name, description, severity, level, controls, remediation, url }: Rule): ReportingDescriptor {
  return {
    id: name,
    shortDescription: { text: description },
    help: { text: remediation },
    helpUri: url,
    defaultConfiguration: { level: level === "mandatory" ? "error" : "warning" },
    properties: {
      "security-severity": SCORE[severity],
      tags: ["security", ...controls.map(({ framework, id }) => `${framework}: ${id}`)],
    },
  };
}

/** The line that declares a part, as in `chat:` or `ai-stack:network:`; the first where there is none. */
function lineOf(text: string, part: string | undefined): number {
  const found = text.split("\n").findIndex((line) => part !== undefined && keyOf(line) === part);
  return found < 0 ? 1 : found + 1;
}

function keyOf(line: string): string | undefined {
  return /^\s*(?:"|')?(?:[\w-]+:)?([\w.-]+)(?:"|')?\s*:(?:\s|$)/.exec(line)?.[1];
}
