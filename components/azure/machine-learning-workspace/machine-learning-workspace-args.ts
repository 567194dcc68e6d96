import type * as applicationinsights from "@pulumi/azure-native/applicationinsights/index.js";
import type * as authorization from "@pulumi/azure-native/authorization/index.js";
import type * as containerregistry from "@pulumi/azure-native/containerregistry/index.js";
import type * as keyvault from "@pulumi/azure-native/keyvault/index.js";
import type * as machinelearning from "@pulumi/azure-native/machinelearningservices/index.js";
import type * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import type * as monitor from "@pulumi/azure-native/monitor/index.js";
import type * as operationalinsights from "@pulumi/azure-native/operationalinsights/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { checkDeletionLock, type DeletionLock } from "../deletion-lock.js";
import type { EncryptionKey } from "../key-vault-key.js";
import { LOCATION } from "../location.js";
import type { PrivateEndpointTransform, PrivateLink } from "../private-endpoint.js";
import type { PrivateStorageAccountArgs } from "../private-storage-account.js";
import { hostRuleName } from "./approved-hosts.js";

/** Who gets a compute instance. */
export interface WorkspaceUser {
  /** Names the instance: letters, digits and inner `.`, `-`, `_`, `+` and `@`, up to 64. */
  readonly name: string;
  /**
   * Object id of the user in Microsoft Entra ID: the instance is theirs alone, and they get the roles that work in the
   * workspace needs. Another one replaces the instance.
   * @default - the instance is that of whoever deploys, who needs the roles AzureML Data Scientist on the workspace and
   * Storage Blob Data Contributor and Storage File Data Privileged Contributor on its storage account
   */
  readonly objectId?: pulumi.Input<string>;
}

/** A cluster that jobs run on, and images are built on. */
export interface ComputeCluster {
  /** Size of a machine, such as `Standard_DS3_v2`. Another one replaces the cluster. */
  readonly vmSize: pulumi.Input<string>;
  /** Machines at most, 1 or more; none while there are no jobs. */
  readonly maxNodes: number;
}

/** Inputs of `MachineLearningWorkspace`. */
export interface MachineLearningWorkspaceArgs {
  /** Name of the resource group of everything here. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Region, such as `swedencentral`. */
  readonly location: string;
  /** Where the private endpoints are made that people and machines in a network reach the workspace through. */
  readonly privateLink: PrivateLink;
  /** Who gets a compute instance; none for a workspace that only serves models. */
  readonly users: readonly WorkspaceUser[];
  /** Minutes without work after which an instance is stopped, 15 to 4,320. Others replace the instances. @default 60 */
  readonly idleTimeoutMinutes?: number;
  /** Size of a user's instance. Another one replaces the instances. @default "Standard_DS3_v2": 4 vCPU, 14 GiB */
  readonly vmSize?: pulumi.Input<string>;
  /** A cluster for jobs, which also builds images: a registry without public access cannot. @default - none */
  readonly computeCluster?: ComputeCluster;
  /**
   * Where instances, jobs and endpoints get to: everywhere, or to Azure's services and `approvedHosts`. Azure takes no
   * other one later. @default "internet"
   */
  readonly outbound?: "internet" | "approved";
  /**
   * Hosts that are reached besides on ports 80 and 443, such as `huggingface.co` or `*.docker.io`, where `outbound` is
   * `approved`. The first one starts an Azure Firewall (Basic) that is billed by the hour. @default - none
   */
  readonly approvedHosts?: readonly string[];
  /**
   * The key that encrypts storage, images and the workspace's own records, in the same region. Registry and workspace
   * take it when they are made, and no other vault's later. @default - Microsoft's own keys
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * A lock against the deletion of the storage account. While Azure has it, it refuses to take a user's roles on the
   * account away, too. The vault of the workspace can then not be purged, either, which cannot be undone.
   * @default - none: `destroy` deletes the account with what it holds
   */
  readonly deletionLock?: DeletionLock;
  /** Tags of everything here that takes them. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args; those in the plural apply to each of the children. */
  readonly transform?: MachineLearningWorkspaceTransform;
}

