import { defineCommand } from "citty";
import { type ComparisonOptions, compareModel } from "../sizing/compare.js";
import { checkArgs } from "./args.js";
import { UsageError } from "./error.js";
import { compareReport } from "./print/compare.js";
import { formatArgs, print } from "./stack-plan.js";

const args = {
  model: {
    type: "positional",
    description: "a model by its id on Hugging Face, such as Qwen/Qwen3-8B",
    required: true,
  },
  context: {
    type: "string",
    description: "tokens of a sequence, prompt and answer together (Default: the model's own limit, at most 8192)",
    valueHint: "tokens",
  },
  concurrency: {
    type: "string",
    description: "sequences of that length at the same time",
    default: "1",
    valueHint: "number",
  },
  precision: { type: "string", description: "number format of the weights: auto, bf16 or fp8", default: "auto" },
  aws: { type: "string", description: "region of AWS", default: "us-east-1", valueHint: "region" },
  gcp: { type: "string", description: "region of Google Cloud", default: "us-central1", valueHint: "region" },
  azure: { type: "string", description: "region of Azure", default: "westus3", valueHint: "region" },
  ...formatArgs,
} as const;

export const compare = defineCommand({
  meta: {
    name: "compare",
    description: "One model on every way of serving of the three clouds: fit, cost, scale to zero",
  },
  args,
  run({ args: given }) {
    checkArgs(given, args);
    const { model, aws, gcp, azure } = given;
    const options: ComparisonOptions = {
      contextTokens: given.context === undefined ? undefined : countOf("context", given.context),
      concurrency: countOf("concurrency", given.concurrency),
      precision: precisionOf(given.precision),
      regions: { aws, gcp, azure },
    };
    const rows = compareModel(model, options);
    print(given, rows, [{ heading: model }, ...compareReport(rows)]);
  },
});

function countOf(flag: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text))
    throw new UsageError(`--${flag} must be a whole number from 1, got ${JSON.stringify(text)}`);
  return Number(text);
}

function precisionOf(text: string): "auto" | "bf16" | "fp8" {
  if (text === "auto" || text === "bf16" || text === "fp8") return text;
  throw new UsageError(`--precision must be auto, bf16 or fp8, got ${JSON.stringify(text)}`);
}
