import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accelerators } from "../../catalog/accelerators.js";
import { cloudRunInstances } from "../../catalog/gcp/cloud-run-gpus.js";
import { gcpMachineTypes } from "../../catalog/gcp/machine-types.js";
import { gcpRegions } from "../../catalog/gcp/regions.js";
import { models } from "../../catalog/models.js";
import { SizingError } from "../../sizing/error.js";
import { chooseServing, type GcpServingRequest } from "../../sizing/serving.js";

const sample: GcpServingRequest = {
  cloud: "gcp",
  region: "us-central1",
  model: "Qwen/Qwen3-8B",
  accelerators: ["L4", "A100"],
  contextTokens: 16_384,
  concurrency: 1,
  precision: "auto",
  minReplicas: 0,
};
const choose = (change: Partial<GcpServingRequest>) => chooseServing({ ...sample, ...change });

test("the sample, Qwen3-8B on [L4, A100] in us-central1 from zero replicas, is served by an L4 of Cloud Run", () => {
  expect(choose({})).toMatchObject({
    serving: "cloud-run",
    accelerator: { name: "L4" },
    gpu: "nvidia-l4",
    cpu: 8,
    memoryGiB: 32,
    image: { uri: "docker.io/vllm/vllm-openai:v0.28.0-cu129" },
    vllmFlags: ["--max-model-len=16384", "--max-num-seqs=64", "--gpu-memory-utilization=0.92"],
    contextTokens: 16_384,
    startUpTimeoutSec: 960,
    fit: "tight",
    placement: { sequences: { optimistic: 2, pessimistic: 0 } },
    reason:
      "Cloud Run for zero replicas; nvidia-l4 with 8 vCPUs and 32 GiB: the smallest with this accelerator that " +
      "Qwen/Qwen3-8B fits",
  });
  expect(choose({}).weightsGiB).toBeCloseTo(15.255, 3);
});

test("from one replica the sample is served by Model Garden", () => {
  expect(choose({ minReplicas: 1 })).toMatchObject({
    serving: "model-garden",
    machineType: "g2-standard-12",
    acceleratorType: "NVIDIA_L4",
    acceleratorCount: 1,
    image: {
      uri: "us-docker.pkg.dev/vertex-ai/vertex-vision-model-garden-dockers/pytorch-vllm-serve:20260713_0916_RC01",
    },
    vllmFlags: ["--max-model-len=16384", "--max-num-seqs=64", "--gpu-memory-utilization=0.92"],
    startUpTimeoutSec: 960,
    fit: "tight",
    reason:
      "Model Garden for replicas.min 1 or more; g2-standard-12 (1 × L4): the smallest with this accelerator that " +
      "Qwen/Qwen3-8B fits",
  });
});

describe("the way of serving", () => {
  test.each<[string, Partial<GcpServingRequest>, string, string]>([
    ["zero replicas", {}, "cloud-run", "Cloud Run for zero replicas"],
    ["one replica", { minReplicas: 1 }, "model-garden", "Model Garden for replicas.min 1 or more"],
    ["own weights", { minReplicas: 1, weights: true }, "cloud-run", "Cloud Run for weights in Cloud Storage"],
    ["own weights, zero replicas", { weights: true }, "cloud-run", "Cloud Run for zero replicas"],
    ["cloud-run named", { minReplicas: 1, serving: "cloud-run" }, "cloud-run", "Cloud Run for serving: cloud-run"],
    [
      "model-garden named",
      { minReplicas: 1, serving: "model-garden" },
      "model-garden",
      "Model Garden for serving: model-garden",
    ],
  ])("%s", (_, change, serving, why) => {
    const choice = choose(change);
    expect(choice.serving).toBe(serving);
    expect(choice.reason.split("; ")[0]).toBe(why);
  });

  test.each<[string, Partial<GcpServingRequest>, string]>([
    [
      "zero replicas on Model Garden",
      { serving: "model-garden" },
      "replicas.min must be 1 or more with serving: model-garden, got 0: on Google Cloud only serving: cloud-run has zero",
    ],
    [
      "own weights on Model Garden",
      { serving: "model-garden", minReplicas: 1, weights: true },
      "weights must be left out with serving: model-garden: on Google Cloud only serving: cloud-run takes weights in",
    ],
    [
      "a model without an owner on Model Garden",
      { minReplicas: 1, model: "gpt2" },
      'model must be <owner>/<model> for Model Garden, got "gpt2"; serving: cloud-run takes it',
    ],
  ])("fails: %s", (_, change, message) => {
    expect(() => choose(change)).toThrow(SizingError);
    expect(() => choose(change)).toThrow(message);
  });
});

