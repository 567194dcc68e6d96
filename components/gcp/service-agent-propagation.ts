import type * as pulumi from "@pulumi/pulumi";
import { type Propagation, propagationHooks } from "../shared/propagation-hook.js";

/**
 * What Google Cloud says while an API that was enabled, a service account or agent that was made, or a grant on a key
 * or a secret is not known everywhere yet. Other denied permissions are those of who deploys: waiting does not help.
 */
const PROPAGATION: Propagation = {
  hook: "gcp-service-propagation",
  messages: [
    /has not been used in project \S+ before or it is disabled/i,
    /service account \S+ does not exist/i,
    /cloudkms\.cryptoKeyVersions\.useTo(En|De)crypt\S* denied/i,
    /permission denied on cloud kms key/i,
    /permission denied on secret: \S+ for revision service account/i,
    /cloud run service agent does not have permission/i,
  ],
  // What is updated may name what was made in the same deployment, such as a secret.
  operations: ["create", "update"],
  maxRetries: 7,
  waitStepMs: 10_000,
};

/**
 * Option `hooks` for a resource that calls an API just enabled, or names a service account, a service agent or a grant
 * just made: its creation or update is retried while these propagate, for up to about five minutes.
 *
 * @see https://cloud.google.com/iam/docs/access-change-propagation
 */
export function servicePropagationHooks(): pulumi.ResourceHookBinding {
  return propagationHooks(PROPAGATION);
}
