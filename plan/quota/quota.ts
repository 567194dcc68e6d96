import { componentAbove, isCloudResource, regionOf, resourcesOf } from "../components.js";
import type { Plan } from "../plan.js";
import { AWS_QUOTAS } from "./aws.js";
import { AZURE_QUOTAS } from "./azure.js";
import { GCP_QUOTAS } from "./gcp.js";
import type { Counted, QuotaNeed, Quotas } from "./need.js";

const QUOTAS: Quotas = { ...AWS_QUOTAS, ...GCP_QUOTAS, ...AZURE_QUOTAS };

/** The quotas that a plan needs at full scale; what several resources take of one is summed up. */
export function quotasOf(plan: Plan): QuotaNeed[] {
  const states = resourcesOf(plan);
  const byUrn = new Map(states.map((state) => [state.urn, state]));
  const region = regionOf(plan);
  const needs = new Map<string, QuotaNeed>();
  for (const state of states.filter(isCloudResource)) {
    const counted: Counted = {
      state,
      inputs: state.inputs ?? {},
      region,
      component: componentAbove(state, byUrn),
      find: (urn) => byUrn.get(urn),
    };
    for (const need of QUOTAS[state.type]?.(counted) ?? []) {
      const key = JSON.stringify([need.cloud, need.region, need.service, need.name]);
      needs.set(key, { ...need, needed: need.needed + (needs.get(key)?.needed ?? 0) });
    }
  }
  return [...needs.values()];
}
