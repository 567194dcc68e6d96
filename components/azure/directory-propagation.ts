import type * as pulumi from "@pulumi/pulumi";
import { type Propagation, propagationHooks } from "../shared/propagation-hook.js";

/**
 * What Azure says while a new identity or role assignment is not known everywhere yet, and while another operation on
 * the same parent is running. A denied permission of who deploys is not among them: waiting does not help.
 */
export const DIRECTORY_PROPAGATION: Propagation = {
  hook: "azure-directory-propagation",
  messages: [
    /PrincipalNotFound/i,
    /does not exist in the directory/i,
    /AnotherOperationInProgress/i,
    /RequestConflict/i,
    /RetryableError/i,
    /ParentResourceNotFound/i,
    /FailedIdentityOperation/i,
    /KeyVaultAccessForbidden/i,
  ],
  operations: ["create", "update", "delete"],
  // With the growing waits about five minutes in all.
  maxRetries: 7,
  waitStepMs: 10_000,
};

/**
 * Option `hooks` for a resource that names an identity or needs a role just assigned, or whose siblings Azure changes
 * one at a time: it is tried again while these propagate.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---assigning-a-role-to-a-new-principal-sometimes-fails
 */
export function directoryPropagationHooks(): pulumi.ResourceHookBinding {
  return propagationHooks(DIRECTORY_PROPAGATION);
}
