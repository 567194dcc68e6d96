import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import type { Resource } from "../resource.js";
import { desiredState } from "./cloud-control.js";

export const ENDPOINT_CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";

/** What an endpoint's configuration says, also one that Cloud Control makes; nothing of a resource that is none. */
export function endpointConfiguration(resource: Resource): Inputs | undefined {
  if (resource.type === ENDPOINT_CONFIGURATION) return resource.inputs;
  const state = desiredState(resource, "AWS::SageMaker::EndpointConfig");
  return state && { ...state, ...("kmsKeyId" in state ? { kmsKeyArn: state.kmsKeyId } : {}) };
}

/** Whether its machines are for inference components: a variant then has no model. */
export function carriesComponents({ productionVariants }: Inputs): boolean {
  return listOf(productionVariants).some((variant) => !("modelName" in variant));
}

/** Whether SageMaker itself starts and stops the machines of a variant, for the inference components on them. */
export function scalesItself({ managedInstanceScaling }: Inputs): boolean {
  return objectOf(managedInstanceScaling).status === "ENABLED";
}
