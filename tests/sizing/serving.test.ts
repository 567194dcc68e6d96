import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accelerators } from "../../catalog/accelerators.js";
import { awsInstanceTypes, awsRegions } from "../../catalog/aws/instance-types.js";
import { models } from "../../catalog/models.js";
import { SizingError } from "../../sizing/error.js";
import { type AwsServingRequest, chooseServing } from "../../sizing/serving.js";

const sample: AwsServingRequest = {
  cloud: "aws",
  region: "us-east-1",
  model: "Qwen/Qwen3-8B",
  accelerators: ["L4", "A100"],
  contextTokens: 16_384,
  concurrency: 1,
  precision: "auto",
  minReplicas: 0,
};
const choose = (change: Partial<AwsServingRequest>) => chooseServing({ ...sample, ...change });

test("the sample, Qwen3-8B on [L4, A100] in us-east-1, is served by one L4 on ml.g6.xlarge", () => {
  expect(choose({})).toMatchObject({
    serving: "inference-component",
    accelerator: { name: "L4" },
    instanceType: "g6.xlarge",
    sageMakerInstanceType: "ml.g6.xlarge",
    acceleratorCount: 1,
    tensorParallel: 1,
    memoryGiB: 16,
    minMemoryMiB: 1024,
    localNvme: true,
    image: {
      uri: "763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.30.0-gpu-py312-cu130-ubuntu24.04-sagemaker",
      inferenceAmiVersion: "al2023-ami-sagemaker-inference-gpu-4-1",
    },
    contextTokens: 16_384,
    modelDataDownloadTimeoutSec: 480,
    containerStartupTimeoutSec: 960,
    fit: "tight",
    placement: { sequences: { optimistic: 2, pessimistic: 0 } },
    reason: "ml.g6.xlarge (1 × L4): the smallest with this accelerator that Qwen/Qwen3-8B fits",
  });
  expect(choose({}).weightsGiB).toBeCloseTo(15.255, 3);
});

test("from one replica it is served on instances", () => {
  expect(choose({ minReplicas: 1 }).serving).toBe("instances");
});

describe("vLLM flags", () => {
  test("say the context and how many sequences to batch", () => {
    expect(choose({}).environment).toEqual({ SM_VLLM_MAX_MODEL_LEN: "16384", SM_VLLM_MAX_NUM_SEQS: "64" });
  });

  test("take more sequences when more are asked for", () => {
    expect(choose({ concurrency: 100, contextTokens: 1024, accelerators: ["H100"] }).environment).toMatchObject({
      SM_VLLM_MAX_NUM_SEQS: "100",
    });
  });

  test("split the model over the accelerators of the machine", () => {
    expect(choose({ model: "Qwen/Qwen3-32B" })).toMatchObject({
      instanceType: "g6.12xlarge",
      tensorParallel: 4,
      environment: { SM_VLLM_TENSOR_PARALLEL_SIZE: "4" },
    });
  });

  test("ask for half precision where there is no bf16", () => {
    expect(choose({ model: "Qwen/Qwen3-4B-Instruct-2507", accelerators: ["T4"], contextTokens: 8192 })).toMatchObject({
      instanceType: "g4dn.xlarge",
      environment: { SM_VLLM_DTYPE: "half" },
    });
  });

  test("ask for bf16 when the settings do", () => {
    expect(choose({ precision: "bf16" }).environment).toMatchObject({ SM_VLLM_DTYPE: "bfloat16" });
  });

  test("ask to make fp8 of bf16 weights, and not of fp8 ones", () => {
    expect(choose({ precision: "fp8" }).environment).toMatchObject({ SM_VLLM_QUANTIZATION: "fp8" });
    const published = choose({ model: "deepseek-ai/DeepSeek-R1", precision: "fp8", accelerators: ["H200"] });
    expect(published.environment).not.toHaveProperty("SM_VLLM_QUANTIZATION");
  });
});

