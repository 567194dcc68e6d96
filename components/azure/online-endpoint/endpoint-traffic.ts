import type * as machinelearningservices from "@pulumi/azure-native/machinelearningservices/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { directoryPropagationHooks } from "../directory-propagation.js";
import { contentVersion } from "./workspace-assets.js";

/** The provider's own version of the API. */
const API_VERSION = "2025-12-01";

interface EndpointTrafficArgs {
  /** The endpoint's own args, with every override. */
  readonly endpointArgs: machinelearningservices.OnlineEndpointArgs;
  readonly endpointName: pulumi.Input<string>;
  /** Share of the requests in percent, by deployment. */
  readonly shares: Readonly<Record<string, number>>;
  readonly deployments: readonly pulumi.Resource[];
  readonly transform: Partial<resources.DeploymentArgs> | undefined;
}

/**
 * Shares the requests out. An endpoint cannot name a deployment before it is there, and the shares are no object of their
 * own: Resource Manager writes the endpoint once more, with everything that it has and the shares. The name follows from
 * all of it, so that a change of either is written in one go, and no request goes astray. Deleting it leaves the endpoint.
 *
 * @see https://learn.microsoft.com/azure/templates/microsoft.machinelearningservices/workspaces/onlineendpoints
 */
export function createEndpointTraffic(
  name: string,
  args: EndpointTrafficArgs,
  parent: pulumi.CustomResourceOptions,
): void {
  const { endpointArgs, endpointName, shares, deployments, transform } = args;
  const template = pulumi.all([pulumi.output(endpointArgs), endpointName]).apply(([known, ownName]) => {
    const { workspaceName, location, kind, identity, properties, tags } = known;
    const identities = (identity?.userAssignedIdentities ?? []).map((id) => [id, {}]);
    return {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        literal({
          type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
          apiVersion: API_VERSION,
          name: `${workspaceName}/${ownName}`,
          location,
          kind,
          identity: { type: identity?.type, userAssignedIdentities: Object.fromEntries(identities) },
          tags,
          properties: { ...properties, traffic: shares },
        }),
      ],
    };
  });
  new resources.Deployment(
    `${name}-traffic`,
    {
      resourceGroupName: endpointArgs.resourceGroupName,
      deploymentName: template.apply((known) => `${name}-traffic-${contentVersion(known)}`),
      properties: { mode: "Incremental", template },
      ...transform,
    },
    { ...parent, dependsOn: [...deployments], deleteBeforeReplace: false, hooks: directoryPropagationHooks() },
  );
}

/** The value with no text that Resource Manager would take for an expression, which is in brackets. */
function literal(value: unknown): unknown {
  if (typeof value === "string") return /^\[.*\]$/s.test(value) ? `[${value}` : value;
  if (Array.isArray(value)) return value.map(literal);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner)]));
}
