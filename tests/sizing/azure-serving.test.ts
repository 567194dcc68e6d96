import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accelerators } from "../../catalog/accelerators.js";
import { containerAppsGpus } from "../../catalog/azure/container-apps-gpus.js";
import { azureRegions } from "../../catalog/azure/regions.js";
import { azureVmSizes } from "../../catalog/azure/vm-sizes.js";
import { models } from "../../catalog/models.js";
import { SizingError } from "../../sizing/error.js";
import {
  type AzureServingRequest,
  type ContainerAppsChoice,
  chooseServing,
  type OnlineEndpointChoice,
} from "../../sizing/serving.js";

const sample: AzureServingRequest = {
  cloud: "azure",
  region: "westus3",
  model: "Qwen/Qwen3-8B",
  accelerators: ["L4", "A100"],
  contextTokens: 16_384,
  concurrency: 1,
  precision: "auto",
  minReplicas: 0,
};
const choose = (change: Partial<AzureServingRequest>) => chooseServing({ ...sample, ...change });
const onContainerApps = (change: Partial<AzureServingRequest>) =>
  choose({ ...change, serving: "container-apps" }) as ContainerAppsChoice;
const onEndpoint = (change: Partial<AzureServingRequest>) =>
  choose({ minReplicas: 1, ...change, serving: "online-endpoint" }) as OnlineEndpointChoice;

test("the sample, Qwen3-8B on [L4, A100] in westus3 from zero replicas, is served by an A100 of Container Apps", () => {
  expect(choose({})).toMatchObject({
    serving: "container-apps",
    accelerator: { name: "A100-80GB" },
    gpuProfile: "Consumption-GPU-NC24-A100",
    cpu: 24,
    memoryGiB: 220,
    image: { uri: "docker.io/vllm/vllm-openai:v0.28.0-cu129", port: 8000 },
    vllmFlags: ["--max-model-len=16384", "--max-num-seqs=64", "--gpu-memory-utilization=0.92"],
    contextTokens: 16_384,
    startUpTimeoutSec: 960,
    fit: "fits",
    reason:
      "Container Apps for zero replicas; Consumption-GPU-NC24-A100 (1 × A100-80GB): the smallest with this accelerator that " +
      "Qwen/Qwen3-8B fits; L4 is not offered there on Container Apps; A100-40GB is not offered there on Container Apps",
  });
  expect(choose({}).weightsGiB).toBeCloseTo(15.255, 3);
});

test("the production sample, Qwen3-14B on A100-80GB from two replicas, is served by an online endpoint", () => {
  const change = { model: "Qwen/Qwen3-14B", accelerators: ["A100-80GB"], minReplicas: 2 };
  expect(choose({ ...change, serving: "online-endpoint" })).toMatchObject({
    serving: "online-endpoint",
    accelerator: { name: "A100-80GB" },
    vmSize: "Standard_NC24ads_A100_v4",
    acceleratorCount: 1,
    tensorParallel: 1,
    image: { uri: "public.ecr.aws/deep-learning-containers/vllm:server-sagemaker-cuda-v1.4", port: 8080 },
    environment: {
      SM_VLLM_MAX_MODEL_LEN: "16384",
      SM_VLLM_MAX_NUM_SEQS: "64",
      SM_VLLM_GPU_MEMORY_UTILIZATION: "0.92",
    },
    startUpTimeoutSec: 1200,
    fit: "fits",
    reason:
      "Azure Machine Learning for serving: online-endpoint; Standard_NC24ads_A100_v4 (1 × A100-80GB): the smallest with " +
      "this accelerator that Qwen/Qwen3-14B fits",
  });
});

describe("the way of serving", () => {
  test.each<[string, Partial<AzureServingRequest>, string, string]>([
    ["zero replicas", {}, "container-apps", "Container Apps for zero replicas"],
    ["one replica", { minReplicas: 1 }, "online-endpoint", "Azure Machine Learning for replicas.min 1 or more"],
    [
      "container-apps named",
      { minReplicas: 1, serving: "container-apps" },
      "container-apps",
      "Container Apps for serving: container-apps",
    ],
    [
      "online-endpoint named",
      { minReplicas: 1, serving: "online-endpoint" },
      "online-endpoint",
      "Azure Machine Learning for serving: online-endpoint",
    ],
  ])("%s", (_, change, serving, why) => {
    const choice = choose(change);
    expect(choice.serving).toBe(serving);
    expect(choice.reason.split("; ")[0]).toBe(why);
  });

  test("fails: zero replicas on an online endpoint", () => {
    const build = () => choose({ serving: "online-endpoint" });
    expect(build).toThrow(SizingError);
    expect(build).toThrow(
      "replicas.min must be 1 or more with serving: online-endpoint, got 0: on Azure only serving: container-apps has " +
        "zero replicas",
    );
  });
});

