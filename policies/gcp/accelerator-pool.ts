import { type Inputs, numberOf, objectOf } from "../../plan/inputs.js";
import type { Resource, StackView } from "../resource.js";
import { hasAccelerator } from "./machine.js";

export const NODE_POOL = "gcp:container/nodePool:NodePool";

export const INSTANCE_GROUPS = [
  "gcp:compute/instanceGroupManager:InstanceGroupManager",
  "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager",
];

/** How many machines a pool has. */
export interface PoolSize {
  readonly min: number;
  readonly max: number;
  /** The argument that says so. */
  readonly minBy: string;
  readonly maxBy: string;
}

/** The size of a managed instance group whose machines have accelerators; nothing for any other group. */
export function groupSize(group: Resource, stack: StackView): PoolSize | undefined {
  const template = stack.referred(
    group,
    "versions",
    "gcp:compute/instanceTemplate:InstanceTemplate",
    "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  );
  if (template === undefined || !hasAccelerator(template.inputs)) return undefined;
  const [autoscaler] = ["gcp:compute/autoscaler:Autoscaler", "gcp:compute/regionAutoscaler:RegionAutoscaler"].flatMap(
    (type) => stack.referring(group, type),
  );
  if (autoscaler === undefined) return fixed(numberOf(group.inputs.targetSize) ?? 0, "targetSize");
  const { minReplicas, maxReplicas } = objectOf(autoscaler.inputs.autoscalingPolicy);
  return {
    min: numberOf(minReplicas) ?? 0,
    max: numberOf(maxReplicas) ?? Number.POSITIVE_INFINITY,
    minBy: `minReplicas of ${autoscaler.name}`,
    maxBy: `maxReplicas of ${autoscaler.name}`,
  };
}

/** The size of a pool of GKE nodes, per zone unless it is given in total; nothing where its nodes have no accelerators. */
export function nodePoolSize({ nodeConfig, autoscaling, nodeCount, initialNodeCount }: Inputs): PoolSize | undefined {
  if (!hasAccelerator(objectOf(nodeConfig))) return undefined;
  if (autoscaling === undefined) {
    const by = nodeCount === undefined ? "initialNodeCount" : "nodeCount";
    return fixed(numberOf(nodeCount) ?? numberOf(initialNodeCount) ?? 1, by);
  }
  const { minNodeCount, maxNodeCount, totalMinNodeCount, totalMaxNodeCount } = objectOf(autoscaling);
  const total = totalMaxNodeCount !== undefined;
  return {
    min: numberOf(total ? totalMinNodeCount : minNodeCount) ?? 0,
    max: numberOf(total ? totalMaxNodeCount : maxNodeCount) ?? Number.POSITIVE_INFINITY,
    minBy: total ? "autoscaling.totalMinNodeCount" : "autoscaling.minNodeCount",
    maxBy: total ? "autoscaling.totalMaxNodeCount" : "autoscaling.maxNodeCount",
  };
}

function fixed(size: number, by: string): PoolSize {
  return { min: size, max: size, minBy: by, maxBy: by };
}
