import { memoryNeed, type Range, sequencesThatFit, usableMiB } from "../../sizing/memory.js";
import { regionOf, resourcesOf } from "../components.js";
import type { Plan } from "../plan.js";
import { type EndpointSettings, endpointSettings } from "./endpoint-settings.js";
import { type Estimate, estimateOf, verdictOf, withShare } from "./estimate.js";
import { remediesOf } from "./remedies.js";
import { type ServedModel, servedModels } from "./served-model.js";

/** Whether a model fits the accelerators that it is served on. GiB are those of one accelerator. */
export interface FitFinding {
  /** The component. */
  readonly urn: string;
  /** Its name, with the deployment where it has several: `chat/green`. */
  readonly name: string;
  readonly model: string;
  /** The machine, as the service calls it. */
  readonly machine: string;
  /** Name of its accelerator; absent where the catalog does not know the machine. */
  readonly accelerator?: string;
  /** Accelerators that a replica has. */
  readonly count?: number;
  /** Accelerators that one copy of the model is split over. */
  readonly tensorParallel?: number;
  /** `tight`: it fits if vLLM's overhead is small. `no`, which alone blocks: not even then. */
  readonly verdict: "fits" | "tight" | "no" | "not known";
  /** Why it is `no` or `not known`. */
  readonly why?: string;
  /** Weights. */
  readonly weightsGiB?: number;
  /** Longest sequence, prompt and answer together. */
  readonly contextTokens?: number;
  /** Such sequences that must fit at the same time: those of the settings, else one. */
  readonly concurrency?: number;
  /** KV cache of these sequences. */
  readonly contextGiB?: number;
  /** Everything else: activations, CUDA graphs. */
  readonly overheadGiB?: Range;
  /** What vLLM may use. */
  readonly usableGiB?: Range;
  /** How many such sequences fit at the same time. */
  readonly sequences?: Range;
  /** For `tight` and `no`: settings with which it does fit, the cheapest first. */
  readonly remedies: readonly string[];
}

/** Whether each model of a plan fits the accelerators that it is served on. */
export function fitOf(plan: Plan): FitFinding[] {
  const region = regionOf(plan);
  const settings = endpointSettings(plan);
  return resourcesOf(plan).flatMap((state) =>
    servedModels(state, region).map((served) => findingOf(served, settings.get(served.endpoint) ?? {})),
  );
}

function findingOf(served: ServedModel, settings: EndpointSettings): FitFinding {
  const { urn, name, model, machine, accelerator, count } = served;
  const subject = { urn, name, model, machine, accelerator, count };
  const estimate = estimateOf(served, settings);
  if ("unknown" in estimate) return { ...subject, verdict: "not known", why: estimate.unknown, remedies: [] };
  const { demand, tensorParallel, memoryShare } = estimate;
  const verdict = verdictOf(estimate);
  const budget = withShare(estimate.accelerator, memoryShare);
  const need = memoryNeed({ ...demand, tensorParallel });
  return {
    ...subject,
    tensorParallel,
    verdict,
    why: verdict === "no" ? shortfall(served, estimate) : undefined,
    weightsGiB: gib(need.weightsMiB.optimistic),
    contextTokens: demand.contextTokens,
    concurrency: demand.concurrency,
    contextGiB: gib(need.kvCacheMiB.optimistic),
    overheadGiB: gibRange(need.overheadMiB),
    usableGiB: gibRange(usableMiB(budget)),
    sequences: sequencesThatFit({ ...demand, tensorParallel }, budget),
    remedies: verdict === "fits" ? [] : remediesOf(served, estimate, verdict),
  };
}

function shortfall({ machine }: ServedModel, estimate: Estimate): string {
  const { demand, tensorParallel, count, accelerator, memoryShare } = estimate;
  if (tensorParallel > count)
    return `it is split over ${tensorParallel} accelerators, and ${machine} has ${count} for a replica`;
  const need = gib(memoryNeed({ ...demand, tensorParallel }).totalMiB.optimistic);
  const usable = gib(usableMiB(withShare(accelerator, memoryShare)).optimistic);
  const each = tensorParallel > 1 ? ` on each of ${tensorParallel}` : "";
  return `it needs at least ${need.toFixed(1)} GiB${each}, and vLLM may use ${usable.toFixed(1)} GiB of ${accelerator.name}`;
}

function gib(mib: number): number {
  return mib / 1024;
}

function gibRange({ optimistic, pessimistic }: Range): Range {
  return { optimistic: gib(optimistic), pessimistic: gib(pessimistic) };
}
