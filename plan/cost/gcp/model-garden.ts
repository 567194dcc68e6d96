import { vertexServingPrice } from "../../../catalog/gcp/prices.js";
import { type PriceRule, scaled } from "../quote.js";
import { count, type Inputs, part, regionIn, text } from "./inputs.js";

/** The machines behind an endpoint of Model Garden. */
export interface Replicas {
  readonly min: number;
  readonly max: number;
  readonly machineType?: string;
  readonly acceleratorType?: string;
  /** GPUs that a replica uses. */
  readonly gpus: number;
  readonly spot: boolean;
}

/** Where nothing is said: one replica, and as many at most as at least. */
export function replicasOf({ deployConfig }: Inputs): Replicas {
  const { machineSpec, minReplicaCount, maxReplicaCount, spot } = part(part(deployConfig).dedicatedResources);
  const { machineType, acceleratorType, acceleratorCount } = part(machineSpec);
  const min = count(minReplicaCount) ?? 1;
  return {
    min,
    max: Math.max(min, count(maxReplicaCount) ?? min),
    machineType: text(machineType),
    acceleratorType: text(acceleratorType),
    gpus: count(acceleratorCount) ?? 0,
    spot: spot === true,
  };
}

/** Each replica on a machine of its own, which is the most: those that use half of its GPUs or fewer share one. */
export const modelGardenRule: PriceRule = ({ inputs, region, loadHours }) => {
  const { min, max, machineType, spot } = replicasOf(inputs);
  if (machineType === undefined) return { unpriced: "Model Garden chooses its machines" };
  const rate = vertexServingPrice(machineType, regionIn(inputs, region));
  if (rate === undefined) return { unpriced: `no source gives a price of ${machineType}` };
  const noSpotPrice = spot ? ", spot, at the on-demand price: no spot price is known" : "";
  return [
    { what: `${machineType} of Vertex AI${noSpotPrice}`, rate, unit: "hour", quantity: scaled(min, max, loadHours) },
  ];
};
