import * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as monitor from "@pulumi/azure-native/monitor/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { MlPlatform } from "../../contract.js";
import { createDeletionLock } from "../deletion-lock.js";
import { createPrivateEndpoint } from "../private-endpoint.js";
import { PrivateStorageAccount } from "../private-storage-account.js";
import { assignRole } from "../role-assignment.js";
import { uniqueName } from "../unique-name.js";
import { createApprovedHosts } from "./approved-hosts.js";
import { createComputeCluster } from "./compute-cluster.js";
import { createComputeInstances } from "./compute-instances.js";
import { checkMachineLearningWorkspace, type MachineLearningWorkspaceArgs } from "./machine-learning-workspace-args.js";
import { createWorkspace } from "./workspace.js";
import { createWorkspaceContainerRegistry } from "./workspace-container-registry.js";
import { createWorkspaceIdentity } from "./workspace-identity.js";
import { createWorkspaceKeyVault } from "./workspace-key-vault.js";
import { createWorkspaceTelemetry } from "./workspace-telemetry.js";

export type {
  ComputeCluster,
  MachineLearningWorkspaceArgs,
  MachineLearningWorkspaceTransform,
  WorkspaceUser,
} from "./machine-learning-workspace-args.js";

/**
 * An Azure Machine Learning workspace that is reached through private endpoints only: a compute instance for each user,
 * a cluster for jobs, and where their work goes. Instances have no public address, start running when they are made and
 * stop when they idle. What runs in the workspace is in a managed network of its own; making that network takes about
 * half an hour, and its private endpoints are billed by the hour besides those here.
 *
 * The workspace acts as an identity that manages its storage account, vault, registry and Application Insights, and
 * jobs as one that pulls images and reads and writes blobs. Nobody uses account keys. With `encryptionKey` the storage
 * account, the registry and the workspace's records are encrypted with it, which adds a search service to the bill;
 * disks of instances and the cluster, logs and Application Insights stay with Microsoft's keys.
 *
 * Azure keeps a deleted workspace for 14 days, its vault for 7 days or, with `deletionLock`, 90, and its logs for 14:
 * they can be restored, and their names, which have random endings, are taken until then. A workspace with
 * `encryptionKey` is billed until it is gone for good.
 *
 * Children: the workspace with its private endpoint and diagnostic setting; a storage account; a key vault and a
 * container registry, each with a private endpoint; a Log Analytics workspace and Application Insights; the identity
 * with its roles; for each user an instance and, if given by object id, three roles; the cluster, with an identity and
 * its roles; a rule for each of `approvedHosts`; with `deletionLock` the lock on the storage account.
 *
 * @throws RunError when `name` cannot begin a workspace's name, when a user or host is not one, when two would get the
 * same name, when hosts are approved while all are reached, or when an argument is out of range.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link
 * @see https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys#service-side-encryption-of-metadata
 * @see https://learn.microsoft.com/azure/machine-learning/concept-soft-delete
 */
export class MachineLearningWorkspace extends pulumi.ComponentResource implements MlPlatform {
  readonly cloud = "azure";
  /** ARM id of the workspace, known once it can be reached and can start machines. */
  readonly platformId: pulumi.Output<string>;
  /** The workspace in Studio, for browsers that look names up in the network. */
  readonly url: pulumi.Output<string>;
  /** The storage account's blobs, `https://<account>.blob.core.windows.net`: jobs keep theirs in containers of it. */
  readonly artifactsUrl: pulumi.Output<string>;
  /** Known once the workspace can be reached and can start machines. */
  readonly workspaceName: pulumi.Output<string>;
  /** The same as `platformId`. */
  readonly workspaceId: pulumi.Output<string>;
  readonly storageAccountId: pulumi.Output<string>;
  readonly storageAccountName: pulumi.Output<string>;
  readonly containerRegistryId: pulumi.Output<string>;
  readonly logAnalyticsWorkspaceId: pulumi.Output<string>;
  /** ARM id of the identity that the workspace acts as. */
  readonly identityId: pulumi.Output<string>;
  readonly identityPrincipalId: pulumi.Output<string>;

  constructor(name: string, args: MachineLearningWorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, idleTimeoutMinutes = 60, vmSize = "Standard_DS3_v2", ...others } = args;
    const { outbound = "internet", approvedHosts = [], ...rest } = others;
    // Children wait for all that their component is registered with, and most need neither the zones nor the key.
    const { privateLink, encryptionKey, ...early } = rest;
    const { resourceGroupName, location, users, computeCluster, deletionLock, tags } = early;
    checkMachineLearningWorkspace(name, { ...rest, idleTimeoutMinutes, outbound, approvedHosts });
    const documented = { ...early, idleTimeoutMinutes, vmSize, outbound, approvedHosts };
    super("ai-stack:azure:MachineLearningWorkspace", name, documented, opts);
    const parent = { parent: this };
    const placed = { resourceGroupName, location, tags };
    const { tenantId, subscriptionId } = authorization.getClientConfigOutput(parent);

