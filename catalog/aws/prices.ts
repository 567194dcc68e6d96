import { findPrice, type PricedCapacity, type PriceFile, type PriceTable } from "../price-table.js";
import type { Rate } from "../rate.js";
import file from "./prices.json" with { type: "json" };

/** Prices of EC2 instances that run Linux, and of SageMaker's where a source lists them. */
export const awsPrices = file as unknown as PriceFile; // tests check its shape

/** Regions whose price stands in for that of a region without one, in this order. */
export const awsBaseRegions: readonly string[] = ["us-east-1", "us-east-2", "us-west-2"];

/** Price of an EC2 instance for an hour; nothing when no source knows one. */
export function awsMachinePrice(type: string, region: string, capacity: PricedCapacity): Rate | undefined {
  return findPrice(awsPrices.tables, awsBaseRegions, type, region, capacity);
}

interface SageMakerRatio {
  /** SageMaker's price over EC2's. */
  readonly ratio: number;
  /** That of the size `xlarge`, where it differs. */
  readonly xlarge?: number;
  /** What is not known of it. */
  readonly caveat?: string;
}

const afterCut = "; whether SageMaker followed EC2's price cut of 2025-06 is open";
const likeSiblings = "; the ratio is that of its sibling families";
const g: SageMakerRatio = { ratio: 1.25, xlarge: 1.4 };

/**
 * SageMaker's real-time price over EC2's, by family. No family is missing for which a price was compared; a missing one has
 * no price.
 *
 * Sources, read 2026-11-23: goerlitz/nlp-classification (g4dn), fmbench pricing.yml (the others); that 1.4 holds for
 * g6.xlarge too: AWS price list, $1.1267 in us-east-2.
 */
export const sageMakerRatios: Readonly<Record<string, SageMakerRatio>> = {
  g4dn: g,
  g5: g,
  g6: g,
  g6e: { ...g, caveat: likeSiblings },
  g7e: { ...g, caveat: likeSiblings },
  p4d: { ratio: 1.15, caveat: afterCut },
  p4de: { ratio: 1.15, caveat: likeSiblings },
  p5: { ratio: 1.15, caveat: afterCut },
  p5en: { ratio: 1.15, caveat: likeSiblings },
  inf2: { ratio: 1.2, xlarge: 1.306 },
  trn1: { ratio: 1.325 },
};

/**
 * Price of a SageMaker instance such as `ml.g6.xlarge` for an hour: its own where a source lists it, else EC2's times the
 * ratio of its family, which is derived. SageMaker endpoints have no spot price. Nothing when no source knows.
 */
export function sageMakerPrice(
  instanceType: string,
  region: string,
  tables: readonly PriceTable[] = awsPrices.tables,
): Rate | undefined {
  const listed = findPrice(tables, awsBaseRegions, instanceType, region, "on-demand");
  const type = instanceType.replace(/^ml\./, "");
  const [family = "", size] = type.split(".");
  const known = Object.hasOwn(sageMakerRatios, family) ? sageMakerRatios[family] : undefined;
  const ec2 = findPrice(tables, awsBaseRegions, type, region, "on-demand");
  if (!instanceType.startsWith("ml.") || known === undefined || ec2 === undefined) return listed;
  if (listed !== undefined && (listed.region === region || ec2.region !== region)) return listed;
  const ratio = size === "xlarge" ? (known.xlarge ?? known.ratio) : known.ratio;
  return {
    ...ec2,
    usd: Number((ec2.usd * ratio).toFixed(6)),
    basis: ec2.basis === "other-region" ? ec2.basis : "derived",
    source: `${ec2.source}; times ${ratio}, SageMaker's price over EC2's${known.caveat ?? ""}`,
  };
}
