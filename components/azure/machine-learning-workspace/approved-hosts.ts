import * as machinelearning from "@pulumi/azure-native/machinelearningservices/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../../shared/names.js";
import { directoryPropagationHooks } from "../directory-propagation.js";

interface ApprovedHostsArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly workspace: machinelearning.Workspace;
  readonly hosts: readonly string[];
  readonly transform: Partial<machinelearning.ManagedNetworkSettingsRuleArgs> | undefined;
}

/** Name of the rule that lets a host be reached. */
export function hostRuleName(host: string): string {
  return physicalName("mlWorkspace", ["host", host.replace(/^\*\./, "any-")]);
}

/**
 * A rule of the workspace's managed network for each host. One after the other, each with a change of the firewall.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export function createApprovedHosts(
  name: string,
  { resourceGroupName, workspace, hosts, transform }: ApprovedHostsArgs,
  parent: pulumi.CustomResourceOptions,
): machinelearning.ManagedNetworkSettingsRule[] {
  const rules: machinelearning.ManagedNetworkSettingsRule[] = [];
  for (const host of hosts)
    rules.push(
      new machinelearning.ManagedNetworkSettingsRule(
        `${name}-host-${host}`,
        {
          resourceGroupName,
          workspaceName: workspace.name,
          ruleName: hostRuleName(host),
          properties: { type: "FQDN", category: "UserDefined", destination: host },
          ...transform,
        },
        {
          ...parent,
          dependsOn: rules.slice(-1),
          deletedWith: workspace,
          hooks: directoryPropagationHooks(),
          customTimeouts: { create: "60m", update: "60m", delete: "60m" },
        },
      ),
    );
  return rules;
}
