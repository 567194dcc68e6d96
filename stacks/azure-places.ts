import { type ContainerAppsGpu, containerAppsGpus } from "../catalog/azure/container-apps-gpus.js";
import type { AzureChoices } from "./azure-choices.js";
import type { EndpointSettings } from "./config.js";

const ACCOUNT = /^https:\/\/([a-z0-9]+)\./;

/** An endpoint's weights in Blob Storage, in the words of the components; undefined where there are none. */
export function blobWeights({ weights, weightsResourceGroup }: EndpointSettings, subscription: string) {
  if (weights === undefined) return undefined;
  const [, account = ""] = ACCOUNT.exec(weights) ?? [];
  const group = `/subscriptions/${subscription}/resourceGroups/${weightsResourceGroup}`;
  return { url: weights, storageAccountId: `${group}/providers/Microsoft.Storage/storageAccounts/${account}` };
}

/** Serverless GPUs that the region has. An environment gets all of them: another one later is not always taken. */
export function serverlessGpus(region: string): ContainerAppsGpu["name"][] {
  return containerAppsGpus.filter(({ regions }) => regions.includes(region)).map(({ name }) => name);
}

/** Room for weights of a model that the catalog does not know: the memory of the largest serverless GPU. */
const UNKNOWN_WEIGHTS_GIB = 80;

/** The smallest share. @see https://learn.microsoft.com/azure/storage/files/understanding-billing (SSD, provisioned v2) */
const SMALLEST_SHARE_GIB = 32;

/**
 * Size of the share for what comes from Hugging Face: the weights of each model, and those of the largest once more,
 * since another model is fetched beside the old one's files, which nothing removes; 0 where nothing comes from there.
 */
export function modelCacheGiB(endpoints: AzureChoices["containerApps"]): number {
  const fetched = endpoints.filter(({ setting }) => setting.weights === undefined);
  if (fetched.length === 0) return 0;
  const sizes = new Map(
    fetched.map(({ setting, choice }) => [setting.model, choice.weightsGiB ?? UNKNOWN_WEIGHTS_GIB]),
  );
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return Math.max(SMALLEST_SHARE_GIB, Math.ceil(total + Math.max(...sizes.values())));
}

/**
 * Hosts that the image of an online endpoint comes from, and models where they come from Hugging Face.
 *
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#scenario-use-huggingface-models
 */
export function approvedHosts(endpoints: AzureChoices["onlineEndpoints"]): string[] {
  if (endpoints.length === 0) return [];
  const deployments = endpoints.flatMap((endpoint) => endpoint.deployments);
  return [
    ...IMAGE_HOSTS,
    ...(deployments.some(({ setting }) => setting.weights === undefined) ? HUGGING_FACE_HOSTS : []),
  ];
}

/**
 * The public registry of AWS, and where it keeps the layers.
 * @see https://anywhere.eks.amazonaws.com/docs/getting-started/vsphere/vsphere-prereq/
 */
const IMAGE_HOSTS = ["public.ecr.aws", "d2glxqk2uabbnd.cloudfront.net", "d5l0dvt14r5h8.cloudfront.net"];

const HUGGING_FACE_HOSTS = ["huggingface.co", "cdn-lfs.huggingface.co", "cdn-lfs-us-1.hf.co", "*.xethub.hf.co"];
