import * as machinelearning from "@pulumi/azure-native/machinelearningservices/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { directoryPropagationHooks } from "../directory-propagation.js";
import type { PrivateStorageAccount } from "../private-storage-account.js";
import { assignRole } from "../role-assignment.js";
import { uniqueName } from "../unique-name.js";
import type { WorkspaceUser } from "./machine-learning-workspace-args.js";

interface ComputeInstancesArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly workspace: machinelearning.Workspace;
  readonly storage: PrivateStorageAccount;
  readonly tenantId: pulumi.Input<string>;
  readonly users: readonly WorkspaceUser[];
  readonly vmSize: pulumi.Input<string>;
  readonly idleTimeoutMinutes: number;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<machinelearning.ComputeArgs> | undefined;
}

/**
 * A compute instance for each user, and the roles of those who are known by object id. Instances have no identity: what
 * runs on them acts as the user. `ready` is what has to be there before.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-create-compute-instance#create-on-behalf-of
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-disable-local-auth-storage#scenarios-for-role-assignments
 */
export function createComputeInstances(
  name: string,
  args: ComputeInstancesArgs,
  ready: readonly pulumi.Resource[],
  parent: pulumi.CustomResourceOptions,
): machinelearning.Compute[] {
  const { resourceGroupName, location, workspace, tenantId, vmSize, idleTimeoutMinutes, tags, transform } = args;
  return args.users.map((user) => {
    const grants =
      user.objectId === undefined ? [] : grantUser(`${name}-user-${user.name}`, user.objectId, args, parent);
    return new machinelearning.Compute(
      `${name}-user-${user.name}`,
      {
        resourceGroupName,
        workspaceName: workspace.name,
        computeName: uniqueName("mlCompute", [user.name], workspace.id),
        location,
        properties: {
          computeType: "ComputeInstance",
          disableLocalAuth: true,
          properties: {
            vmSize,
            applicationSharingPolicy: "Personal",
            computeInstanceAuthorizationType: "personal",
            personalComputeInstanceSettings:
              user.objectId === undefined ? undefined : { assignedUser: { objectId: user.objectId, tenantId } },
            enableNodePublicIp: false,
            sshSettings: { sshPublicAccess: "Disabled" },
            idleTimeBeforeShutdown: `PT${idleTimeoutMinutes}M`,
          },
        },
        tags,
        ...transform,
      },
      {
        ...parent,
        dependsOn: [...ready, ...grants],
        deletedWith: workspace,
        // Azure changes none of them.
        replaceOnChanges: ["properties"],
        deleteBeforeReplace: true,
        hooks: directoryPropagationHooks(),
        customTimeouts: { create: "60m", update: "60m", delete: "60m" },
      },
    );
  });
}

/** The roles that work in the workspace needs: the storage account takes no keys, so users reach it as themselves. */
function grantUser(
  name: string,
  principalId: pulumi.Input<string>,
  { workspace, storage }: ComputeInstancesArgs,
  parent: pulumi.CustomResourceOptions,
) {
  const user = { principalId, principalType: "User" } as const;
  const onAccount = { ...parent, deletedWith: storage };
  const scope = storage.accountId;
  return [
    assignRole(
      `${name}-scientist`,
      { ...user, role: "AzureMlDataScientist", scope: workspace.id },
      { ...parent, deletedWith: workspace },
    ),
    assignRole(`${name}-blobs`, { ...user, role: "StorageBlobDataContributor", scope }, onAccount),
    assignRole(`${name}-files`, { ...user, role: "StorageFileDataPrivilegedContributor", scope }, onAccount),
  ];
}
