import * as authorization from "@pulumi/azure-native/authorization/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { checkOneOf } from "../shared/check.js";

const STATES = ["on", "releasing"] as const;

/**
 * A lock that makes Azure refuse to delete something.
 *
 * - `on`: it stays whatever is destroyed, so that `destroy` stops where it meets Azure's refusal. Such a `destroy` has
 *   forgotten the lock: from then on it goes by hand, with `az lock delete`.
 * - `releasing`: it is there until `destroy`, which takes it away first. Deploy it before.
 *
 * Left out only once `releasing` was deployed: the lock goes with that update.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */
export type DeletionLock = (typeof STATES)[number];

interface DeletionLockArgs {
  /** ARM id of what is not to be deleted. */
  readonly scope: pulumi.Input<string>;
  readonly state: DeletionLock;
  readonly transform: Partial<authorization.ManagementLockByScopeArgs> | undefined;
}

/** Throws unless `state` is one of a lock, or there is none. */
export function checkDeletionLock(state: DeletionLock | undefined): void {
  if (state !== undefined) checkOneOf("deletionLock", state, STATES);
}

/**
 * Locks something against deletion. `options.dependsOn` names what the lock would hold, too, and so must outlive it:
 * private endpoints to it, and whatever Azure makes private endpoints for.
 */
export function createDeletionLock(
  name: string,
  { scope, state, transform }: DeletionLockArgs,
  options: pulumi.CustomResourceOptions,
): authorization.ManagementLockByScope {
  return new authorization.ManagementLockByScope(
    name,
    { scope, level: "CanNotDelete", notes: "Holds data. See deletionLock in the stack's program.", ...transform },
    { ...options, retainOnDelete: state === "on" },
  );
}
