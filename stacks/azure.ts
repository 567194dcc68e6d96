import * as pulumi from "@pulumi/pulumi";
import { ActionGroup } from "../components/azure/action-group.js";
import { ConsumptionBudget } from "../components/azure/consumption-budget.js";
import { ContainerAppsEndpoint } from "../components/azure/container-apps-endpoint/container-apps-endpoint.js";
import { ContainerAppsEnvironment } from "../components/azure/container-apps-environment/container-apps-environment.js";
import type { DeletionLock } from "../components/azure/deletion-lock.js";
import { GpuScaleSet } from "../components/azure/gpu-scale-set/gpu-scale-set.js";
import { KeyVaultKey } from "../components/azure/key-vault-key.js";
import { MachineLearningWorkspace } from "../components/azure/machine-learning-workspace/machine-learning-workspace.js";
import { OnlineEndpoint } from "../components/azure/online-endpoint/online-endpoint.js";
import { PrivateNetwork, type PrivateNetworkArgs } from "../components/azure/private-network/private-network.js";
import { ResourceGroup } from "../components/azure/resource-group.js";
import { type AzureChoices, chooseForAzure, type Deployment, PLATFORM } from "./azure-choices.js";
import { approvedHosts, blobWeights, modelCacheGiB, serverlessGpus } from "./azure-places.js";
import { wantsToken } from "./choices.js";
import type { AzureStack, Settings } from "./config.js";
import { outputName } from "./outputs.js";

/** What every part of the stack is placed in. */
interface Surroundings {
  readonly placed: {
    readonly resourceGroupName: pulumi.Output<string>;
    readonly location: string;
    readonly tags: Record<string, string>;
  };
  readonly subscriptionId: string;
  readonly network: PrivateNetwork;
  readonly key?: KeyVaultKey;
  readonly actionGroupId?: pulumi.Output<string>;
  readonly huggingFaceToken?: pulumi.Output<string>;
  /** What keeps stores that hold data from being deleted. */
  readonly deletionLock?: DeletionLock;
}

type Outputs = Record<string, pulumi.Output<unknown>>;

/**
 * The Azure stack: a private network, GPU scale sets, an Azure Machine Learning workspace and model endpoints.
 *
 * @returns the stack's outputs, by name
 * @throws SettingsError that lists every setting that Azure cannot follow
 */
export function deployAzure(parsed: AzureStack): Outputs {
  const { settings, location, subscriptionId } = parsed;
  const { pools, containerApps, onlineEndpoints } = chooseForAzure(parsed);
  const { alertEmail, budget, platform, teardown, huggingFaceToken } = settings;
  if (settings.network === undefined) return {};

  const prod = settings.environment === "prod";
  const tags = {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    environment: settings.environment,
    "managed-by": "pulumi",
    ...settings.tags,
  };
  const group = new ResourceGroup("group", { location, tags });
  const placed = { resourceGroupName: group.groupName, location, tags };
  const key = prod ? new KeyVaultKey("key", placed) : undefined;
  const { resourceGroupName } = placed;
  const alerts = alertEmail ? new ActionGroup("alerts", { resourceGroupName, email: alertEmail, tags }) : undefined;
  if (budget && alertEmail)
    new ConsumptionBudget("budget", { scope: group.groupId, amount: budget.monthlyUsd, email: alertEmail });
  const network = new PrivateNetwork("network", { ...networkArgs(settings), ...placed });
  const around: Surroundings = {
    placed,
    subscriptionId,
    network,
    key,
    actionGroupId: alerts?.actionGroupId,
    huggingFaceToken,
    deletionLock: prod ? (teardown ? "releasing" : "on") : undefined,
  };
  const workspace =
    platform !== undefined || onlineEndpoints.length > 0 ? deployWorkspace(parsed, onlineEndpoints, around) : undefined;

  return Object.assign(
    { resourceGroup: group.groupName, networkId: network.networkId },
    ...pools.map((pool) => deployPool(pool, around)),
    workspace && platform && platformOutputs(workspace),
    ...deployContainerApps(containerApps, workspace, around),
    ...(workspace ? onlineEndpoints.map((endpoint) => deployOnlineEndpoint(endpoint, workspace, around)) : []),
  );
}

/** The subnet that machines are in. */
function subnetOf({ subnetIds }: PrivateNetwork): pulumi.Output<string> {
  return subnetIds.apply(([subnet = ""]) => subnet);
}

function deployPool({ name, setting, choice }: AzureChoices["pools"][number], around: Surroundings): Outputs {
  const { machines, capacity, reservation, schedule, image, rdma } = setting;
  const scaleSet = new GpuScaleSet(name, {
    ...around.placed,
    subnetId: subnetOf(around.network),
    vmSize: choice.vmSize,
    capacity: machines.min,
    maxCapacity: machines.max,
    priority: capacity === "spot" ? "Spot" : "Regular",
    capacityReservationGroupId: reservation,
    infiniBand: rdma,
    schedule,
    imageId: image,
    diskEncryptionSetId: around.key?.diskEncryptionSetId,
  });
  return { [outputName(name, "group")]: scaleSet.scaleSetName, [outputName(name, "start")]: scaleSet.startCommand };
}

