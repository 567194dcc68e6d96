import * as applicationinsights from "@pulumi/azure-native/applicationinsights/index.js";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights/index.js";
import type * as pulumi from "@pulumi/pulumi";

/** Days for which logs and measurements are kept, which Log Analytics' price includes. */
const RETENTION_DAYS = 30;

interface WorkspaceTelemetryArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform:
    | {
        readonly logs?: Partial<operationalinsights.WorkspaceArgs>;
        readonly insights?: Partial<applicationinsights.ComponentArgs>;
      }
    | undefined;
}

/**
 * Where a workspace and its endpoints write logs and measurements: a Log Analytics workspace, and Application Insights
 * that keeps its data there.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/app/create-workspace-resource
 */
export function createWorkspaceTelemetry(
  name: string,
  { resourceGroupName, location, tags, transform }: WorkspaceTelemetryArgs,
  parent: pulumi.CustomResourceOptions,
): { readonly logs: operationalinsights.Workspace; readonly insights: applicationinsights.Component } {
  const logs = new operationalinsights.Workspace(
    `${name}-logs`,
    {
      resourceGroupName,
      location,
      sku: { name: "PerGB2018" },
      retentionInDays: RETENTION_DAYS,
      features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
      tags,
      ...transform?.logs,
    },
    parent,
  );
  const insights = new applicationinsights.Component(
    `${name}-insights`,
    {
      resourceGroupName,
      location,
      kind: "web",
      applicationType: "web",
      ingestionMode: "LogAnalytics",
      workspaceResourceId: logs.id,
      tags,
      ...transform?.insights,
    },
    parent,
  );
  return { logs, insights };
}