describe("Container Apps", () => {
  test("has T4s, which compute in half precision", () => {
    const small = { model: "Qwen/Qwen3-4B-Instruct-2507", contextTokens: 8192, accelerators: ["T4"] };
    expect(onContainerApps(small)).toMatchObject({
      gpuProfile: "Consumption-GPU-NC8as-T4",
      cpu: 8,
      memoryGiB: 56,
      vllmFlags: ["--max-model-len=8192", "--max-num-seqs=64", "--dtype=half", "--gpu-memory-utilization=0.92"],
    });
  });

  test("goes on to the A100 when the model does not fit the T4, and says why", () => {
    const choice = onContainerApps({ accelerators: ["T4", "A100-80GB"] });
    expect(choice.gpuProfile).toBe("Consumption-GPU-NC24-A100");
    expect(choice.reason).toMatch(
      /; it does not fit T4: at 16384 tokens × 1 it needs at least 17\.8 GiB on each of 1, .* Consumption-GPU-NC8as-T4$/,
    );
  });

  test("has no room problem with the files of the weights, whatever their size", () => {
    expect(onContainerApps({ model: "openai/gpt-oss-120b" })).toMatchObject({ memoryGiB: 220 });
  });

  test("waits 40 minutes at most for a start", () => {
    expect(onContainerApps({ model: "acme/Own-7B" }).startUpTimeoutSec).toBe(2400);
    expect(onContainerApps({ model: "openai/gpt-oss-120b" }).startUpTimeoutSec).toBe(1860);
  });
});

describe("an online endpoint", () => {
  test("splits the model over the machine's accelerators", () => {
    expect(onEndpoint({ model: "meta-llama/Llama-3.3-70B-Instruct" })).toMatchObject({
      vmSize: "Standard_NC48ads_A100_v4",
      acceleratorCount: 2,
      tensorParallel: 2,
      environment: { SM_VLLM_TENSOR_PARALLEL_SIZE: "2" },
    });
  });

  test("leaves some of a machine's accelerators alone where the model's heads cannot be divided further", () => {
    const change = { model: "microsoft/phi-4", accelerators: ["H100"] };
    expect(onEndpoint(change)).toMatchObject({
      vmSize: "Standard_ND96isr_H100_v5",
      acceleratorCount: 8,
      tensorParallel: 2,
    });
  });

  test("A100 takes the 40 GB one first where the region has it", () => {
    expect(onEndpoint({ accelerators: ["A100"], region: "eastus" }).vmSize).toBe("Standard_ND96asr_v4");
  });

  test("asks for fp8 like any vLLM", () => {
    expect(onEndpoint({ precision: "fp8", accelerators: ["H100-NVL"] })).toMatchObject({
      vmSize: "Standard_NC40ads_H100_v5",
      environment: { SM_VLLM_QUANTIZATION: "fp8" },
    });
  });

  test("passes over the H200, which pools alone have", () => {
    expect(onEndpoint({ accelerators: ["H200", "A100-80GB"] }).reason).toMatch(
      /; H200 is not offered there for online endpoints$/,
    );
  });

  test("waits two hours at most for a start", () => {
    expect(onEndpoint({ model: "acme/Own-7B" }).startUpTimeoutSec).toBe(7200);
    expect(onEndpoint({ model: "meta-llama/Llama-3.3-70B-Instruct" }).startUpTimeoutSec).toBe(3300);
  });
});

test.each(["container-apps", "online-endpoint"] as const)("an MI300X is never served by %s", (serving) => {
  expect(() => choose({ minReplicas: 1, serving, accelerators: ["MI300X"] })).toThrow(
    "MI300X has no serving container here: ROCm serving is not offered",
  );
});

test("a model that the catalog does not know gets one accelerator, and only the flags that were asked for", () => {
  const choice = onContainerApps({ model: "Qwen/Qwen3-8b", contextTokens: undefined });
  expect(choice).toMatchObject({ vllmFlags: ["--gpu-memory-utilization=0.92"], fit: "not known" });
  expect(choice.reason).toMatch(/the catalog does not know Qwen\/Qwen3-8b \(nearest: Qwen\/Qwen3-8B\); L4 is not /);
});

