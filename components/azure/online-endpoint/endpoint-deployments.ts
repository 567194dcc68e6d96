import type * as machinelearningservices from "@pulumi/azure-native/machinelearningservices/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { createEndpointAlerts } from "../endpoint-alerts.js";
import { createCapture } from "./deployment-capture.js";
import { createDeploymentScaling } from "./deployment-scaling.js";
import { createDeploymentSource } from "./deployment-source.js";
import { createOnlineDeployment, isScaled } from "./online-deployment.js";
import { completeDeployment } from "./online-deployment-args.js";
import { deploymentAlerts } from "./online-endpoint-alerts.js";
import type { CompleteOnlineEndpointArgs, OnlineEndpointTransform } from "./online-endpoint-args.js";

interface EndpointDeploymentsArgs {
  readonly args: CompleteOnlineEndpointArgs;
  readonly transform: OnlineEndpointTransform | undefined;
  readonly endpoint: machinelearningservices.OnlineEndpoint;
  /** What the deployments' environment has in place of a Hugging Face token. */
  readonly tokenReference: pulumi.Input<string> | undefined;
  /** The roles of the identity that they run as. */
  readonly grants: readonly pulumi.Resource[];
}

/**
 * The deployments of an endpoint with all that is theirs, `<name>-<deployment>` each. They are changed one after the
 * other: Azure locks an endpoint for each of them.
 */
export function createEndpointDeployments(
  name: string,
  { args, transform, endpoint, tokenReference, grants }: EndpointDeploymentsArgs,
  parent: pulumi.CustomResourceOptions,
): machinelearningservices.OnlineDeployment[] {
  const { resourceGroupName, workspaceName, workspaceId, location, model, capture, actionGroupId, tags } = args;
  const workspace = { resourceGroupName, workspaceName };
  const deployments: machinelearningservices.OnlineDeployment[] = [];
  for (const [deploymentName, settings] of Object.entries(args.deployments)) {
    const ownName = `${name}-${deploymentName}`;
    const deployment = completeDeployment(settings);
    const online = createOnlineDeployment(
      ownName,
      {
        ...args,
        workspace,
        endpoint,
        deploymentName,
        deployment,
        source: createDeploymentSource(
          ownName,
          { workspace, workspaceId, model, deployment, tokenReference, transform },
          parent,
        ),
        dataCollector:
          capture &&
          createCapture(
            ownName,
            {
              workspace,
              workspaceId,
              endpointName: endpoint.name,
              deploymentName,
              percent: capture.percent,
              transform: transform?.collections,
            },
            parent,
          ),
        tags,
        transform: transform?.deployments,
        after: [...grants, ...deployments.slice(-1)],
      },
      parent,
    );
    deployments.push(online);
    if (isScaled(deployment))
      createDeploymentScaling(
        ownName,
        {
          resourceGroupName,
          location,
          deploymentId: online.id,
          instances: deployment.instances,
          tags,
          transform: transform?.scalings,
        },
        parent,
      );
    if (actionGroupId !== undefined)
      createEndpointAlerts(
        ownName,
        { resourceGroupName, targetId: online.id, alerts: deploymentAlerts(ownName), actionGroupId, tags, transform },
        parent,
      );
  }
  return deployments;
}
