import type { OnlineDeploymentArgs } from "../../../../components/azure/online-endpoint/online-deployment-args.js";
import {
  OnlineEndpoint,
  type OnlineEndpointArgs,
} from "../../../../components/azure/online-endpoint/online-endpoint.js";
import { deploy } from "../../../support/mocks.js";

const GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/ml/providers";
export const WORKSPACE = `${GROUP}/Microsoft.MachineLearningServices/workspaces/studio`;
export const STORAGE = `${GROUP}/Microsoft.Storage/storageAccounts/studiostore`;
export const REGISTRY = `${GROUP}/Microsoft.ContainerRegistry/registries/studioimages`;
export const WEIGHTS_ACCOUNT = `${GROUP}/Microsoft.Storage/storageAccounts/weights`;
export const IMAGE = "public.ecr.aws/deep-learning-containers/vllm:server-sagemaker-cuda-v1.4";
export const REGISTRY_MODEL = "azureml://registries/HuggingFace/models/qwen-qwen3-8b/versions/4";

export const blue: OnlineDeploymentArgs = {
  share: 100,
  vmSize: "Standard_NC24ads_A100_v4",
  instances: { min: 1, max: 1 },
  image: IMAGE,
};
export const weights = {
  url: "https://weights.blob.core.windows.net/models/qwen/v2/",
  storageAccountId: WEIGHTS_ACCOUNT,
};

export const args: OnlineEndpointArgs = {
  resourceGroupName: "ml",
  location: "swedencentral",
  workspaceId: WORKSPACE,
  workspaceName: "studio",
  storageAccountId: STORAGE,
  containerRegistryId: REGISTRY,
  model: "Qwen/Qwen3-8B",
  deployments: { blue },
};

export const deployed = (more: Partial<OnlineEndpointArgs> = {}) =>
  deploy(() => new OnlineEndpoint("chat", { ...args, ...more }));

/** The endpoint with `blue` changed. */
export const withBlue = (more: Partial<OnlineDeploymentArgs>, rest: Partial<OnlineEndpointArgs> = {}) =>
  deployed({ ...rest, deployments: { blue: { ...blue, ...more } } });

export const COMPONENT = "ai-stack:azure:OnlineEndpoint::chat"; // spelled out: a changed token replaces users' state
const ML = "azure-native:machinelearningservices";
export const ENDPOINT = `${ML}:OnlineEndpoint::chat`;
export const BLUE = `${ML}:OnlineDeployment::chat-blue`;
export const GREEN = `${ML}:OnlineDeployment::chat-green`;
export const ENVIRONMENT = `${ML}:EnvironmentVersion::chat-blue-environment`;
export const DATASTORE = `${ML}:Datastore::chat-blue-datastore`;
export const MODEL = `${ML}:ModelVersion::chat-blue-model`;
export const CONNECTION = `${ML}:WorkspaceConnection::chat-token`;
export const COLLECTION = `${ML}:DataVersion::chat-blue`;
export const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity::chat-identity";
export const ROLE = "azure-native:authorization:RoleAssignment::chat";
export const SCALING = "azure-native:monitor:AutoscaleSetting::chat-blue-scaling";
export const TRAFFIC = "azure-native:resources:Deployment::chat-traffic";
export const LOGS = "azure-native:monitor:DiagnosticSetting::chat-logs";
export const ALERT = "azure-native:monitor:MetricAlert::chat";
