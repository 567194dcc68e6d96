import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices/index.js";
import type * as inputs from "@pulumi/azure-native/types/input.js";
import type * as pulumi from "@pulumi/pulumi";
import { directoryPropagationHooks } from "../directory-propagation.js";
import type { DeploymentSource } from "./deployment-source.js";
import type { CompleteDeploymentArgs } from "./online-deployment-args.js";
import type { WorkspaceRef } from "./workspace-assets.js";

const PROBE_PERIOD_SEC = 10;

interface DeploymentArgs {
  readonly workspace: WorkspaceRef;
  readonly location: string;
  readonly endpoint: machinelearningservices.OnlineEndpoint;
  readonly deploymentName: string;
  readonly deployment: CompleteDeploymentArgs;
  readonly source: DeploymentSource;
  readonly dataCollector: inputs.machinelearningservices.DataCollectorArgs | undefined;
  readonly concurrency: number;
  readonly requestTimeoutSec: number;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<machinelearningservices.OnlineDeploymentArgs> | undefined;
  /** What it waits for: the roles of its identity, and the deployment before it. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * A deployment: instances that serve a model behind an endpoint. Where its outbound traffic goes is up to the
 * workspace's managed network; `egressPublicNetworkAccess` is for workspaces that have none.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/reference-yaml-deployment-managed-online
 * @see https://learn.microsoft.com/azure/machine-learning/concept-secure-online-endpoint
 */
export function createOnlineDeployment(
  name: string,
  args: DeploymentArgs,
  parent: pulumi.CustomResourceOptions,
): machinelearningservices.OnlineDeployment {
  const { workspace, location, endpoint, deploymentName, deployment, source, tags, transform } = args;
  const { instances, startupTimeoutSec } = deployment;
  const probe = { period: isoSeconds(PROBE_PERIOD_SEC), timeout: "PT10S", successThreshold: 1 };
  const minutes = Math.max(120, Math.ceil(startupTimeoutSec / 60) + 60);
  const timeout = `${minutes}m`;
  return new machinelearningservices.OnlineDeployment(
    name,
    {
      ...workspace,
      location,
      endpointName: endpoint.name,
      deploymentName,
      sku: { name: "Default", capacity: instances.min },
      properties: {
        endpointComputeType: "Managed",
        ...source,
        instanceType: deployment.vmSize,
        scaleSettings: { scaleType: "Default" },
        requestSettings: {
          requestTimeout: isoSeconds(args.requestTimeoutSec),
          maxConcurrentRequestsPerInstance: args.concurrency,
        },
        // The server answers neither before the model is loaded: it is not restarted for that, and counts as ready after.
        livenessProbe: { ...probe, initialDelay: isoSeconds(startupTimeoutSec), failureThreshold: 30 },
        readinessProbe: {
          ...probe,
          initialDelay: "PT10S",
          failureThreshold: Math.ceil(startupTimeoutSec / PROBE_PERIOD_SEC),
        },
        dataCollector: args.dataCollector,
      },
      tags,
      ...transform,
    },
    {
      ...parent,
      hooks: directoryPropagationHooks(),
      dependsOn: [...args.after],
      // Azure refuses to delete what still has traffic; all deployments go with their endpoint.
      deletedWith: endpoint,
      ignoreChanges: isScaled(deployment) ? ["sku.capacity"] : [],
      customTimeouts: { create: timeout, update: timeout, delete: "60m" },
    },
  );
}

/** Whether the number of instances is up to an autoscaler. */
export function isScaled({ instances }: CompleteDeploymentArgs): boolean {
  return instances.max > instances.min;
}

function isoSeconds(seconds: number): string {
  return `PT${seconds}S`;
}
