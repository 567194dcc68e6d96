import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices/index.js";
import type * as inputs from "@pulumi/azure-native/types/input.js";
import * as pulumi from "@pulumi/pulumi";
import { datastoreUri, type WorkspaceRef } from "./workspace-assets.js";

/** Names that stand for the HTTP payloads; others are for a scoring script to fill. */
const COLLECTIONS = ["request", "response"] as const;

interface CaptureArgs {
  readonly workspace: WorkspaceRef;
  readonly workspaceId: pulumi.Input<string>;
  readonly endpointName: pulumi.Input<string>;
  readonly deploymentName: string;
  readonly percent: number;
  readonly transform: Partial<machinelearningservices.DataVersionArgs> | undefined;
}

/**
 * Where a deployment keeps requests and answers: two data assets in the workspace's own datastore.
 *
 * @param name the deployment's
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-collect-production-data#perform-payload-logging
 */
export function createCapture(
  name: string,
  args: CaptureArgs,
  parent: pulumi.CustomResourceOptions,
): inputs.machinelearningservices.DataCollectorArgs {
  const { workspace, workspaceId, endpointName, deploymentName, percent, transform } = args;
  const collections = COLLECTIONS.map((collection) => {
    const path = pulumi.interpolate`modelDataCollector/${endpointName}/${deploymentName}/${collection}`;
    const data = new machinelearningservices.DataVersion(
      `${name}-${collection}s`,
      {
        ...workspace,
        name: pulumi.interpolate`${endpointName}-${deploymentName}-${collection}`,
        version: "1",
        properties: { dataType: "uri_folder", dataUri: datastoreUri(workspaceId, "workspaceblobstore", path) },
        ...transform,
      },
      parent,
    );
    return [collection, { dataCollectionMode: "Enabled", samplingRate: percent / 100, dataId: data.id }] as const;
  });
  return { collections: Object.fromEntries(collections) };
}
