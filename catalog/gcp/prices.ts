import { findPrice, type PricedCapacity, type PriceFile } from "../price-table.js";
import type { Rate } from "../rate.js";
import file from "./prices.json" with { type: "json" };
import { vertexUplift } from "./rates.js";

/** Prices of Compute Engine machines, the T4s of the N1 types among them included, and of one chip of each TPU. */
export const gcpPrices = file as unknown as PriceFile; // tests check its shape

/** Regions whose price stands in for that of a region without one, in this order. */
export const gcpBaseRegions: readonly string[] = ["us-central1", "us-east4", "us-east1", "us-west1"];

/**
 * Price of a Compute Engine machine for an hour: of the types of the machine table with the GPUs that the table gives them.
 * Nothing when no source knows one.
 */
export function gcpMachinePrice(type: string, region: string, capacity: PricedCapacity): Rate | undefined {
  return findPrice(gcpPrices.tables, gcpBaseRegions, type, region, capacity);
}

/** Price of one chip of a TPU for an hour, by the TPU's name in the accelerator table: a slice costs it for each chip. */
export function tpuChipPrice(accelerator: string, region: string, capacity: PricedCapacity): Rate | undefined {
  return accelerator.startsWith("TPU-") ? gcpMachinePrice(accelerator, region, capacity) : undefined;
}

/** Price of a machine behind a Vertex AI endpoint for an hour: derived from Compute Engine's, by a ratio from memory. */
export function vertexServingPrice(type: string, region: string): Rate | undefined {
  const machine = gcpMachinePrice(type, region, "on-demand");
  if (machine === undefined) return undefined;
  return {
    ...machine,
    usd: Number((machine.usd * vertexUplift.ratio).toFixed(6)),
    basis: machine.basis === "other-region" ? machine.basis : "derived",
    source: `${machine.source}; times ${vertexUplift.ratio}, ${vertexUplift.source}`,
  };
}
