import { findPrice, type PricedCapacity, type PriceFile } from "../price-table.js";
import type { Rate } from "../rate.js";
import file from "./prices.json" with { type: "json" };

/** Prices of Azure VMs that run Linux. */
export const azurePrices = file as unknown as PriceFile; // tests check its shape

/** Regions whose price stands in for that of a region without one, in this order. */
export const azureBaseRegions: readonly string[] = ["eastus", "eastus2", "westus2", "westus3"];

/**
 * Price of a VM for an hour; nothing when no source knows one. Azure Machine Learning adds nothing to it for its compute
 * and its managed online endpoints.
 */
export function azureMachinePrice(type: string, region: string, capacity: PricedCapacity): Rate | undefined {
  return findPrice(azurePrices.tables, azureBaseRegions, type, region, capacity);
}