    const storage = new PrivateStorageAccount(
      `${name}-storage`,
      { ...placed, privateLink, encryptionKey, ...transform?.storage },
      parent,
    );
    const keep = deletionLock !== undefined;
    const { vault, zones: vaultZones } = createWorkspaceKeyVault(
      name,
      { ...placed, privateLink, tenantId, keep, transform },
      parent,
    );
    const { registry, zones: registryZones } = createWorkspaceContainerRegistry(
      name,
      { ...placed, privateLink, encryptionKey, transform },
      parent,
    );
    const { logs, insights } = createWorkspaceTelemetry(name, { ...placed, transform }, parent);
    const { identity, grants } = createWorkspaceIdentity(
      name,
      {
        ...placed,
        groupId: pulumi.interpolate`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`,
        storage,
        vaultId: vault.id,
        registryId: registry.id,
        insightsId: insights.id,
        transform: transform?.identity,
      },
      parent,
    );
    // The workspace names the cluster before it is there.
    const clusterName = computeCluster && uniqueName("mlCompute", ["jobs"], storage.accountId);

    const workspace = createWorkspace(
      name,
      {
        ...placed,
        storageId: storage.accountId,
        vaultId: vault.id,
        registryId: registry.id,
        insightsId: insights.id,
        identityId: identity.id,
        outbound,
        imageBuildCompute: clusterName,
        encryptionKey,
        transform: transform?.workspace,
      },
      // What the network gets private endpoints to changes one at a time.
      { ...parent, dependsOn: [...grants, vaultZones, registryZones] },
    );
    const { zones } = createPrivateEndpoint(
      `${name}-workspace`,
      {
        ...placed,
        privateLink,
        targetId: workspace.id,
        groupId: "amlworkspace",
        domains: ["workspace", "notebooks"],
        transform: transform?.endpoints,
      },
      parent,
    );
    // Idle instances are stopped by the workspace's identity.
    const manager = assignRole(
      `${name}-identity-workspace-manager`,
      { principalId: identity.principalId, role: "Contributor", scope: workspace.id },
      { ...parent, deletedWith: workspace },
    );
    new monitor.DiagnosticSetting(
      `${name}-diagnostics`,
      {
        name: "log-analytics",
        resourceUri: workspace.id,
        workspaceId: logs.id,
        logs: [{ categoryGroup: "allLogs", enabled: true }],
        ...transform?.diagnostics,
      },
      parent,
    );
    const rules = createApprovedHosts(
      name,
      { resourceGroupName, workspace, hosts: approvedHosts, transform: transform?.hostRules },
      parent,
    );
    const ready = [zones, manager, ...rules];
    const site = { ...placed, workspace, storage };
    createComputeInstances(
      name,
      { ...site, tenantId, users, vmSize, idleTimeoutMinutes, transform: transform?.instances },
      ready,
      parent,
    );
    if (computeCluster && clusterName)
      createComputeCluster(
        name,
        { ...site, registry, cluster: computeCluster, computeName: clusterName, transform },
        ready,
        parent,
      );
    if (deletionLock !== undefined)
      createDeletionLock(
        `${name}-lock`,
        { scope: storage.accountId, state: deletionLock, transform: transform?.lock },
        // The workspace's network has private endpoints to the account, which the lock would hold.
        { ...parent, dependsOn: [workspace, storage] },
      );

    const once = pulumi.all(ready.map(({ id }) => id));
    const later = (output: pulumi.Output<string>) => pulumi.all([output, once]).apply(([known]) => known);
    this.platformId = later(workspace.id);
    this.url = pulumi.interpolate`https://ml.azure.com/?wsid=${workspace.id}&tid=${tenantId}`;
    this.artifactsUrl = storage.blobUrl;
    this.workspaceName = later(workspace.name);
    this.workspaceId = this.platformId;
    this.storageAccountId = storage.accountId;
    this.storageAccountName = storage.accountName;
    this.containerRegistryId = registry.id;
    this.logAnalyticsWorkspaceId = logs.id;
    this.identityId = identity.id;
    this.identityPrincipalId = identity.principalId;
    this.registerOutputs({
      platformId: this.platformId,
      url: this.url,
      artifactsUrl: this.artifactsUrl,
      workspaceName: this.workspaceName,
      workspaceId: this.workspaceId,
      storageAccountId: this.storageAccountId,
      storageAccountName: this.storageAccountName,
      containerRegistryId: this.containerRegistryId,
      logAnalyticsWorkspaceId: this.logAnalyticsWorkspaceId,
      identityId: this.identityId,
      identityPrincipalId: this.identityPrincipalId,
    });
  }
}
