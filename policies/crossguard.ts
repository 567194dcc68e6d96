import type {
  PolicyConfigSchema,
  PolicyResource,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import * as z from "zod";
import { resourcesOf } from "../plan/components.js";
import type { Inputs } from "../plan/inputs.js";
import { type Plan, type ResourceState, UNKNOWN } from "../plan/plan.js";
import { judge, type Verdict } from "./judge.js";
import { environmentOf, resourceOf, stackView, stageOf } from "./resource.js";
import { type Level, looksAt, type Rule } from "./rule.js";
import { type Configured, configure, PolicyConfigError, type Settings, schemaOf } from "./settings.js";

type Config = NonNullable<Plan["config"]>;

/** Inputs of the resources that the engine has shown, by URN: a stack's validation gets outputs. */
const shown = new Map<string, Inputs>();

/**
 * A rule as a policy of the engine.
 *
 * @param configOf gives the configuration of the stack that is being held against the pack, by full key
 */
export function policyOf(rule: Rule, configOf: () => Config): ResourceValidationPolicy | StackValidationPolicy {
  const { name, description, severity, level, controls, remediation, url } = rule;
  const [{ framework, version, id, url: specification }] = controls;
  const described = {
    name,
    description,
    severity,
    enforcementLevel: level,
    framework: { name: framework, version, reference: id, specification },
    tags: controls.map((control) => `${control.framework}: ${control.id}`),
    remediationSteps: remediation,
    url,
    configSchema: configSchemaOf(rule),
  };
  const configuredBy = configuring(rule, configOf);
  if (rule.scope === "stack") {
    return {
      ...described,
      validateStack: ({ resources, getConfig }, report) => {
        const configured = configuredBy(getConfig, report);
        if (configured === undefined) return;
        const plan = planOf(resources, configOf());
        const stack = stackView(plan);
        for (const state of resourcesOf(plan)) {
          if (!looksAt(rule, state.type)) continue;
          const verdict = judge(rule, resourceOf(state, stageOf(plan)), configured, today(), stack);
          if (verdict) tell(rule, verdict, configured.level, report, state.urn);
        }
      },
    };
  }
  return {
    ...described,
    validateResource: ({ urn, type, props, getConfig, notApplicable }, report) => {
      let inputs = shown.get(urn);
      if (inputs === undefined) {
        inputs = plain(props) as Inputs;
        shown.set(urn, inputs);
      }
      if (!looksAt(rule, type)) notApplicable();
      const configured = configuredBy(getConfig, report);
      if (configured === undefined) return;
      const resource = resourceOf({ urn, type, custom: true, inputs }, stageOf({ config: configOf() }));
      const verdict = judge(rule, resource, configured, today());
      if (verdict) tell(rule, verdict, configured.level, report, urn);
    },
  };
}

/** Reads a rule's configuration once; a wrong one is told as what stops the deployment, not as a crash of the pack. */
function configuring(
  rule: Rule,
  configOf: () => Config,
): (getConfig: () => Settings, report: ReportViolation) => Configured | undefined {
  let configured: Configured | "wrong" | undefined;
  return (getConfig, report) => {
    if (configured === undefined)
      try {
        configured = configure(rule, getConfig(), environmentOf({ config: configOf() }));
      } catch (error) {
        if (!(error instanceof PolicyConfigError)) throw error;
        configured = "wrong";
        say(report, { message: `--policy-pack-config: ${error.message}`, enforcementLevel: "mandatory" });
      }
    return configured === "wrong" ? undefined : configured;
  };
}

/** Reports what has a level of its own; the typings have texts only. */
function say(report: ReportViolation, violation: { message: string; urn?: string; enforcementLevel?: Level }): void {
  (report as unknown as (told: typeof violation) => void)(violation);
}

/**
 * What the engine prints of a verdict. What is not decided, or exempt, is told and stops nothing.
 *
 * @param level of this environment; without one the engine's own configuration says
 */
function tell(rule: Rule, verdict: Verdict, level: Level | undefined, report: ReportViolation, urn: string): void {
  if (level === "disabled") return;
  const { violations, undecided, exemption } = verdict;
  for (const message of violations)
    say(report, { message: `${rule.description}\n${message}. ${rule.remediation}`, urn, enforcementLevel: level });
  if (undecided) say(report, { message: undecided.message, urn, enforcementLevel: "advisory" });
  if (exemption)
    say(report, {
      message: `exempt until ${exemption.expires}: ${exemption.reason}`,
      urn,
      enforcementLevel: "advisory",
    });
}

function configSchemaOf(rule: Rule): PolicyConfigSchema {
  const { properties = {} } = z.toJSONSchema(schemaOf(rule), { io: "input", unrepresentable: "any" });
  return { properties } as unknown as PolicyConfigSchema;
}

/** The resources of a stack's validation as a plan, so that rules and findings read one shape. */
function planOf(resources: readonly PolicyResource[], config: Config): Plan {
  const steps = resources.map((resource) => {
    const { urn, type, parent, provider, dependencies, propertyDependencies } = resource;
    const newState: ResourceState = {
      urn,
      type,
      custom: provider !== undefined || type.startsWith("pulumi:providers:"),
      inputs: shown.get(urn) ?? (plain(resource.props) as Inputs),
      parent: parent?.urn,
      provider: provider && `${provider.urn}::`, // its id is not told
      dependencies: dependencies.map((dependency) => dependency.urn),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, of]) => [key, of.map((dependency) => dependency.urn)]),
      ),
    };
    return { op: "same", urn, newState } as const;
  });
  return { config, steps };
}

/** The value behind the SDK's proxies; what is unknown, and throws when read, as a plan writes it. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => read(value, index));
  return Object.fromEntries(Object.keys(value).map((key) => [key, read(value, key)]));
}

function read(holder: object, key: string | number): unknown {
  let value: unknown;
  try {
    value = Reflect.get(holder, key);
  } catch {
    return UNKNOWN; // the SDK exports its error for tests only
  }
  return plain(value);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