describe("Cloud Run", () => {
  test("goes on to the RTX PRO 6000 when the model does not fit the L4, and says why", () => {
    const choice = choose({ model: "openai/gpt-oss-120b", accelerators: ["L4", "RTX-PRO-6000"] });
    expect(choice).toMatchObject({ gpu: "nvidia-rtx-pro-6000", cpu: 20, memoryGiB: 80, fit: "fits" });
    expect(choice.reason).toMatch(
      /; it does not fit L4: at 16384 tokens × 1 it needs at least 61\.8 GiB on each of 1, /,
    );
  });

  test("passes over accelerators that it does not have", () => {
    const choice = choose({ accelerators: ["H100", "L4"] });
    expect(choice).toMatchObject({ gpu: "nvidia-l4" });
    expect(choice.reason).toMatch(/; H100 is not offered there on Cloud Run$/);
  });

  test("takes an instance with memory for the files of the weights too", () => {
    // 36e9 × 2 bytes = 67.1 GiB, and 40e9: 74.5 GiB; 8 GiB are for vLLM
    const shape = { layers: 40, kvHeads: 8, headSize: 128 };
    const own = { model: "acme/Own", accelerators: ["RTX-PRO-6000"], contextTokens: 4096 };
    expect(choose({ ...own, shape: { ...shape, parametersB: 36 } })).toMatchObject({ cpu: 20, memoryGiB: 80 });
    expect(choose({ ...own, shape: { ...shape, parametersB: 40 } })).toMatchObject({ cpu: 24, memoryGiB: 96 });
    expect(choose({ ...own, shape: { ...shape, parametersB: 40 }, weights: true })).toMatchObject({ memoryGiB: 80 });
  });

  test("has no room for large files beside a small GPU, unless they stay in Cloud Storage", () => {
    const request = { model: "Qwen/Qwen3-14B", precision: "fp8", accelerators: ["L4"] } as const;
    expect(() => choose(request)).toThrow(
      "the weights (27.5 GiB) and vLLM do not fit the 32 GiB of an instance with L4, which keeps what comes from Hugging " +
        "Face: give weights in Cloud Storage, which are read in place. What would fit: replicas.min 1 (Model Garden on " +
        "g2-standard-12, 1 × L4); accelerator RTX-PRO-6000",
    );
    expect(choose({ ...request, weights: true })).toMatchObject({ gpu: "nvidia-l4" });
  });

  test("waits 30 minutes at most for a start", () => {
    const change = { model: "openai/gpt-oss-120b", accelerators: ["RTX-PRO-6000"] };
    expect(choose(change).startUpTimeoutSec).toBe(1800);
    expect(choose({ model: "acme/Own-7B" }).startUpTimeoutSec).toBe(1800);
  });
});

describe("Model Garden", () => {
  const garden = { minReplicas: 1 };

  test("uses as many accelerators as the model is split over, which the endpoint's flags leave to it", () => {
    const choice = choose({ ...garden, model: "Qwen/Qwen3-32B" });
    expect(choice).toMatchObject({ machineType: "g2-standard-48", acceleratorCount: 4 });
    expect(choice.vllmFlags.join()).not.toContain("tensor-parallel-size");
  });

  test("uses some of a machine's accelerators where the model's heads cannot be divided further", () => {
    expect(choose({ ...garden, model: "microsoft/phi-4", accelerators: ["H100"] })).toMatchObject({
      machineType: "a3-highgpu-8g",
      acceleratorCount: 2,
    });
  });

  test("A100 takes the 40 GB one first, then the 80 GB one", () => {
    expect(choose({ ...garden, accelerators: ["A100"] })).toMatchObject({
      machineType: "a2-highgpu-1g",
      acceleratorType: "NVIDIA_TESLA_A100",
    });
    expect(choose({ ...garden, accelerators: ["A100"], region: "us-east4" })).toMatchObject({
      machineType: "a2-ultragpu-1g",
      acceleratorType: "NVIDIA_A100_80GB",
    });
  });

  test("deploys on demand: one H100 is not had that way, eight are", () => {
    expect(choose({ ...garden, accelerators: ["H100"] })).toMatchObject({
      machineType: "a3-highgpu-8g",
      acceleratorType: "NVIDIA_H100_80GB",
    });
  });

  test("asks for half precision and fp8 like any vLLM", () => {
    expect(
      choose({ ...garden, model: "Qwen/Qwen3-4B-Instruct-2507", contextTokens: 8192, accelerators: ["T4"] }),
    ).toMatchObject({
      machineType: "n1-standard-8",
      acceleratorType: "NVIDIA_TESLA_T4",
      vllmFlags: ["--max-model-len=8192", "--max-num-seqs=64", "--dtype=half", "--gpu-memory-utilization=0.92"],
    });
    expect(choose({ ...garden, precision: "fp8" }).vllmFlags).toContain("--quantization=fp8");
  });

  test("waits two hours at most for a start", () => {
    expect(choose({ ...garden, model: "acme/Own-7B" }).startUpTimeoutSec).toBe(7200);
    expect(choose({ ...garden, model: "meta-llama/Llama-3.3-70B-Instruct" }).startUpTimeoutSec).toBe(3300);
  });
});

