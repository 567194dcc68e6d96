import type * as z from "zod";
import type { Control } from "./control.js";
import type { Environment, Resource, StackView } from "./resource.js";

/** How bad it is to break a rule. */
export type Severity = "low" | "medium" | "high" | "critical";

/** What breaking a rule does: `mandatory` stops a deployment, `advisory` tells. */
export type Level = "advisory" | "mandatory" | "disabled";

/** What a resource breaks, a message each; none: it keeps to the rule. A message holds no value that may be a secret. */
export type Violations = Iterable<string>;

/** What a check says; `undefined` where it has nothing to hold a resource against, such as a list that nobody has set. */
export type Said = Violations | undefined;

interface Described<Shape extends z.ZodRawShape> {
  /** Name, frozen once released: the cloud, the noun, what holds. `aws-notebook-no-root`. */
  readonly name: string;
  /** What holds, in one sentence. */
  readonly description: string;
  /** The cloud whose resources it looks at. */
  readonly cloud: "aws" | "gcp" | "azure" | "all";
  /** The environment that it is for; in the other it has nothing to say. @default both */
  readonly environment?: Environment;
  readonly severity: Severity;
  /** Level where no configuration sets another. */
  readonly level: Exclude<Level, "disabled">;
  /** Controls of public frameworks that it serves, the closest first. */
  readonly controls: readonly [Control, ...Control[]];
  /** What to do about a violation: which argument to set to what. */
  readonly remediation: string;
  /** Where the cloud or the framework explains it. */
  readonly url: string;
  /** What can be set, every key with a default. Absent: nothing. */
  readonly settings?: z.ZodObject<Shape>;
}

/** A rule that looks at one resource; in `up` it stops a resource before it is made. */
export interface ResourceRule<Shape extends z.ZodRawShape> extends Described<Shape> {
  readonly scope: "resource";
  /** By resource type: what a resource of it breaks on a day, as in `2026-11-26`. */
  readonly checks: Readonly<Record<string, (resource: Resource, settings: SettingsOf<Shape>, today: string) => Said>>;
}

/** A rule that looks at a resource and at those around it; the engine runs it when all are made, or previewed. */
export interface StackRule<Shape extends z.ZodRawShape> extends Described<Shape> {
  readonly scope: "stack";
  /** By resource type, or {@link ANY_TYPE}: what a resource of it breaks. */
  readonly checks: Readonly<
    Record<string, (resource: Resource, settings: SettingsOf<Shape>, stack: StackView) => Said>
  >;
}

/** Settings as the checks of a rule get them. */
export type SettingsOf<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;

/** A rule of the pack, whatever its settings. */
export type Rule = ResourceRule<z.ZodRawShape> | StackRule<z.ZodRawShape>;

/** Stands among the checks of a rule for every type that they do not name. */
export const ANY_TYPE = "*";

/** Whether a rule looks at resources of a type. */
export function looksAt({ checks }: Rule, type: string): boolean {
  return Object.hasOwn(checks, type) || Object.hasOwn(checks, ANY_TYPE);
}

/** Declares a rule; its checks get what its own schema makes of the configuration. */
export function rule<Shape extends z.ZodRawShape>(declared: ResourceRule<Shape> | StackRule<Shape>): Rule {
  return declared as unknown as Rule; // only what the schema of the same rule has read reaches its checks
}
