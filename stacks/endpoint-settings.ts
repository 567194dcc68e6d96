import * as z from "zod";
import { gcsFolder, nativeText, s3Folder, type Target, unlessRefused } from "./native-settings.js";
import { acceleratorList, choice, count, integer, mapping, text } from "./setting-types.js";

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
} as const;

/** A model endpoint. */
export const endpointSchema = (target: Target) =>
  mapping({
    model: text({
      pattern: /^[A-Za-z0-9][\w.-]{0,95}(\/[A-Za-z0-9][\w.-]{0,95})?$/,
      shape: "the id of a model on Hugging Face, such as Qwen/Qwen3-8B",
    }).describe("Model, by its id on Hugging Face, such as Qwen/Qwen3-8B."),
    accelerator: acceleratorList.describe(
      "Accelerator: a name, or names in order of preference. The first that the region offers and the model fits " +
        "is taken.",
    ),
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
    weights: nativeText(target, { aws: s3Folder, gcp: gcsFolder })
      .describe(
        "Folder of the weights: on aws in S3, s3://bucket/folder/, needed for gated models; on gcp in Cloud " +
          "Storage, gs://bucket/folder/. Default: Hugging Face.",
      )
      .optional(),
    shape: shape.describe("Size of a model that the catalog does not know. Default: from the catalog.").optional(),
    serving: unlessRefused(target, REFUSED.serving, choice(["cloud-run", "model-garden"])).describe(
      "Way of serving, on gcp only: cloud-run or model-garden; production names it. Default: cloud-run for " +
        "replicas.min 0 or weights, else model-garden.",
    ),
    access: unlessRefused(target, REFUSED.access, choice(["private", "internet"])).describe(
      "From where Cloud Run takes requests, on gcp only: private, the project's networks, or internet; IAM " +
        "decides who may send them. Default: private.",
    ),
    capture: unlessRefused(
      target,
      REFUSED.capture,
      mapping({
        percent: integer(1, 100).default(100).describe("Share of the requests that is kept, in percent. Default: 100."),
      }),
    ).describe("Keeps requests and answers in S3, on aws only. Default: nothing is kept."),
  });
