import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type BlobWeights, blobFolder } from "../blob-weights.js";
import { assignRole, type Role } from "../role-assignment.js";

interface EndpointIdentityArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly workspaceId: pulumi.Input<string>;
  readonly storageAccountId: pulumi.Input<string>;
  readonly containerRegistryId: pulumi.Input<string>;
  readonly weights: readonly BlobWeights[];
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<managedidentity.UserAssignedIdentityArgs> | undefined;
}

/**
 * The identity that deployments pull their image, read weights and report metrics as, with its roles. It is no identity
 * of the endpoint's own: that one would get its roles after the endpoint is there, when the deployments need them.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/concept-endpoints-online-auth
 */
export function createEndpointIdentity(name: string, args: EndpointIdentityArgs, parent: pulumi.CustomResourceOptions) {
  const { resourceGroupName, location, weights, tags, transform } = args;
  const identity = new managedidentity.UserAssignedIdentity(
    `${name}-identity`,
    { resourceGroupName, location, tags, ...transform },
    parent,
  );
  const grant = (what: string, role: Role, scope: pulumi.Input<string>, options = parent) =>
    assignRole(`${name}-${what}-access`, { principalId: identity.principalId, role, scope }, options);
  const grants = [
    grant("registry", "AcrPull", args.containerRegistryId),
    // Always to write, too: capture does. Retained: a lock on the account refuses to take a role away, and without the
    // identity it gives nothing.
    grant("storage", "StorageBlobDataContributor", args.storageAccountId, { ...parent, retainOnDelete: true }),
    grant("metrics", "AzureMlMetricsWriter", args.workspaceId),
    // Goes when the weights do; with the identity it is left, since an account of the user's may be locked, too.
    ...weightContainers(weights).map(({ what, scope }) =>
      grant(what, "StorageBlobDataReader", scope, { ...parent, deletedWith: identity }),
    ),
  ];
  return { identity, grants };
}

/** Each container with weights once: Azure takes no role for the same twice. */
function weightContainers(weights: readonly BlobWeights[]): { what: string; scope: pulumi.Output<string> }[] {
  const containers = new Map<string, { what: string; scope: pulumi.Output<string> }>();
  for (const { url, storageAccountId } of weights) {
    const { account, container } = blobFolder(url);
    const what = `${account}-${container}`;
    containers.set(what, {
      what,
      scope: pulumi.interpolate`${storageAccountId}/blobServices/default/containers/${container}`,
    });
  }
  return [...containers.values()];
}
