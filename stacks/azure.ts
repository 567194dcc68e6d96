import * as pulumi from "@pulumi/pulumi";
import { PrivateNetwork, type PrivateNetworkArgs } from "../components/azure/private-network/private-network.js";
import { ResourceGroup } from "../components/azure/resource-group.js";
import type { AzureStack, Settings } from "./config.js";

type Outputs = Record<string, pulumi.Output<unknown>>;

/**
 * The Azure stack: a private network, GPU scale sets, an Azure Machine Learning workspace and model endpoints.
 *
 * @returns the stack's outputs, by name
 * @throws SettingsError that lists every setting that Azure cannot follow
 */
export function deployAzure({ settings, location }: AzureStack): Outputs {
  if (settings.network === undefined) return {};
  const tags = {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    environment: settings.environment,
    "managed-by": "pulumi",
    ...settings.tags,
  };
  const group = new ResourceGroup("group", { location, tags });
  const network = new PrivateNetwork("network", {
    ...networkArgs(settings),
    resourceGroupName: group.groupName,
    location,
    tags,
  });
  return { resourceGroup: group.groupName, networkId: network.networkId };
}

function networkArgs({ network }: Settings): Partial<PrivateNetworkArgs> {
  if (network?.existing) {
    const { networkId, subnetIds, azure } = network.existing;
    return { existing: { networkId, subnetId: subnetIds[0], ...azure } };
  }
  return { cidr: network?.cidr, nat: network?.nat !== "none" };
}
