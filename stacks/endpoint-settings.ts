import * as z from "zod";
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

/** A model endpoint. */
export const endpointSchema = mapping({
  model: text(
    /^[A-Za-z0-9][\w.-]{0,95}(\/[A-Za-z0-9][\w.-]{0,95})?$/,
    "the id of a model on Hugging Face, such as Qwen/Qwen3-8B",
  ).describe("Model, by its id on Hugging Face, such as Qwen/Qwen3-8B."),
  accelerator: acceleratorList.describe(
    "Accelerator: a name, or names in order of preference. The first that the region offers and the model fits is taken.",
  ),
  replicas: count("replicas", 1)
    .prefault({})
    .describe("How many replicas serve the model; min: 0 scales to zero when idle. Default: 0 to 1."),
  contextTokens: integer(256, 10_000_000)
    .describe("Longest prompt and answer together, in tokens. Default: 8192, or the model's own limit if that is less.")
    .optional(),
  concurrency: integer(1, 1024)
    .default(1)
    .describe("Requests of contextTokens that one replica has memory for at the same time. Default: 1."),
  precision: choice(["auto", "bf16", "fp8"])
    .default("auto")
    .describe("Number format of the weights in memory; auto is that of the published weights. Default: auto."),
  weights: text(
    /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/([\w!.*'()/-]*\/)?$/,
    "an address s3://bucket/folder/ that ends with a slash",
  )
    .describe("Folder of the weights in S3, s3://bucket/folder/; needed for gated models. Default: Hugging Face.")
    .optional(),
  shape: shape.describe("Size of a model that the catalog does not know. Default: from the catalog.").optional(),
  capture: mapping({
    percent: integer(1, 100).default(100).describe("Share of the requests that is kept, in percent. Default: 100."),
  })
    .describe("Keeps requests and answers in S3. Default: nothing is kept.")
    .optional(),
});
