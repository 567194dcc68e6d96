import type { Provenance } from "../provenance.js";

/** A vLLM server for Azure, with its exact tag. It serves accelerators that CUDA drives. */
export interface AzureServingImage extends Provenance {
  readonly uri: string;
  /** Where it listens. */
  readonly port: number;
  /** A path that answers 200 once the model is loaded. */
  readonly healthPath: string;
}

/**
 * vLLM's own image, for Container Apps: its arguments are those of `vllm serve`. CUDA 12.9 runs on driver 580, which
 * Container Apps' GPUs have. It is built for compute capabilities from 7.5, the T4's, and streams weights from Azure
 * Blob Storage: it has `runai-model-streamer` with the extra `azure`.
 *
 * @see https://hub.docker.com/r/vllm/vllm-openai/tags
 * @see https://learn.microsoft.com/azure/container-apps/gpu-serverless-overview#gpu-software-stack
 */
export const containerAppsVllmImage: AzureServingImage = {
  uri: "docker.io/vllm/vllm-openai:v0.28.0-cu129",
  port: 8000,
  healthPath: "/health",
  source:
    "README of flagos-ai/vllm-plugin-FL, which tests on it; docker/Dockerfile of vllm-project/vllm at 2cf0a691 (0.28.0)",
  asOf: "2026-08-26",
};

/**
 * The vLLM Deep Learning Container of AWS, from its public registry, for managed online endpoints: these give a container
 * environment variables and no arguments, and this one takes `SM_VLLM_<FLAG>` for `--<flag>`. It is vLLM's API server
 * (0.20.0.dev361), so it answers `/v1/*` and `/health` beside SageMaker's `/ping` and `/invocations`. It is the last
 * release with CUDA 12.9: the driver of Azure Machine Learning's hosts is not published, and CUDA 13 needs driver 580.
 *
 * @see https://aws.github.io/deep-learning-containers/vllm/
 */
export const onlineEndpointVllmImage: AzureServingImage = {
  uri: "public.ecr.aws/deep-learning-containers/vllm:server-sagemaker-cuda-v1.4",
  port: 8080,
  healthPath: "/health",
  source: "aws/deep-learning-containers, docs/vllm/changelog (v1.4.0) and scripts/vllm/sagemaker_entrypoint.sh",
  asOf: "2026-05-22",
};
