import type { Provenance } from "../provenance.js";

/** A vLLM server for Google Cloud, with its exact tag. */
export interface GcpServingImage extends Provenance {
  readonly uri: string;
}

/**
 * vLLM's own image, for Cloud Run, which pulls from Docker Hub. CUDA 12.9 runs on the drivers of both GPUs of Cloud Run:
 * 535 for the L4 has CUDA 12.2, and a minor version more is compatible; CUDA 13, which the tags without `-cu129` have,
 * needs driver 580, which the RTX PRO 6000 has.
 *
 * @see https://cloud.google.com/run/docs/configuring/services/gpu
 * @see https://hub.docker.com/r/vllm/vllm-openai/tags
 * @see https://docs.nvidia.com/deploy/cuda-compatibility/
 */
export const cloudRunVllmImage: GcpServingImage = {
  uri: "docker.io/vllm/vllm-openai:v0.28.0-cu129",
  source:
    "fishensw/VLLM-SM75, which builds on it: amd64 digest sha256:50509e700235; README of flagos-ai/vllm-plugin-FL, which " +
    "tests on it; vLLM 0.28.0: coreweave/ml-containers#218",
  asOf: "2026-08-26",
};

/**
 * Google's vLLM image, for a Hugging Face model on Vertex AI, which pulls from Artifact Registry alone. The tag is that
 * which Model Garden deploys hf-qwen/qwen2.5-7b-instruct with.
 */
export const modelGardenVllmImage: GcpServingImage = {
  uri: "us-docker.pkg.dev/vertex-ai/vertex-vision-model-garden-dockers/pytorch-vllm-serve:20260713_0916_RC01",
  source: "Model Garden's deployment code for hf-qwen/qwen2.5-7b-instruct, in public repositories",
  asOf: "2026-07-13",
};
