import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

const VERSION_CHARS = 12;

/** The workspace, and where its assets are registered. */
export interface WorkspaceRef {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly workspaceName: pulumi.Input<string>;
}

/** Version of an asset, which nobody can change once it is there: other contents get another version. */
export function contentVersion(contents: unknown): string {
  return createHash("sha256").update(JSON.stringify(contents)).digest("hex").slice(0, VERSION_CHARS);
}

/**
 * Address of a path in a datastore.
 *
 * @param workspaceId ARM id of the workspace
 * @param path without a slash at either end
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-manage-models#supported-paths
 */
export function datastoreUri(
  workspaceId: pulumi.Input<string>,
  datastore: pulumi.Input<string>,
  path: pulumi.Input<string>,
): pulumi.Output<string> {
  // The address of the workspace in it is its ARM id without the resource provider.
  const workspace = pulumi
    .output(workspaceId)
    .apply((id) => id.replace(/\/providers\/Microsoft\.MachineLearningServices(?=\/workspaces\/)/i, ""));
  return pulumi.interpolate`azureml:/${workspace}/datastores/${datastore}/paths/${path}`;
}