describe("context", () => {
  test("is 8192 tokens when not given", () => {
    expect(choose({ contextTokens: undefined })).toMatchObject({
      contextTokens: 8192,
      environment: { SM_VLLM_MAX_MODEL_LEN: "8192" },
    });
  });

  test("may be all that the model has", () => {
    expect(choose({ contextTokens: 40_960, accelerators: ["L40S"] }).contextTokens).toBe(40_960);
  });

  test("fails: more than the model has", () => {
    expect(() => choose({ contextTokens: 40_961 })).toThrow(
      "contextTokens must be at most 40960 for Qwen/Qwen3-8B, got 40961",
    );
  });
});

describe("the list of accelerators", () => {
  test("goes on to the next when the region does not offer one for endpoints", () => {
    const choice = choose({ region: "eu-west-1", accelerators: ["L4", "A10G"] });
    expect(choice.sageMakerInstanceType).toBe("ml.g5.xlarge");
    expect(choice.reason).toMatch(/; L4 is not offered there for endpoints$/);
  });

  test("goes on to the next when the model fits no machine with one, and says why", () => {
    const choice = choose({ model: "meta-llama/Llama-3.3-70B-Instruct", accelerators: ["T4", "L40S"] });
    expect(choice.instanceType).toBe("g6e.12xlarge");
    // (70.55e9 × 2 bytes ÷ 4 = 32.85 GiB) + (80 layers × 2 × 2 heads × 128 × 2 bytes × 16,384 = 1.25 GiB) + 0.3
    expect(choice.reason).toBe(
      "ml.g6e.12xlarge (4 × L40S): the smallest with this accelerator that meta-llama/Llama-3.3-70B-Instruct fits; " +
        "it does not fit T4: at 16384 tokens × 1 it needs at least 34.4 GiB on each of 4, and vLLM may use 13.8 GiB on " +
        "the largest, g4dn.12xlarge",
    );
  });

  test("passes over an accelerator without the precision asked for", () => {
    const choice = choose({ precision: "fp8", accelerators: ["A100", "L4"] });
    expect(choice.accelerator.name).toBe("L4");
    expect(choice.reason).toMatch(/; A100-40GB has no fp8; A100-80GB has no fp8$/);
    expect(() => choose({ precision: "bf16", accelerators: ["T4"] })).toThrow("T4 has no bf16");
  });

  test("passes over Neuron accelerators: there is no container for them", () => {
    const choice = choose({ accelerators: ["Inferentia2", "L4"] });
    expect(choice.accelerator.name).toBe("L4");
    expect(choice.reason).toMatch(/; Inferentia2 has no serving container here: Neuron serving is not offered$/);
  });

  test("passes over a T4 for weights that are published in fewer than 16 bits", () => {
    const choice = choose({ model: "openai/gpt-oss-20b", accelerators: ["T4", "L4"] });
    expect(choice.accelerator.name).toBe("L4");
    expect(choice.reason).toMatch(/; T4 cannot run mxfp4 weights$/);
  });

  test("A100 takes the 80 GB one when the model does not fit the 40 GB one", () => {
    const choice = choose({ model: "Qwen/Qwen3-235B-A22B-Instruct-2507", accelerators: ["A100"] });
    expect(choice.sageMakerInstanceType).toBe("ml.p4de.24xlarge");
  });
});

