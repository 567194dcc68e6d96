import { accelerators } from "../../catalog/accelerators.js";
import { approximate, type Rate } from "../../catalog/rate.js";
import { fits, publishedWeightsGiB, tensorParallelSize, usableShare } from "../../sizing/memory.js";
import { type Demand, largest } from "../../sizing/placement.js";
import { obstacle } from "../../sizing/vllm.js";
import { offersOf, waysOfServing } from "../../sizing/ways.js";
import { type Estimate, verdictOf, withShare } from "./estimate.js";
import type { ServedModel } from "./served-model.js";

interface Remedy {
  readonly text: string;
  /** Price of a replica for an hour. */
  readonly hourly: Rate | undefined;
}

/**
 * Settings with which a model does fit that does not, or fits for sure that is tight: the cheapest first, those of one
 * price as they are least felt. What has no price comes last.
 */
export function remediesOf(served: ServedModel, estimate: Estimate, verdict: "tight" | "no"): string[] {
  const way = waysOfServing.find(({ serving }) => serving === served.serving);
  const hourly = way?.hourly(served.machine, served.region);
  const remedies = [
    ...onThisMachine(estimate, verdict).map((text) => ({ text, hourly })),
    ...onOthers(served, estimate, verdict),
  ];
  const usd = (remedy: Remedy) => remedy.hourly?.usd ?? Number.MAX_VALUE;
  return remedies.sort((a, b) => usd(a) - usd(b)).map(({ text }) => text);
}

type Verdict = ReturnType<typeof verdictOf>;

function helps(now: "tight" | "no", then: Verdict): boolean {
  return now === "no" ? then !== "no" : then === "fits";
}

/** Another split, share of the memory, number format, context or number of sequences. */
function onThisMachine(estimate: Estimate, now: "tight" | "no"): string[] {
  const { demand, count, accelerator } = estimate;
  const { model, contextTokens, concurrency } = demand;
  const helpsTo = (change: Partial<Estimate>) => helps(now, verdictOf({ ...estimate, ...change }));
  const helpsToAsk = (change: Partial<Demand>) => helpsTo({ demand: { ...demand, ...change } });

  const split = tensorParallelSize(model, count);
  const share = usableShare.optimistic;
  const fp8 = !obstacle(accelerator, "fp8", model) && helpsToAsk({ precision: "fp8" });
  const shorter = largest(contextTokens, (tokens) => helpsToAsk({ contextTokens: tokens }));
  const fewer = largest(concurrency - 1, (sequences) => helpsToAsk({ concurrency: sequences }));
  return [
    ...(helpsTo({ tensorParallel: split }) ? [`--tensor-parallel-size=${split}`] : []),
    ...(helpsTo({ memoryShare: share }) ? [`--gpu-memory-utilization=${share}`] : []),
    ...(fp8 ? ["precision fp8"] : []),
    ...(shorter >= 1024 ? [`contextTokens ${Math.floor(shorter / 1024) * 1024}`] : []),
    ...(fewer > 0 ? [`concurrency ${fewer}`] : []),
  ];
}

/** Other machines of the same way of serving, with the smallest number of each accelerator that the model fits. */
function onOthers(served: ServedModel, estimate: Estimate, now: "tight" | "no"): Remedy[] {
  const { serving, model, region, machine } = served;
  const { demand, memoryShare } = estimate;
  const way = waysOfServing.find((one) => one.serving === serving);
  if (way === undefined) return [];
  const { contextTokens, concurrency, precision } = demand;
  const names = accelerators.map(({ name }) => name);
  const request = { model, accelerators: names, contextTokens, concurrency, precision, region };
  const load = { demand, dimensions: demand.model, weightsGiB: publishedWeightsGiB(demand.model) };
  return offersOf(way, request, load)
    .filter((offer) => offer.machine !== machine)
    .filter(({ placement, accelerator }) => helps(now, fits(placement.need, withShare(accelerator, memoryShare))))
    .map(({ machine: name, accelerator, placement, hourly }) => ({
      text: `${name} (${placement.type.count} × ${accelerator.name}), ${priceOf(hourly)}`,
      hourly,
    }));
}

function priceOf(hourly: Rate | undefined): string {
  if (hourly === undefined) return "of unknown price";
  return `${approximate(hourly) ? "≈ " : ""}$${hourly.usd.toFixed(2)} an hour`;
}