describe("fails", () => {
  const large = { model: "meta-llama/Llama-3.3-70B-Instruct", accelerators: ["A100-80GB"] };

  test("zero replicas of a model that fits no GPU of Container Apps: what an online endpoint would take", () => {
    expect(() => choose(large)).toThrow(
      "replicas.min 0 needs Container Apps on Azure, and model meta-llama/Llama-3.3-70B-Instruct cannot be served by it on " +
        "accelerator [A100-80GB] in westus3: it does not fit A100-80GB: at 16384 tokens × 1 it needs at least 136.7 GiB on " +
        "each of 1, and vLLM may use 73.6 GiB on the largest, Consumption-GPU-NC24-A100. What would fit: replicas.min 1 " +
        "(Azure Machine Learning on Standard_NC48ads_A100_v4, 2 × A100-80GB)",
    );
  });

  test("serving: container-apps: what an online endpoint would take", () => {
    expect(() => choose({ ...large, serving: "container-apps", minReplicas: 1 })).toThrow(
      /^model \S+ cannot be served by Container Apps on .* What would fit: serving online-endpoint \(Azure Machine Learning on /,
    );
    expect(() => choose({ ...large, serving: "container-apps" })).toThrow(
      /^model \S+ cannot be served by Container Apps on .* What would fit: serving online-endpoint with replicas\.min 1 \(/,
    );
  });

  test("an accelerator that Container Apps lacks: those that it has and the model fits", () => {
    expect(() => choose({ accelerators: ["L4"] })).toThrow(
      /L4 is not offered there on Container Apps\. What would fit: accelerator A100-80GB$/,
    );
  });

  test("a region without GPUs of Container Apps, and nothing on the list there", () => {
    expect(() => choose({ accelerators: ["L4"], region: "uksouth" })).toThrow(/\. Container Apps has no GPUs there$/);
  });

  test("an online endpoint: what it has in the region", () => {
    expect(() => onEndpoint({ model: "acme/Own-7B", accelerators: ["L40S"], region: "southindia" })).toThrow(
      "model acme/Own-7B cannot be served by Azure Machine Learning on accelerator [L40S] in southindia: L40S is not offered " +
        "there for online endpoints. Offered for Azure Machine Learning are T4 (1 or 4 a machine), A100-80GB (8 a machine)",
    );
  });

  test.each<[string, Partial<AzureServingRequest>, string]>([
    ["a misspelt accelerator", { accelerators: ["H100-NVLL"] }, "; did you mean H100-NVL?"],
    ["an unknown region", { region: "us-west-3" }, 'region "us-west-3" is not in the catalog'],
    ["more context than the model has", { contextTokens: 40_961 }, "contextTokens must be at most 40960"],
    ["bf16 of fp8 weights", { model: "deepseek-ai/DeepSeek-R1", precision: "bf16" }, "precision must be auto for"],
  ])("%s", (_, change, message) => {
    expect(() => choose(change)).toThrow(SizingError);
    expect(() => choose(change)).toThrow(message);
  });
});

const anyRequest = fc.record({
  cloud: fc.constant("azure" as const),
  region: fc.constantFrom(...azureRegions),
  model: fc.constantFrom(...models.map(({ id }) => id), "acme/Own-7B"),
  accelerators: fc.subarray(
    accelerators.map(({ name }) => name),
    { minLength: 1 },
  ),
  contextTokens: fc.option(fc.integer({ min: 1, max: 150_000 }), { nil: undefined }),
  concurrency: fc.integer({ min: 1, max: 300 }),
  precision: fc.constantFrom("auto" as const, "bf16" as const, "fp8" as const),
  minReplicas: fc.integer({ min: 0, max: 2 }),
  serving: fc.constantFrom(undefined, "container-apps" as const, "online-endpoint" as const),
});

test("whatever is chosen is offered, within what Azure accepts, and fits; everything else is a SizingError", () => {
  fc.assert(
    fc.property(anyRequest, (any) => {
      try {
        const choice = chooseServing(any);
        expect(any.accelerators).toContain(choice.accelerator.name);
        expect(choice.accelerator.runtime).toBe("cuda");
        if (any.serving) expect(choice.serving).toBe(any.serving);
        if (choice.placement) expect(choice.placement.sequences.optimistic).toBeGreaterThanOrEqual(any.concurrency);
        if (choice.serving === "container-apps") {
          const gpu = containerAppsGpus.find(({ name }) => name === choice.gpuProfile);
          expect(gpu?.regions).toContain(any.region);
          expect(gpu?.accelerator).toBe(choice.accelerator.name);
          expect(choice.startUpTimeoutSec).toBeLessThanOrEqual(2400);
          for (const flag of choice.vllmFlags) expect(flag).toMatch(/^--[a-z-]+=\S+$/);
          return;
        }
        const size = azureVmSizes.find(({ name }) => name === choice.vmSize);
        expect(any.minReplicas).toBeGreaterThan(0);
        expect(size).toMatchObject({
          accelerator: choice.accelerator.name,
          count: choice.acceleratorCount,
          onlineEndpoint: true,
        });
        expect(size?.regions).toContain(any.region);
        expect(choice.tensorParallel).toBeLessThanOrEqual(choice.acceleratorCount);
        for (const name of Object.keys(choice.environment)) expect(name).toMatch(/^SM_VLLM_[A-Z_]+$/);
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
        expect(chooseServing({ ...any, serving: "online-endpoint", minReplicas: 1 }).serving).toBe("online-endpoint");
      else if (remedies.includes("serving online-endpoint ("))
        expect(chooseServing({ ...any, serving: "online-endpoint" }).serving).toBe("online-endpoint");
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
