import * as z from "zod";
import { blobFolder, gcsFolder, nativeText, s3Folder, type Target, unlessRefused } from "./native-settings.js";
import { rolloutSchema } from "./rollout-settings.js";
import { acceleratorList, always, choice, count, integer, mapping, modelId, text } from "./setting-types.js";

const shape = mapping({
  parameters: z
    .number("a number above 0, in billions")
    .refine((value) => value > 0 && value <= 10_000, "a number above 0 and up to 10000, in billions")
    .meta({ exclusiveMinimum: 0, maximum: 10_000 })
    .describe("Parameters of the model, in billions."),
  layers: integer(1, 1000).describe("Layers (num_hidden_layers)."),
  kvHeads: integer(1, 1024).describe("Key-value heads of a layer (num_key_value_heads)."),
  headSize: integer(1, 4096).describe("Numbers in a head (head_dim)."),
});

/** Why a key has no place on a cloud. */
const REFUSED = {
  serving: {
    aws: "where replicas.min decides: 0 for an inference component of SageMaker, 1 and more for instances of its own",
  },
  access: { aws: "where SageMaker answers at AWS's own address, and only whom IAM allows" },
  capture: {
    gcp: "where neither Cloud Run nor Model Garden keeps requests and answers; keep them where they are sent from",
  },
  weightsResourceGroup: { aws: "where a bucket has none", gcp: "where a bucket has none" },
  rollout: {
    aws: "where SageMaker itself moves an endpoint to another model, some requests first",
    gcp: "where Cloud Run and Model Garden move an endpoint at once; for two models name two endpoints",
  },
} as const;

/** Ways of serving that a stack chooses from, by cloud; SageMaker's follow from `replicas.min`. */
const WAYS = {
  gcp: ["cloud-run", "model-garden"],
  azure: ["container-apps", "online-endpoint"],
  any: ["cloud-run", "model-garden", "container-apps", "online-endpoint"],
} as const;

/** Whether the endpoint, or a deployment of it, has weights of its own. */
function ownWeights(weights: unknown, rollout: unknown): boolean {
  const deployments = typeof rollout === "object" && rollout !== null ? Object.values(rollout) : [];
  return weights !== undefined || deployments.some((deployment) => deployment?.weights !== undefined);
}

/** A model endpoint. */
export const endpointSchema = (target: Target) =>
  mapping({
    model: modelId.describe("Model, by its id on Hugging Face, such as Qwen/Qwen3-8B."),
    accelerator: acceleratorList
      .describe(
        "Accelerator: a name, or names in order of preference. The first that the region offers and the model fits " +
          "is taken. Default: the first of a fixed order (docs/sizing.md) that the model fits.",
      )
      .optional(),
    replicas: count("replicas", 1)
      .prefault({})
      .describe("How many replicas serve the model; min: 0 scales to zero when idle. Default: 0 to 1."),
    contextTokens: integer(256, 10_000_000)
      .describe(
        "Longest prompt and answer together, in tokens. Default: 8192, or the model's own limit if that is less.",
      )
      .optional(),
    concurrency: integer(1, 1024)
      .default(1)
      .describe("Requests of contextTokens that one replica has memory for at the same time. Default: 1."),
    precision: choice(["auto", "bf16", "fp8"])
      .default("auto")
      .describe("Number format of the weights in memory; auto is that of the published weights. Default: auto."),
    weights: nativeText(target, { aws: s3Folder, gcp: gcsFolder, azure: blobFolder })
      .describe(
        "Folder of the weights: on aws in S3, s3://bucket/folder/, needed for gated models; on gcp in Cloud " +
          "Storage, gs://bucket/folder/; on azure in Blob Storage, https://account.blob.core.windows.net/container/folder/. " +
          "Default: Hugging Face.",
      )
      .optional(),
    weightsResourceGroup: unlessRefused(
      target,
      REFUSED.weightsResourceGroup,
      text({ pattern: /^[\w().-]{0,89}[\w()-]$/, shape: "the name of a resource group" }),
    ).describe(
      "Resource group of the storage account of weights, on azure only and needed there. Default: none, without weights.",
    ),
    shape: shape.describe("Size of a model that the catalog does not know. Default: from the catalog.").optional(),
    serving: unlessRefused(target, REFUSED.serving, choice(WAYS[target === "aws" ? "any" : target])).describe(
      "Way of serving, on gcp cloud-run or model-garden, on azure container-apps or online-endpoint; production names " +
        "it. Default: cloud-run for replicas.min 0 or weights, else model-garden; container-apps for replicas.min 0, " +
        "else online-endpoint.",
    ),
    access: unlessRefused(target, REFUSED.access, choice(["private", "internet"])).describe(
      "From where Cloud Run and online endpoints take requests, on gcp and azure: private, the stack's network, or " +
        "internet; the cloud's IAM decides who may send them. Default: private.",
    ),
    capture: unlessRefused(
      target,
      REFUSED.capture,
      mapping({
        percent: integer(1, 100).default(100).describe("Share of the requests that is kept, in percent. Default: 100."),
      }),
    ).describe(
      "Keeps requests and answers: on aws in S3, on azure, for an online endpoint, in Blob Storage. Default: nothing is " +
        "kept.",
    ),
    rollout: unlessRefused(target, REFUSED.rollout, rolloutSchema).describe(
      "One or two deployments of an online endpoint by name, with their shares of the requests, on azure only. " +
        "Default: one, blue.",
    ),
  }).refine(
    ({ weights, weightsResourceGroup, rollout = {} }) =>
      target !== "azure" || ownWeights(weights, rollout) === (weightsResourceGroup !== undefined),
    {
      ...always,
      path: ["weightsResourceGroup"],
      message: "given with weights, and only then: the resource group of their storage account",
    },
  );
