import type * as containerregistry from "@pulumi/azure-native/containerregistry/index.js";
import * as machinelearning from "@pulumi/azure-native/machinelearningservices/index.js";
import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { directoryPropagationHooks } from "../directory-propagation.js";
import type { PrivateStorageAccount } from "../private-storage-account.js";
import { assignRole } from "../role-assignment.js";
import type { ComputeCluster } from "./machine-learning-workspace-args.js";

/** How long a machine of the cluster waits for another job. */
const NODE_IDLE = "PT10M";

interface ComputeClusterArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly workspace: machinelearning.Workspace;
  readonly storage: PrivateStorageAccount;
  readonly registry: containerregistry.Registry;
  readonly cluster: ComputeCluster;
  readonly computeName: pulumi.Input<string>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform:
    | {
        readonly cluster?: Partial<machinelearning.ComputeArgs>;
        readonly jobsIdentity?: Partial<managedidentity.UserAssignedIdentityArgs>;
      }
    | undefined;
}

/**
 * A cluster of dedicated machines that grows from none, and the identity that its jobs run as: it pulls images from the
 * workspace's registry and reads and writes the account's blobs. `ready` is what has to be there before.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-create-attach-compute-cluster
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication#compute-cluster
 */
export function createComputeCluster(
  name: string,
  args: ComputeClusterArgs,
  ready: readonly pulumi.Resource[],
  parent: pulumi.CustomResourceOptions,
): machinelearning.Compute {
  const { resourceGroupName, location, workspace, storage, registry, cluster, computeName, tags, transform } = args;
  const identity = new managedidentity.UserAssignedIdentity(
    `${name}-jobs-identity`,
    { resourceGroupName, location, tags, ...transform?.jobsIdentity },
    parent,
  );
  const { principalId } = identity;
  const grants = [
    assignRole(`${name}-jobs-images`, { principalId, role: "AcrPull", scope: registry.id }, parent),
    assignRole(
      `${name}-jobs-blobs`,
      { principalId, role: "StorageBlobDataContributor", scope: storage.accountId },
      // Retained: a lock on the account refuses to take a role away, and without the identity it gives nothing.
      { ...parent, retainOnDelete: true },
    ),
  ];
  return new machinelearning.Compute(
    `${name}-cluster`,
    {
      resourceGroupName,
      workspaceName: workspace.name,
      computeName,
      location,
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      properties: {
        computeType: "AmlCompute",
        disableLocalAuth: true,
        properties: {
          osType: "Linux",
          vmSize: cluster.vmSize,
          vmPriority: "Dedicated",
          scaleSettings: {
            minNodeCount: 0,
            maxNodeCount: cluster.maxNodes,
            nodeIdleTimeBeforeScaleDown: NODE_IDLE,
          },
          enableNodePublicIp: false,
          remoteLoginPortPublicAccess: "Disabled",
        },
      },
      tags,
      ...transform?.cluster,
    },
    {
      ...parent,
      dependsOn: [...ready, ...grants],
      deletedWith: workspace,
      replaceOnChanges: ["properties.properties.vmSize"],
      deleteBeforeReplace: true,
      hooks: directoryPropagationHooks(),
      customTimeouts: { create: "60m", update: "60m", delete: "60m" },
    },
  );
}
