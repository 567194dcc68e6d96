import { ComponentResource, CustomResource, type CustomResourceOptions, type Inputs, output } from "@pulumi/pulumi";
import type { Plan, ResourceState } from "../../plan/plan.js";
import { type Program, record } from "../../plan/record.js";
import { parseUrn, STACK_TYPE } from "../../plan/urn.js";

/**
 * A program that registers `count` resources in the mix of a plan: its components, types, inputs and wires, copy after
 * copy.
 */
export function replay(plan: Plan, count: number): Program {
  const states = (plan.steps ?? []).flatMap(({ newState }) => newState ?? []).filter(({ type }) => type !== STACK_TYPE);
  return async () => {
    for (let made = 0, copy = 0; made < count; copy++) {
      const resources = new Map<string, ComponentResource | CustomResource>();
      for (const state of states.slice(0, count - made)) resources.set(state.urn, register(state, copy, resources));
      made += states.length;
    }
  };
}

class Replayed extends CustomResource {
  constructor(type: string, name: string, inputs: Inputs, options: CustomResourceOptions) {
    super(type, name, inputs, options);
  }
}

function register(
  { urn, type, custom, parent, inputs = {}, propertyDependencies = {} }: ResourceState,
  copy: number,
  resources: ReadonlyMap<string, ComponentResource | CustomResource>,
): ComponentResource | CustomResource {
  const name = `${parseUrn(urn).name}-${copy}`;
  const options = { parent: resources.get(parent ?? "") };
  const wired: Inputs = { ...inputs };
  for (const [key, urns] of Object.entries(propertyDependencies)) {
    const sources = urns.flatMap((source) => resources.get(source) ?? []);
    if (sources.length > 0) wired[key] = output(sources.map((source) => source.urn)).apply(() => inputs[key]);
  }
  return custom ? new Replayed(type, name, wired, options) : new ComponentResource(type, name, wired, options);
}

/** Records a replay of `plan` at `count` resources and prints milliseconds and peak memory as JSON. */
export async function measure(plan: Plan, count: number): Promise<void> {
  const start = process.hrtime.bigint();
  const { plan: recorded } = await record(replay(plan, count), {
    project: "ai-stack",
    stack: "bench",
    config: { "aws:region": "us-east-1" },
    mode: "preview",
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  const resources = (recorded.steps ?? []).filter(({ newState }) => newState?.type !== STACK_TYPE).length;
  console.log(JSON.stringify({ count: resources, ms, peakMiB: process.resourceUsage().maxRSS / 1024 }));
}
