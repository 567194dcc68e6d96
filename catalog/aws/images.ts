import { CatalogError, type Provenance } from "../provenance.js";

/** A serving container of AWS, as SageMaker pulls it in one region. */
export interface ServingImage extends Provenance {
  /** Full ECR address with tag. SageMaker pulls only from the endpoint's own region. */
  readonly uri: string;
  /** ARN of the ECR repository, for the pull permission of the execution role. */
  readonly repositoryArn: string;
  readonly vllmVersion: string;
  /** Major version of CUDA in the container. */
  readonly cudaMajor: number;
  /** SageMaker host image whose driver runs this CUDA; the default one is too old for CUDA 13 and fails without logs. */
  readonly inferenceAmiVersion: string;
  /** Share of an accelerator's memory that its vLLM takes unless told otherwise. */
  readonly gpuMemoryUtilization: number;
}

/** Account of the AWS Deep Learning Containers in most commercial regions. */
const sharedAccount = "763104351884";

const sharedAccountRegions = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
] as const;

/**
 * Accounts of the AWS Deep Learning Containers by commercial region.
 * Source: `vllm.json` (0.30.0) in the image tables of the SageMaker Python SDK, sagemaker-core 2.27.0, 2026-10-21.
 */
export const deepLearningContainerAccounts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(sharedAccountRegions.map((region) => [region, sharedAccount])),
  "af-south-1": "626614931356",
  "ap-east-1": "871362719292",
  "ap-east-2": "975050140332",
  "ap-northeast-3": "364406365360",
  "ap-south-2": "772153158452",
  "ap-southeast-3": "907027046896",
  "ap-southeast-4": "457447274322",
  "ap-southeast-5": "550225433462",
  "ap-southeast-6": "633930458069",
  "ap-southeast-7": "590183813437",
  "ca-west-1": "204538143572",
  "eu-central-2": "380420809688",
  "eu-south-1": "692866216735",
  "eu-south-2": "503227376785",
  "il-central-1": "780543022126",
  "me-central-1": "914824155844",
  "me-south-1": "217643126080",
  "me-west-1": "124382933778",
  "mx-central-1": "637423239942",
};

/** The vLLM container. Tag, CUDA: the SageMaker Python SDK and the AWS Deep Learning Containers list of images. */
const vllm = {
  repository: "vllm",
  tag: "0.30.0-gpu-py312-cu130-ubuntu24.04-sagemaker",
  vllmVersion: "0.30.0",
  cudaMajor: 13,
  inferenceAmiVersion: "al2023-ami-sagemaker-inference-gpu-4-1",
  gpuMemoryUtilization: 0.92,
  source: "sagemaker-core 2.27.0 image tables; AWS Deep Learning Containers list of images; vLLM CacheConfig",
  asOf: "2026-10-21",
} as const;

/**
 * The vLLM serving container of AWS in a region. There is none here for Neuron accelerators.
 *
 * @throws CatalogError for a region whose registry is not known.
 * @see https://aws.github.io/deep-learning-containers/reference/available_images/
 */
export function vllmImage(region: string): ServingImage {
  const account = Object.hasOwn(deepLearningContainerAccounts, region) && deepLearningContainerAccounts[region];
  if (!account)
    throw new CatalogError(
      `no AWS Deep Learning Containers registry is known for region ${JSON.stringify(region)}: known are ${Object.keys(
        deepLearningContainerAccounts,
      )
        .sort()
        .join(", ")}`,
    );
  const { repository, tag, ...rest } = vllm;
  return {
    uri: `${account}.dkr.ecr.${region}.amazonaws.com/${repository}:${tag}`,
    repositoryArn: `arn:aws:ecr:${region}:${account}:repository/${repository}`,
    ...rest,
  };
}
