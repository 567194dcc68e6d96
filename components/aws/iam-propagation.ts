import type * as pulumi from "@pulumi/pulumi";
import { type Propagation, propagationHooks } from "../shared/propagation-hook.js";

/**
 * What AWS says while a new role or policy is not known everywhere yet. SageMaker reports it as a ValidationException,
 * as it does much else: only the text tells.
 */
export const IAM_PROPAGATION: Propagation = {
  hook: "aws-iam-propagation",
  messages: [
    /assume (the |given IAM )?role/i,
    /(not authorized|unable) to perform: sts:AssumeRole/i,
    /does not have (the )?required permission/i,
    /invalid principal in policy/i,
  ],
  operations: ["create"],
  // With the growing waits about 100 s in all.
  maxRetries: 6,
  waitStepMs: 5_000,
};

/** Option `hooks` for a resource that makes AWS assume a role: creation is retried while the role propagates. */
export function iamPropagationHooks(): pulumi.ResourceHookBinding {
  return propagationHooks(IAM_PROPAGATION);
}