describe("a model that the catalog does not know", () => {
  const unknown = { model: "acme/Own-7B", accelerators: ["L4"] };

  test("gets one accelerator and only the flags that were asked for; its fit is not known", () => {
    const choice = choose({ ...unknown, contextTokens: undefined });
    expect(choice).toMatchObject({
      instanceType: "g6.xlarge",
      tensorParallel: 1,
      environment: {},
      fit: "not known",
      modelDataDownloadTimeoutSec: 3600,
      containerStartupTimeoutSec: 3600,
    });
    expect(choice.weightsGiB).toBeUndefined();
    expect(choice.placement).toBeUndefined();
    expect(choice.contextTokens).toBeUndefined();
    expect(choice.reason).toBe(
      "ml.g6.xlarge (1 × L4): the smallest with this accelerator; the catalog does not know acme/Own-7B",
    );
  });

  test("takes the flags that were asked for", () => {
    expect(choose({ ...unknown, concurrency: 4, precision: "fp8" }).environment).toEqual({
      SM_VLLM_MAX_MODEL_LEN: "16384",
      SM_VLLM_MAX_NUM_SEQS: "64",
      SM_VLLM_QUANTIZATION: "fp8",
    });
  });

  test("is computed when its shape is given", () => {
    const shape = { parametersB: 70, layers: 80, kvHeads: 8, headSize: 128 };
    expect(choose({ ...unknown, shape })).toMatchObject({
      instanceType: "g6.48xlarge",
      tensorParallel: 8,
      fit: "tight",
    });
  });

  test("is told the nearest that the catalog knows", () => {
    expect(choose({ model: "Qwen/Qwen3-8b" }).reason).toMatch(
      /does not know Qwen\/Qwen3-8b \(nearest: Qwen\/Qwen3-8B\)$/,
    );
  });
});

describe("fails", () => {
  test("a model that fits nothing on the list: what it needs, what there is, what would fit", () => {
    // 14.77e9 × 2 bytes = 27.51 GiB, split by 4: 6.88; + 2 × 40 layers × 2 heads × 128 × 2 bytes × 16,384 × 16 = 10; + 0.3
    expect(() => choose({ model: "Qwen/Qwen3-14B", accelerators: ["T4"], concurrency: 16 })).toThrow(
      "model Qwen/Qwen3-14B cannot be served on accelerator [T4] in us-east-1: it does not fit T4: at 16384 tokens × 16 " +
        "it needs at least 17.2 GiB on each of 4, and vLLM may use 13.8 GiB on the largest, g4dn.12xlarge. What would fit: " +
        "accelerator A10G, L4, L40S, RTX-PRO-6000, A100-40GB, A100-80GB, H100, H200, B200; contextTokens 10240; concurrency 10",
    );
  });

  test("offers fp8 where it would fit", () => {
    const request = { model: "Qwen/Qwen3-235B-A22B-Instruct-2507", accelerators: ["L40S"] };
    expect(() => choose(request)).toThrow(/What would fit: accelerator .*; precision fp8$/);
    expect(choose({ ...request, precision: "fp8" }).instanceType).toBe("g6e.48xlarge");
  });

  test("nothing on the list is offered: what is, without the Neuron machines", () => {
    expect(() => choose({ accelerators: ["B200"], region: "ap-southeast-1", model: "acme/Own-7B" })).toThrow(
      "model acme/Own-7B cannot be served on accelerator [B200] in ap-southeast-1: B200 is not offered there for " +
        "endpoints. Offered for endpoints are T4 (1 or 4 a machine), A100-40GB (8 a machine), A100-80GB (8 a machine)",
    );
    expect(() => choose({ accelerators: ["B200"], region: "ap-southeast-1", model: "acme/Own-7B" })).toThrow(
      /A100-80GB \(8 a machine\)$/,
    );
  });

  test.each<[string, Partial<AwsServingRequest>, string]>([
    ["a misspelt accelerator", { accelerators: ["L4O"] }, "; did you mean L4?"],
    ["an unknown region", { region: "eu-west-9" }, 'region "eu-west-9" is not in the catalog'],
    [
      "bf16 of weights published in fp8",
      { model: "deepseek-ai/DeepSeek-R1", precision: "bf16" },
      "precision must be auto for deepseek-ai/DeepSeek-R1, whose weights are published in fp8, got bf16",
    ],
    [
      "fp8 of weights published in mxfp4",
      { model: "openai/gpt-oss-20b", precision: "fp8" },
      "precision must be auto for openai/gpt-oss-20b, whose weights are published in mxfp4, got fp8",
    ],
  ])("%s", (_, change, message) => {
    expect(() => choose(change)).toThrow(SizingError);
    expect(() => choose(change)).toThrow(message);
  });
});