test("a model that the catalog does not know gets one accelerator, and only the flags that were asked for", () => {
  const choice = choose({ model: "Qwen/Qwen3-8b", contextTokens: undefined });
  expect(choice).toMatchObject({ gpu: "nvidia-l4", vllmFlags: ["--gpu-memory-utilization=0.92"], fit: "not known" });
  expect(choice.reason).toMatch(/the catalog does not know Qwen\/Qwen3-8b \(nearest: Qwen\/Qwen3-8B\)$/);
});

describe("fails", () => {
  const large = { model: "meta-llama/Llama-3.3-70B-Instruct" };

  test("zero replicas of a model that fits no GPU of Cloud Run: what Model Garden would take", () => {
    expect(() => choose(large)).toThrow(
      "replicas.min 0 needs Cloud Run on Google Cloud, and model meta-llama/Llama-3.3-70B-Instruct cannot be served by it " +
        "on accelerator [L4, A100] in us-central1: it does not fit L4: at 16384 tokens × 1 it needs at least 136.7 GiB on " +
        "each of 1, and vLLM may use 20.7 GiB on the largest, nvidia-l4; A100-40GB is not offered there on Cloud Run; " +
        "A100-80GB is not offered there on Cloud Run. What would fit: replicas.min 1 (Model Garden on g2-standard-96, 8 × L4)",
    );
  });

  test("serving: cloud-run: what Model Garden would take", () => {
    expect(() => choose({ ...large, serving: "cloud-run", minReplicas: 1 })).toThrow(
      /^model \S+ cannot be served by Cloud Run on .* What would fit: serving model-garden \(Model Garden on g2-standard-96, /,
    );
    expect(() => choose({ ...large, serving: "cloud-run" })).toThrow("serving model-garden with replicas.min 1 (");
  });

  test("own weights: Model Garden is no way out", () => {
    expect(() => choose({ ...large, weights: true })).toThrow(
      /A100-80GB is not offered there on Cloud Run\. Offered for Cloud Run are L4 \(1 a machine\), RTX-PRO-6000 \(1 a machine\)$/,
    );
  });

  test("Model Garden: what it has in the region", () => {
    expect(() =>
      choose({ minReplicas: 1, model: "acme/Own-7B", accelerators: ["RTX-PRO-6000"], region: "asia-northeast3" }),
    ).toThrow(
      "model acme/Own-7B cannot be served by Model Garden on accelerator [RTX-PRO-6000] in asia-northeast3: RTX-PRO-6000 " +
        "is not offered there on demand for Model Garden. Offered for Model Garden are T4 (1, 2 or 4 a machine), " +
        "L4 (1, 2, 4 or 8 a machine), A100-40GB (1, 2, 4 or 8 a machine)",
    );
  });

  test("a region without GPUs on Cloud Run: replicas.min 1", () => {
    expect(() => choose({ region: "us-east1" })).toThrow(
      /L4 is not offered there on Cloud Run; .* What would fit: replicas\.min 1 \(Model Garden on g2-standard-12, 1 × L4\)$/,
    );
    expect(() => choose({ region: "us-east1", weights: true })).toThrow(/\. Cloud Run has no GPUs there$/);
  });

  test("a TPU: nothing here serves on one", () => {
    expect(() => choose({ accelerators: ["TPU-v6e"] })).toThrow(
      "TPU-v6e has no serving container here: TPU serving is",
    );
  });

  test.each<[string, Partial<GcpServingRequest>, string]>([
    ["a misspelt accelerator", { accelerators: ["L4O"] }, "; did you mean L4?"],
    ["an unknown region", { region: "us-central-1" }, 'region "us-central-1" is not in the catalog'],
    ["more context than the model has", { contextTokens: 40_961 }, "contextTokens must be at most 40960"],
    ["bf16 of fp8 weights", { model: "deepseek-ai/DeepSeek-R1", precision: "bf16" }, "precision must be auto for"],
  ])("%s", (_, change, message) => {
    expect(() => choose(change)).toThrow(SizingError);
    expect(() => choose(change)).toThrow(message);
  });
});

const anyRequest = fc.record({
  cloud: fc.constant("gcp" as const),
  region: fc.constantFrom(...gcpRegions),
  model: fc.constantFrom(...models.map(({ id }) => id), "acme/Own-7B"),
  accelerators: fc.subarray(
    accelerators.map(({ name }) => name),
    { minLength: 1 },
  ),
  contextTokens: fc.option(fc.integer({ min: 1, max: 150_000 }), { nil: undefined }),
  concurrency: fc.integer({ min: 1, max: 300 }),
  precision: fc.constantFrom("auto" as const, "bf16" as const, "fp8" as const),
  minReplicas: fc.integer({ min: 0, max: 2 }),
  serving: fc.constantFrom(undefined, "cloud-run" as const, "model-garden" as const),
  weights: fc.boolean(),
});

test("whatever is chosen is offered, within what Google Cloud accepts, and fits; everything else is a SizingError", () => {
  fc.assert(
    fc.property(anyRequest, (any) => {
      try {
        const choice = chooseServing(any);
        expect(any.accelerators).toContain(choice.accelerator.name);
        if (any.serving) expect(choice.serving).toBe(any.serving);
        if (choice.placement) expect(choice.placement.sequences.optimistic).toBeGreaterThanOrEqual(any.concurrency);
        for (const flag of choice.vllmFlags) expect(flag).toMatch(/^--[a-z-]+=\S+$/);
        if (choice.serving === "cloud-run") {
          const instance = cloudRunInstances.find(
            ({ name, memoryGiB }) => name === choice.gpu && memoryGiB === choice.memoryGiB,
          );
          expect(instance?.regions).toContain(any.region);
          expect(choice.startUpTimeoutSec).toBeLessThanOrEqual(1800);
          if (!any.weights && choice.weightsGiB) expect(choice.weightsGiB + 8).toBeLessThanOrEqual(choice.memoryGiB);
          return;
        }
        const type = gcpMachineTypes.find(({ name }) => name === choice.machineType);
        expect(any.minReplicas).toBeGreaterThan(0);
        expect(any.weights).toBe(false);
        expect(type).toMatchObject({ vertexAcceleratorType: choice.acceleratorType, modelGarden: true });
        expect(type?.regions).toContain(any.region);
        expect(choice.acceleratorCount).toBeLessThanOrEqual(type?.count ?? 0);
        expect(choice.startUpTimeoutSec).toBeLessThanOrEqual(7200);
      } catch (error) {
        if (!(error instanceof SizingError)) throw error;
      }
    }),
  );
});

test("what an error says would fit, does", () => {
  fc.assert(
    fc.property(anyRequest, (any) => {
      let message = "";
      try {
        chooseServing(any);
      } catch (error) {
        message = (error as Error).message;
      }
      const remedies = /What would fit: (.*)$/.exec(message)?.[1] ?? "";
      if (remedies.includes("replicas.min 1 ("))
        expect(chooseServing({ ...any, serving: "model-garden", minReplicas: 1 }).serving).toBe("model-garden");
      else if (remedies.includes("serving model-garden ("))
        expect(chooseServing({ ...any, serving: "model-garden" }).serving).toBe("model-garden");
      const names = /accelerator ([^;]+)/.exec(remedies)?.[1]?.split(", ") ?? [];
      for (const name of names) expect(chooseServing({ ...any, accelerators: [name] }).accelerator.name).toBe(name);
      const context = /contextTokens (\d+)/.exec(remedies)?.[1];
      if (context) expect(chooseServing({ ...any, contextTokens: Number(context) }).fit).not.toBe("not known");
      if (remedies.includes("precision fp8"))
        expect(chooseServing({ ...any, precision: "fp8" }).fit).not.toBe("not known");
    }),
    { numRuns: 300 },
  );
});
