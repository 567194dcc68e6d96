import type * as inputs from "@pulumi/aws/types/input.js";
import type * as pulumi from "@pulumi/pulumi";

/** Where SageMaker puts the files of a model data source. */
const MODEL_DIRECTORY = "/opt/ml/model";

interface VllmContainerArgs {
  readonly model: string;
  readonly image: pulumi.Input<string>;
  readonly environment: Readonly<Record<string, string>>;
  readonly weightsUrl: pulumi.Input<string> | undefined;
}

/**
 * The vLLM container of a model: with weights from S3, which SageMaker copies next to it, or from Hugging Face, from
 * where it downloads them itself. `SM_VLLM_<FLAG>` becomes `--<flag>` of `vllm serve`.
 *
 * @see https://github.com/aws/deep-learning-containers
 */
export function vllmContainer(args: VllmContainerArgs): inputs.sagemaker.ModelPrimaryContainer {
  const { model, image, environment, weightsUrl } = args;
  if (weightsUrl === undefined) return { image, environment: { ...environment, SM_VLLM_MODEL: model } };
  return {
    image,
    environment: {
      ...environment,
      SM_VLLM_MODEL: MODEL_DIRECTORY,
      SM_VLLM_SERVED_MODEL_NAME: model, // else requests would have to name the directory
      HF_HUB_OFFLINE: "1", // there is no network to ask
    },
    modelDataSource: {
      s3DataSources: [{ s3Uri: weightsUrl, s3DataType: "S3Prefix", compressionType: "None" }],
    },
  };
}