/** Overrides of the args of a workspace's children. */
export interface MachineLearningWorkspaceTransform {
  readonly workspace?: Partial<machinelearning.WorkspaceArgs>;
  readonly storage?: Partial<PrivateStorageAccountArgs>;
  readonly vault?: Partial<keyvault.VaultArgs>;
  readonly registry?: Partial<containerregistry.RegistryArgs>;
  readonly logs?: Partial<operationalinsights.WorkspaceArgs>;
  readonly insights?: Partial<applicationinsights.ComponentArgs>;
  readonly diagnostics?: Partial<monitor.DiagnosticSettingArgs>;
  readonly identity?: Partial<managedidentity.UserAssignedIdentityArgs>;
  readonly jobsIdentity?: Partial<managedidentity.UserAssignedIdentityArgs>;
  readonly instances?: Partial<machinelearning.ComputeArgs>;
  readonly cluster?: Partial<machinelearning.ComputeArgs>;
  readonly hostRules?: Partial<machinelearning.ManagedNetworkSettingsRuleArgs>;
  readonly endpoints?: PrivateEndpointTransform;
  readonly lock?: Partial<authorization.ManagementLockByScopeArgs>;
}

type Checked = Pick<MachineLearningWorkspaceArgs, "location" | "users" | "computeCluster" | "deletionLock"> &
  Required<Pick<MachineLearningWorkspaceArgs, "idleTimeoutMinutes" | "outbound" | "approvedHosts">>;

/** Throws unless Azure accepts the names and numbers. */
export function checkMachineLearningWorkspace(name: string, args: Checked): void {
  const { location, users, idleTimeoutMinutes, computeCluster, outbound, approvedHosts, deletionLock } = args;
  // Of the 33 characters of a workspace's name the random ending takes 8.
  checkMatch(
    "name",
    name,
    /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,23}[a-zA-Z0-9])?$/,
    "up to 25 letters, digits and inner hyphens",
  );
  checkMatch("location", location, LOCATION.pattern, LOCATION.shape);
  checkUsers(users);
  checkInteger("idleTimeoutMinutes", idleTimeoutMinutes, 15, 4320);
  if (computeCluster !== undefined) checkInteger("computeCluster.maxNodes", computeCluster.maxNodes, 1);
  checkOneOf("outbound", outbound, ["internet", "approved"]);
  checkApprovedHosts(outbound, approvedHosts);
  checkDeletionLock(deletionLock);
}

function checkUsers(users: readonly WorkspaceUser[]): void {
  const names = users.map((user) => user.name);
  for (const name of names)
    checkMatch(
      "users",
      name,
      /^[a-zA-Z0-9]([\w.+@-]{0,62}[a-zA-Z0-9])?$/,
      "names of up to 64 letters, digits and inner '.', '-', '_', '+' and '@'",
    );
  // An instance's name has letters and digits only.
  const plain = names.map((name) => name.replace(/[^a-zA-Z0-9]/g, "").toLowerCase());
  check(
    new Set(plain).size === plain.length,
    `'users' must differ from each other in letters and digits, got ${names.join(", ")}`,
  );
}

function checkApprovedHosts(outbound: string, hosts: readonly string[]): void {
  check(
    outbound === "approved" || hosts.length === 0,
    `'approvedHosts' takes 'outbound' approved: with internet every host is reached, got ${hosts.join(", ")}`,
  );
  for (const host of hosts)
    checkMatch(
      "approvedHosts",
      host,
      /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
      "hosts in lower case such as huggingface.co or *.docker.io",
    );
  const rules = hosts.map(hostRuleName);
  check(
    new Set(rules).size === rules.length,
    `'approvedHosts' must differ from each other in letters and digits, got ${hosts.join(", ")}`,
  );
}
