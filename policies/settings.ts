import { closest } from "fastest-levenshtein";
import * as z from "zod";
import type { Environment } from "./resource.js";
import type { Level, Rule } from "./rule.js";

/** A resource that may break a rule until a day. */
export interface Exemption {
  /** Name or URN of the resource. */
  readonly resource: string;
  /** Why it may. */
  readonly reason: string;
  /** Last day of it: `2027-03-31`. From the next day on it is a violation by itself. */
  readonly expires: string;
}

/** Settings of a rule after its schema has read them. */
export type Settings = Readonly<Record<string, unknown>>;

/** How a rule is set for an environment. */
export interface Configured {
  /** Level of this environment alone, where the configuration has one. */
  readonly level?: Level;
  readonly settings: Settings;
  readonly exemptions: readonly Exemption[];
}

/** The content of a file for `--policy-pack-config`, by the names of rules; `all` sets the level of those not named. */
export type PackConfig = Readonly<Record<string, unknown>>;

/** A configuration of the pack that cannot be used. */
export class PolicyConfigError extends Error {
  override readonly name = "PolicyConfigError";
}

const level = z.enum(["advisory", "mandatory", "disabled"]);

const exemption = z.strictObject({
  resource: z.string().min(1).describe("Name or URN of the resource."),
  reason: z.string().min(1).describe("Why it may break the rule."),
  expires: z.iso.date().describe("Last day of the exemption, such as 2027-03-31; then it is a violation."),
});

/** Everything that a rule's part of the configuration may hold beside its level. */
export function schemaOf({ settings }: Rule): z.ZodObject {
  const own = settings ?? z.object({});
  const overrides = z.strictObject({ ...own.partial().shape, enforcementLevel: level.optional() });
  return z.strictObject({
    ...own.shape,
    exemptions: z.array(exemption).optional().describe("Resources that may break this rule, each until a day."),
    environments: z
      .strictObject({ dev: overrides.optional(), prod: overrides.optional() })
      .optional()
      .describe("Settings and level that differ by the stack's ai-stack:environment."),
  });
}

/** A rule's part of the configuration, once its schema has found it good. */
interface Part {
  readonly exemptions?: readonly Exemption[];
  readonly environments?: Partial<Record<Environment, Settings & { readonly enforcementLevel?: Level }>>;
}

/**
 * Reads the part of the configuration that is for a rule.
 *
 * @param given what stands under the rule's name, without a level of its own
 * @throws PolicyConfigError that names each wrong setting
 */
export function configure(rule: Rule, given: Settings, environment: Environment): Configured {
  // A preview configures every rule, and hardly one is given anything: most of the time would go into their schemas.
  if (Object.keys(given).length === 0) return { settings: rule.settings?.parse({}) ?? {}, exemptions: [] };
  const parsed = schemaOf(rule).safeParse(given);
  if (!parsed.success)
    throw new PolicyConfigError(
      parsed.error.issues.map(({ path, message }) => `${[rule.name, ...path].join(".")}: ${message}`).join("\n"),
    );
  const { exemptions = [], environments, ...base } = given as Part & Settings;
  const { enforcementLevel: level, ...own } = environments?.[environment] ?? {};
  return { level, settings: rule.settings?.parse({ ...base, ...own }) ?? {}, exemptions };
}

/**
 * Reads a whole file for `--policy-pack-config`.
 *
 * @throws PolicyConfigError that names each rule that the pack does not have and each wrong setting
 */
export function configureAll(
  rules: readonly Rule[],
  config: PackConfig,
  environment: Environment,
): ReadonlyMap<Rule, Configured & { readonly level: Level }> {
  const names = rules.map(({ name }) => name);
  const strangers = Object.keys(config).filter((key) => key !== "all" && !names.includes(key));
  if (strangers.length > 0)
    throw new PolicyConfigError(
      strangers
        .map((key) => `there is no policy ${JSON.stringify(key)}; did you mean ${closest(key, names)}?`)
        .join("\n"),
    );
  const all = config.all === undefined ? undefined : levelOf("all", config.all);
  return new Map(
    rules.map((rule) => {
      const { enforcementLevel, ...own } = partOf(config[rule.name]);
      const set = enforcementLevel === undefined ? all : levelOf(`${rule.name}.enforcementLevel`, enforcementLevel);
      const outer = set ?? rule.level;
      const configured = configure(rule, own, environment);
      // The engine does not run a policy that is off, whatever its environments say.
      return [rule, { ...configured, level: outer === "disabled" ? outer : (configured.level ?? outer) }];
    }),
  );
}

/** A rule's part of the file: settings, or its level alone. */
function partOf(given: unknown): Settings {
  return typeof given === "string" ? { enforcementLevel: given } : ((given ?? {}) as Settings);
}

function levelOf(path: string, value: unknown): Level {
  const parsed = level.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PolicyConfigError(`${path}: ${JSON.stringify(value)} is no level; use ${level.options.join(", ")}`);
}
