import { type Inputs, textOf } from "../../plan/inputs.js";
import type { Resource, StackView } from "../resource.js";
import { ofEach } from "../undecided.js";
import { CLOUD_CONTROL, desiredState } from "./cloud-control.js";

export const ENDPOINT = "aws:sagemaker/endpoint:Endpoint";
export const INFERENCE_COMPONENT = "AWS::SageMaker::InferenceComponent";
const TARGET = "aws:appautoscaling/target:Target";

/** Whether a target scales a variant of an endpoint, or without a variant any of it. */
export function variantScales(endpoint: Resource, stack: StackView, variant?: { readonly name: unknown }): boolean {
  const ending = variant === undefined ? "" : `/variant/${variant.name}`;
  const referring = stack.referring(endpoint, TARGET);
  if (referring.length > 0)
    return variant === undefined || some(referring, ({ resourceId }) => textOf(resourceId)?.endsWith(ending) === true);
  if (!("name" in endpoint.inputs)) return false;
  const { name } = endpoint.inputs;
  return some(strangers(stack), ({ resourceId }) => {
    const id = textOf(resourceId) ?? "";
    return id.startsWith(`endpoint/${name}/`) && id.endsWith(ending);
  });
}

/** Whether a target scales an inference component: it refers to it, is in the same component of ours, or has its name. */
export function componentScales(component: Resource, stack: StackView): boolean {
  if (stack.referring(component, TARGET).length > 0) return true;
  const ours = stack.componentAbove(component)?.urn;
  const targets = strangers(stack);
  if (ours !== undefined && targets.some((target) => stack.componentAbove(target)?.urn === ours)) return true;
  if (targets.length === 0) return false;
  const id = `inference-component/${desiredState(component, INFERENCE_COMPONENT)?.inferenceComponentName}`;
  return some(targets, ({ resourceId }) => resourceId === id);
}

/** Targets that refer to nothing, and so may have any name. */
function strangers(stack: StackView): readonly Resource[] {
  return stack
    .all(TARGET)
    .filter((target) => stack.referred(target, "resourceId", ENDPOINT, CLOUD_CONTROL) === undefined);
}

/** Whether one of them is what is looked for. One that cannot be read hides none of the others. */
function some(targets: readonly Resource[], is: (inputs: Inputs) => boolean): boolean {
  for (const _ of ofEach(targets, ({ inputs }) => (is(inputs) ? [""] : []))) return true;
  return false;
}