/** The workspace of the platform, or of online endpoints alone. */
function deployWorkspace(
  { settings }: AzureStack,
  endpoints: AzureChoices["onlineEndpoints"],
  { placed, network, key, deletionLock }: Surroundings,
): MachineLearningWorkspace {
  const { environment, platform } = settings;
  const approved = environment === "prod";
  return new MachineLearningWorkspace(PLATFORM, {
    ...placed,
    privateLink: network.privateLink,
    users: platform?.users.map((name) => ({ name, objectId: platform.identities?.[name] })) ?? [],
    idleTimeoutMinutes: platform?.idleMinutes,
    outbound: approved ? "approved" : "internet",
    approvedHosts: approved ? approvedHosts(endpoints) : undefined,
    encryptionKey: key,
    deletionLock,
  });
}

function platformOutputs(workspace: MachineLearningWorkspace): Outputs {
  return {
    [outputName(PLATFORM, "url")]: workspace.url,
    [outputName(PLATFORM, "id")]: workspace.platformId,
    [outputName(PLATFORM, "artifacts")]: workspace.artifactsUrl,
  };
}

function deployContainerApps(
  endpoints: AzureChoices["containerApps"],
  workspace: MachineLearningWorkspace | undefined,
  { placed, network, subscriptionId, actionGroupId, huggingFaceToken }: Surroundings,
): Outputs[] {
  if (endpoints.length === 0) return [];
  const { privateLink } = network;
  const sizeGiB = modelCacheGiB(endpoints);
  const environment = new ContainerAppsEnvironment("apps", {
    ...placed,
    subnetId: network.containerAppsSubnetId,
    networkId: network.networkId,
    gpuProfiles: serverlessGpus(placed.location),
    modelCache: sizeGiB === 0 ? undefined : { sizeGiB, privateLink },
    logAnalyticsWorkspaceId: workspace?.logAnalyticsWorkspaceId,
  });
  return endpoints.map(({ name, setting, choice }) => {
    const { model, weights, replicas } = setting;
    const endpoint = new ContainerAppsEndpoint(name, {
      ...placed,
      environmentId: environment.environmentId,
      environmentDomain: environment.defaultDomain,
      model,
      image: choice.image.uri,
      gpuProfile: choice.gpuProfile,
      cpu: choice.cpu,
      memoryGiB: choice.memoryGiB,
      cacheStorageName: weights === undefined ? environment.cacheStorageName : undefined,
      weights: blobWeights(setting, subscriptionId),
      huggingFaceToken: wantsToken(setting) ? huggingFaceToken : undefined,
      vllmFlags: choice.vllmFlags,
      replicas,
      startupTimeoutSec: choice.startUpTimeoutSec,
      actionGroupId,
    });
    return endpointOutputs(name, endpoint);
  });
}

function deployOnlineEndpoint(
  { name, setting, deployments }: AzureChoices["onlineEndpoints"][number],
  workspace: MachineLearningWorkspace,
  { placed, subscriptionId, actionGroupId, huggingFaceToken }: Surroundings,
): Outputs {
  const token = deployments.some((deployment) => wantsToken(deployment.setting)) ? huggingFaceToken : undefined;
  const endpoint = new OnlineEndpoint(name, {
    ...placed,
    workspaceId: workspace.workspaceId,
    workspaceName: workspace.workspaceName,
    storageAccountId: workspace.storageAccountId,
    containerRegistryId: workspace.containerRegistryId,
    logAnalyticsWorkspaceId: workspace.logAnalyticsWorkspaceId,
    model: setting.model,
    deployments: Object.fromEntries(
      deployments.map((deployment) => [deployment.name, deploymentArgs(deployment, setting.model, subscriptionId)]),
    ),
    publicNetworkAccess: setting.access === "internet" ? "Enabled" : "Disabled",
    huggingFaceToken: token,
    capture: setting.capture,
    actionGroupId,
  });
  return endpointOutputs(name, endpoint);
}

function deploymentArgs({ share, setting, choice }: Deployment, endpointModel: string, subscriptionId: string) {
  const { model, replicas } = setting;
  return {
    share,
    vmSize: choice.vmSize,
    instances: replicas,
    image: choice.image.uri,
    port: choice.image.port,
    healthPath: choice.image.healthPath,
    environment: choice.environment,
    weights: blobWeights(setting, subscriptionId),
    model: model === endpointModel ? undefined : model,
    startupTimeoutSec: choice.startUpTimeoutSec,
  };
}

function endpointOutputs(name: string, endpoint: ContainerAppsEndpoint | OnlineEndpoint): Outputs {
  return {
    [outputName(name, "url")]: endpoint.url,
    [outputName(name, "id")]: endpoint.endpointId,
    [outputName(name, "request")]: endpoint.requestCommand,
    [outputName(name, "request-from")]: endpoint.requestFrom,
  };
}

function networkArgs({ network }: Settings): Partial<PrivateNetworkArgs> {
  if (network?.existing) {
    const { networkId, subnetIds, azure } = network.existing;
    return { existing: { networkId, subnetId: subnetIds[0], ...azure } };
  }
  return { cidr: network?.cidr, nat: network?.nat !== "none" };
}