describe("start-up waits", () => {
  test.each([
    // 300 + GiB × 1024 ÷ 100, and 600 + twice that, up to a minute
    ["meta-llama/Llama-3.2-1B-Instruct", 360, 660],
    ["meta-llama/Llama-3.3-70B-Instruct", 1680, 3300],
    ["deepseek-ai/DeepSeek-R1", 3600, 3600],
  ])("%s: %i s to download, %i s to start", (model, download, start) => {
    expect(choose({ model, accelerators: ["H200"], contextTokens: 1024 })).toMatchObject({
      modelDataDownloadTimeoutSec: download,
      containerStartupTimeoutSec: start,
    });
  });
});

test("a copy that takes some of a machine's accelerators asks for that share of half its memory", () => {
  expect(choose({ model: "microsoft/phi-4", contextTokens: 8192 })).toMatchObject({
    instanceType: "g6.12xlarge",
    acceleratorCount: 4,
    tensorParallel: 2,
    minMemoryMiB: 1024,
  });
});

test("whatever is chosen is offered, within what SageMaker accepts, and fits; everything else is a SizingError", () => {
  const request = fc.record({
    cloud: fc.constant("aws" as const),
    region: fc.constantFrom(...awsRegions),
    model: fc.constantFrom(...models.map(({ id }) => id), "acme/Own-7B"),
    accelerators: fc.subarray(
      accelerators.map(({ name }) => name),
      { minLength: 1 },
    ),
    contextTokens: fc.option(fc.integer({ min: 1, max: 150_000 }), { nil: undefined }),
    concurrency: fc.integer({ min: 1, max: 300 }),
    precision: fc.constantFrom("auto" as const, "bf16" as const, "fp8" as const),
    minReplicas: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(
    fc.property(request, (any) => {
      try {
        const choice = chooseServing(any);
        const type = awsInstanceTypes.find(({ name }) => name === choice.instanceType);
        expect(type?.regions).toContain(any.region);
        expect(type?.sageMakerEndpoint).toBe(true);
        expect(any.accelerators).toContain(choice.accelerator.name);
        expect(choice.tensorParallel).toBeLessThanOrEqual(choice.acceleratorCount);
        for (const wait of [choice.modelDataDownloadTimeoutSec, choice.containerStartupTimeoutSec]) {
          expect(wait).toBeGreaterThanOrEqual(60);
          expect(wait).toBeLessThanOrEqual(3600);
        }
        for (const name of Object.keys(choice.environment)) expect(name).toMatch(/^SM_VLLM_[A-Z_]+$/);
        if (choice.placement) expect(choice.placement.sequences.optimistic).toBeGreaterThanOrEqual(any.concurrency);
      } catch (error) {
        if (!(error instanceof SizingError)) throw error;
      }
    }),
  );
});

test("what an error says would fit, does", () => {
  const request = fc.record({
    model: fc.constantFrom(...models.map(({ id }) => id)),
    accelerators: fc.constantFrom(["T4"], ["A10G"], ["L4"], ["L40S"]),
    contextTokens: fc.integer({ min: 1, max: 30_000 }),
    concurrency: fc.integer({ min: 1, max: 64 }),
  });
  fc.assert(
    fc.property(request, (any) => {
      let message = "";
      try {
        choose(any);
      } catch (error) {
        if (!(error instanceof SizingError)) throw error;
        message = error.message;
      }
      const names = /What would fit: accelerator ([^;]+)/.exec(message)?.[1]?.split(", ") ?? [];
      for (const name of names) expect(choose({ ...any, accelerators: [name] }).accelerator.name).toBe(name);
      const context = /contextTokens (\d+)(;|$)/.exec(message)?.[1];
      if (context) expect(choose({ ...any, contextTokens: Number(context) }).contextTokens).toBe(Number(context));
      const concurrency = /concurrency (\d+)$/.exec(message)?.[1];
      if (concurrency) expect(choose({ ...any, concurrency: Number(concurrency) }).fit).not.toBe("not known");
      if (message.includes("; precision fp8")) expect(choose({ ...any, precision: "fp8" }).fit).not.toBe("not known");
    }),
  );
});
