import { byType, componentAbove, resourcesOf } from "../plan/components.js";
import { costOf } from "../plan/cost/cost.js";
import { type Inputs, referred, referring } from "../plan/inputs.js";
import type { Plan, ResourceState } from "../plan/plan.js";
import { parseUrn } from "../plan/urn.js";
import { decidable } from "./undecided.js";

/** Where a stack runs; our own stacks say it in `ai-stack:environment`, as can any other. */
export type Environment = "dev" | "prod";

/** A resource as a rule sees it. */
export interface Resource {
  readonly urn: string;
  readonly name: string;
  readonly type: string;
  /** Its input properties; reading one that is unknown or secret ends the check, which is then not decided. */
  readonly inputs: Inputs;
  readonly environment: Environment;
  /** Whether what it holds has to outlive a `destroy`: in prod, until `ai-stack:teardown` lets it go. */
  readonly kept: boolean;
}

/** What surrounds a resource. */
export interface StackView {
  /** Resources of a type. */
  readonly all: (type: string) => readonly Resource[];
  /** Resources of a type with an input that refers to this one. */
  readonly referring: (resource: Resource, type: string) => readonly Resource[];
  /** The resource of one of the types that an input refers to. */
  readonly referred: (resource: Resource, input: string, ...types: readonly string[]) => Resource | undefined;
  /** The nearest component of ours above a resource. */
  readonly componentAbove: (resource: Resource) => Resource | undefined;
  /** The stack's configuration, by full key. */
  readonly config: Readonly<Record<string, string>>;
  /** The provider of a resource where the program made it; nothing for a default one, which {@link config} sets. */
  readonly providerOf: (resource: Resource) => Resource | undefined;
  /** US dollars a month at full scale, and whether all is priced. */
  readonly fullCost: () => { readonly usd: number; readonly unpriced: number };
}

/** What the settings call the environment: `dev` where they say nothing. */
export function environmentOf({ config = {} }: Plan): Environment {
  return config["ai-stack:environment"] === "prod" ? "prod" : "dev";
}

/** What rules know of the stack that a resource is in. */
export type Stage = Pick<Resource, "environment" | "kept">;

/** What the configuration of a stack says of all its resources. */
export function stageOf(plan: Plan): Stage {
  const environment = environmentOf(plan);
  return { environment, kept: environment === "prod" && plan.config?.["ai-stack:teardown"] !== "true" };
}

/** A state of a plan as rules see it. */
export function resourceOf({ urn, type, inputs = {} }: ResourceState, { environment, kept }: Stage): Resource {
  return { urn, name: parseUrn(urn).name, type, inputs: decidable(inputs), environment, kept };
}

/** The stack of a plan, by resource. Anything is worked out when a rule first asks for it. */
export function stackView(plan: Plan): StackView {
  const stage = stageOf(plan);
  const states = resourcesOf(plan);
  const byUrn = new Map(states.map((state) => [state.urn, state]));
  const types = byType(states);
  const find = (urn: string) => byUrn.get(urn);
  const all = (type: string) => types.get(type) ?? NONE;
  const stateOf = ({ urn }: Resource): ResourceState => byUrn.get(urn) ?? { urn, type: "", custom: false };
  const seen = (state: ResourceState) => resourceOf(state, stage);
  const maybe = (state: ResourceState | undefined) => (state === undefined ? undefined : seen(state));
  return {
    all: (type) => all(type).map(seen),
    referring: (resource, type) => referring({ state: stateOf(resource), all }, type).map(seen),
    referred: (resource, input, ...types) => maybe(referred({ state: stateOf(resource), find }, input, ...types)),
    componentAbove: (resource) => maybe(componentAbove(stateOf(resource), byUrn)),
    config: plan.config ?? {},
    providerOf: (resource) => maybe(find(stateOf(resource).provider?.replace(/::[^:]*$/, "") ?? "")),
    fullCost: () => {
      const { monthly, unpriced } = costOf(plan, 0);
      return { usd: monthly.full, unpriced: unpriced.length };
    },
  };
}

const NONE: readonly ResourceState[] = [];
