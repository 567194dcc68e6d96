import { awsIsAccelerated } from "../../catalog/aws/instance-families.js";
import { type Inputs, listOf, numberOf, objectOf } from "../../plan/inputs.js";
import type { Resource, StackView } from "../resource.js";

export const AUTO_SCALING_GROUP = "aws:autoscaling/group:Group";
export const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
export const COMPUTE_ENVIRONMENT = "aws:batch/computeEnvironment:ComputeEnvironment";

const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";

/** Whether a pool may start machines with accelerators, as far as the stack says what it starts. */
export function startsAccelerators(pool: Resource, stack: StackView): boolean {
  const { type, inputs } = pool;
  if (type === COMPUTE_ENVIRONMENT) return isAccelerated(objectOf(inputs.computeResources).instanceTypes);
  if ("instanceTypes" in inputs) return isAccelerated(inputs.instanceTypes);
  const overrides = listOf(objectOf(objectOf(inputs.mixedInstancesPolicy).launchTemplate).overrides);
  if (overrides.some(wantsAccelerators)) return true;
  if (overrides.some((override) => "instanceType" in override || "instanceRequirements" in override)) return false;
  const template =
    stack.referred(pool, "launchTemplate", LAUNCH_TEMPLATE) ??
    stack.referred(pool, "mixedInstancesPolicy", LAUNCH_TEMPLATE) ??
    stack.referred(pool, "launchConfiguration", LAUNCH_CONFIGURATION);
  return template !== undefined && wantsAccelerators(template.inputs);
}

function wantsAccelerators({ instanceType, instanceRequirements }: Inputs): boolean {
  const requirements = objectOf(instanceRequirements);
  const none = numberOf(objectOf(requirements.acceleratorCount).max) === 0;
  const wanted = Object.keys(requirements).some((key) => key.startsWith("accelerator"));
  return isAccelerated([instanceType]) || (wanted && !none);
}

function isAccelerated(types: unknown): boolean {
  return Array.isArray(types) && types.some((type) => typeof type === "string" && awsIsAccelerated(type));
}
