import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { models } from "../../catalog/models.js";
import { fitOf } from "../../plan/fit/fit.js";
import { fitLine } from "../../plan/fit/line.js";
import { type Plan, type ResourceState, SECRET, UNKNOWN } from "../../plan/plan.js";
import { preview } from "../stacks/support.js";

/** A plan of one component. */
function planOf(type: string, inputs: Record<string, unknown>, config: Record<string, string> = {}): Plan {
  const urn = `urn:pulumi:dev::own::ai-stack:${type}::chat`;
  const newState: ResourceState = { urn, custom: false, type: `ai-stack:${type}`, inputs };
  return { config: { "aws:region": "us-east-1", ...config }, steps: [{ op: "create", urn, newState }] };
}

const sageMaker = (inputs: Record<string, unknown> = {}, config?: Record<string, string>) =>
  planOf(
    "aws:SageMakerEndpoint",
    {
      model: "Qwen/Qwen3-8B",
      instanceType: "ml.g6.xlarge",
      replicas: { min: 0, max: 2 },
      environment: { SM_VLLM_MAX_MODEL_LEN: "16384" },
      ...inputs,
    },
    config,
  );
const cloudRun = (inputs: Record<string, unknown>) =>
  planOf("gcp:CloudRunEndpoint", { model: "Qwen/Qwen3-8B", location: "us-central1", gpu: "nvidia-l4", ...inputs });
const modelGarden = (inputs: Record<string, unknown>) =>
  planOf("gcp:VertexModelGardenEndpoint", {
    model: "Qwen/Qwen3-14B",
    location: "us-central1",
    machineType: "g2-standard-48",
    acceleratorType: "NVIDIA_L4",
    acceleratorCount: 4,
    container: { vllmFlags: ["--max-model-len=16384"] },
    ...inputs,
  });
const containerApps = (inputs: Record<string, unknown>) =>
  planOf("azure:ContainerAppsEndpoint", {
    model: "Qwen/Qwen3-8B",
    location: "westus3",
    gpuProfile: "Consumption-GPU-NC8as-T4",
    ...inputs,
  });
const onlineEndpoint = (deployments: Record<string, unknown>) =>
  planOf("azure:OnlineEndpoint", { model: "Qwen/Qwen3-8B", location: "westus3", deployments });

const only = (plan: Plan) => {
  const [finding, ...others] = fitOf(plan);
  expect(others).toEqual([]);
  return finding!;
};
const line = (plan: Plan) => fitLine(only(plan));

// By hand: 8.19e9 and 14.77e9 parameters × 2 bytes; 2 × 36 or 40 layers × 8 heads × 128 × 2 bytes a token, so 1.125 GiB for
// 8,192 tokens, 2.5 for 16,384; vLLM may use 20.7, 41.4 and 73.6 GiB at best, 20.2, 40.5 and 72 at worst.
test.each([
  ["aws-dev", "chat: 15.3 GiB weights, 1.1 GiB for context: 1 sequence of 8,192 tokens; room for 1 to 4"],
  ["aws-prod", "chat: 27.5 GiB weights, 7.5 GiB for context: 3 sequences of 16,384 tokens; room for 3 to 5"],
  ["gcp-dev", "chat: 15.3 GiB weights, 1.1 GiB for context: 1 sequence of 8,192 tokens; room for 1 to 4"],
  ["gcp-prod", "chat: 27.5 GiB weights, 10.0 GiB for context: 4 sequences of 16,384 tokens; room for 16 to 18"],
  ["azure-dev", "chat: 15.3 GiB weights, 1.1 GiB for context: 1 sequence of 8,192 tokens; room for 47 to 51"],
  ["azure-prod", "chat: 27.5 GiB weights, 10.0 GiB for context: 4 sequences of 16,384 tokens; room for 16 to 18"],
])(
  "the sample %s: %s",
  async (stack, expected) => {
    const { plan } = await preview(stack);
    expect(fitOf(plan).map(fitLine)).toEqual([expected]);
  },
  20_000,
);

test("a finding has every term of the estimate, for one accelerator", () => {
  const { weightsGiB, usableGiB, remedies, ...finding } = only(sageMaker());
  expect(finding).toEqual({
    urn: "urn:pulumi:dev::own::ai-stack:aws:SageMakerEndpoint::chat",
    name: "chat",
    model: "Qwen/Qwen3-8B",
    machine: "ml.g6.xlarge",
    accelerator: "L4",
    count: 1,
    tensorParallel: 1,
    verdict: "tight",
    contextTokens: 16_384,
    concurrency: 1,
    contextGiB: 2.25,
    overheadGiB: { optimistic: 0.3, pessimistic: 3 },
    sequences: { optimistic: 2, pessimistic: 0 },
  });
  expect(weightsGiB).toBeCloseTo(15.255, 3);
  expect(usableGiB?.optimistic).toBeCloseTo(20.695, 3); // 23,034 MiB × 0.92
  expect(usableGiB?.pessimistic).toBeCloseTo(20.245, 3);
  expect(remedies.slice(0, 2)).toEqual(["contextTokens 11264", "ml.g6e.xlarge (1 × L40S), ≈ $2.61 an hour"]);
});

test("a line says what a tight fit has room for, at best and at worst", () => {
  expect(line(sageMaker())).toBe(
    "chat: 15.3 GiB weights, 2.3 GiB for context: 1 sequence of 16,384 tokens; tight: room for 2 at best, 0 at worst",
  );
});

test("a line has one number where both ends agree", () => {
  // 4.02e9 × 2 bytes are 7.5 GiB: (20.7 − 7.5 − 0.3) ÷ 4.5 = 2.9 and (20.2 − 7.6 − 3) ÷ 4.5 = 2.1
  const small = { model: "Qwen/Qwen3-4B-Instruct-2507", environment: { SM_VLLM_MAX_MODEL_LEN: "32768" } };
  expect(line(sageMaker(small))).toBe(
    "chat: 7.5 GiB weights, 4.5 GiB for context: 1 sequence of 32,768 tokens; room for 2",
  );
});

test("a plan without an endpoint of ours has no finding", () => {
  expect(fitOf(planOf("aws:KmsKey", {}))).toEqual([]);
  expect(fitOf({})).toEqual([]);
});

describe("a model that does not fit", () => {
  // 141.1e9 bytes of weights; the L4 of a g6.xlarge has room for 20.7 GiB
  const large = sageMaker({ model: "meta-llama/Llama-3.3-70B-Instruct" });

  test("says what it needs, what there is, and the cheapest machines that would do", () => {
    expect(only(large)).toMatchObject({
      verdict: "no",
      why: "it needs at least 136.7 GiB, and vLLM may use 20.7 GiB of L4",
      sequences: { optimistic: 0, pessimistic: 0 },
    });
    expect(line(large)).toBe(
      "chat: does not fit: it needs at least 136.7 GiB, and vLLM may use 20.7 GiB of L4. What would fit: " +
        "ml.g7e.12xlarge (2 × RTX-PRO-6000), ≈ $10.36 an hour; ml.g6e.12xlarge (4 × L40S), ≈ $13.12 an hour; " +
        "ml.g6.48xlarge (8 × L4), ≈ $16.69 an hour",
    );
  });

  test("has the machines without a price last", () => {
    expect(only(large).remedies.at(-1)).toBe("ml.p6-b200.48xlarge (8 × B200), of unknown price");
  });

  test("on its own machine: fp8, a shorter context, fewer sequences come before what costs more", () => {
    // 29.54e9 bytes do not fit, 14.77e9 do; of Qwen3-8B 15.26 + 0.3 GiB leave room for 5.1 of 20.7, 37,424 tokens
    expect(only(sageMaker({ model: "Qwen/Qwen3-14B" })).remedies[0]).toBe("precision fp8");
    const long = { environment: { SM_VLLM_MAX_MODEL_LEN: "40960" } };
    expect(only(sageMaker(long)).remedies.slice(0, 3)).toEqual([
      "precision fp8",
      "contextTokens 36864",
      "ml.g6e.xlarge (1 × L40S), ≈ $2.61 an hour",
    ]);
    const many = { "ai-stack:endpoints": JSON.stringify({ chat: { concurrency: 3 } }) };
    expect(only(sageMaker({}, many)).remedies.slice(0, 3)).toEqual([
      "precision fp8",
      "contextTokens 12288",
      "concurrency 2",
    ]);
  });

  test("is split over more of the accelerators that its machine has", () => {
    const spare = sageMaker({ model: "Qwen/Qwen3-14B", instanceType: "ml.g6.12xlarge" });
    expect(only(spare)).toMatchObject({ verdict: "no", count: 4, tensorParallel: 1 });
    expect(only(spare).remedies[0]).toBe("ml.g6e.xlarge (1 × L40S), ≈ $2.61 an hour");
    expect(only(spare).remedies).toContain("--tensor-parallel-size=4");
    expect(only(spare).remedies.filter((remedy) => remedy.includes("12xlarge (4 × L4)"))).toEqual([]);
  });

  test("is not split over more accelerators than there are", () => {
    const split = cloudRun({ vllmFlags: ["--max-model-len=16384", "--tensor-parallel-size=2"] });
    expect(only(split)).toMatchObject({
      verdict: "no",
      why: "it is split over 2 accelerators, and nvidia-l4 has 1 for a replica",
    });
    expect(only(split).remedies).toContain("--tensor-parallel-size=1");
  });

  test("may be let take more of the memory", () => {
    const little = cloudRun({ vllmFlags: ["--max-model-len=16384", "--gpu-memory-utilization=0.5"] });
    expect(only(little)).toMatchObject({ verdict: "no" });
    expect(only(little).usableGiB?.optimistic).toBeCloseTo(11.247, 3); // 23,034 MiB × 0.5
    expect(only(little).remedies).toContain("--gpu-memory-utilization=0.92");
    // Of an L40S, 46,068 MiB × 0.3 are 13.5 GiB, and of 97,887 MiB 28.7.
    const environment = { SM_VLLM_MAX_MODEL_LEN: "16384", SM_VLLM_GPU_MEMORY_UTILIZATION: "0.3" };
    expect(only(sageMaker({ environment })).remedies).toContain("ml.g7e.2xlarge (1 × RTX-PRO-6000), ≈ $4.20 an hour");
    expect(only(sageMaker({ environment })).remedies).not.toContain("ml.g6e.xlarge (1 × L40S), ≈ $2.61 an hour");
  });

  test("where nothing would fit, says no more than why", () => {
    const huge = cloudRun({ model: "deepseek-ai/DeepSeek-R1", vllmFlags: ["--max-model-len=8192"] });
    expect(line(huge)).toBe("chat: does not fit: it needs at least 625.8 GiB, and vLLM may use 20.7 GiB of L4");
  });
});

describe("what the components say", () => {
  test("without --max-model-len vLLM has room for the model's own longest context", () => {
    expect(only(cloudRun({ vllmFlags: [] }))).toMatchObject({ contextTokens: 40_960, verdict: "no" });
  });

  test.each([
    ["--max-model-len=16384", 16_384],
    ["--max_model_len=16k", 16_000],
    ["--max-model-len=16K", 16_384],
    ["--max-model-len=25.6k", 25_600],
  ])("%s is a context of %i tokens", (flag, contextTokens) => {
    expect(only(cloudRun({ vllmFlags: [flag] })).contextTokens).toBe(contextTokens);
  });

  test("flags may be apart from their values and short, and the last of two counts", () => {
    const vllmFlags = ["--max-model-len", "8192", "--enforce-eager", "-tp", "2", "--max-model-len", "16384"];
    expect(only(modelGarden({ container: { vllmFlags } }))).toMatchObject({ contextTokens: 16_384, tensorParallel: 2 });
  });

  test("a replica of Model Garden is split over its accelerators", () => {
    // 14.77e9 × 2 bytes ÷ 4 = 6.9 GiB; 2 of 8 KV heads: 2.5 GiB ÷ 4 = 0.6
    expect(line(modelGarden({}))).toBe(
      "chat: 6.9 GiB weights, 0.6 GiB for context on each of 4 accelerators: 1 sequence of 16,384 tokens; room for 16 to 21",
    );
  });

  test("fp8 halves bf16 weights, in the flags as in the environment", () => {
    const flags = cloudRun({ vllmFlags: ["--max-model-len=16384", "--quantization=fp8"] });
    const variables = sageMaker({ environment: { SM_VLLM_MAX_MODEL_LEN: "16384", SM_VLLM_QUANTIZATION: "fp8" } });
    for (const plan of [flags, variables]) expect(only(plan).weightsGiB).toBeCloseTo(7.628, 3);
  });

  test("weights that are published in fp8 may be said to be", () => {
    const environment = {
      SM_VLLM_QUANTIZATION: "fp8",
      SM_VLLM_MAX_MODEL_LEN: "8192",
      SM_VLLM_TENSOR_PARALLEL_SIZE: "8",
    };
    const model = "deepseek-ai/DeepSeek-R1";
    expect(only(sageMaker({ model, instanceType: "ml.p5en.48xlarge", environment }))).toMatchObject({
      verdict: "fits",
    });
  });

  test("each deployment of an online endpoint has a finding, for its own model and size", () => {
    const environment = { SM_VLLM_MAX_MODEL_LEN: "8192" };
    const blue = { vmSize: "Standard_NC24ads_A100_v4", environment };
    const green = { ...blue, vmSize: "Standard_NC4as_T4_v3", model: "Qwen/Qwen3-14B" };
    expect(fitOf(onlineEndpoint({ blue }))).toMatchObject([{ name: "chat", model: "Qwen/Qwen3-8B", verdict: "fits" }]);
    expect(fitOf(onlineEndpoint({ blue, green }))).toMatchObject([
      { name: "chat/blue", model: "Qwen/Qwen3-8B", machine: "Standard_NC24ads_A100_v4", verdict: "fits" },
      { name: "chat/green", model: "Qwen/Qwen3-14B", machine: "Standard_NC4as_T4_v3", verdict: "no" },
    ]);
  });

  test("what fits a Container App is an A100 where a T4 is too small", () => {
    expect(only(containerApps({ vllmFlags: ["--max-model-len=16384"] })).remedies).toEqual([
      "Consumption-GPU-NC24-A100 (1 × A100-80GB), ≈ $6.35 an hour",
    ]);
  });
});

describe("what the settings say", () => {
  const settings = (endpoint: object) => ({ "ai-stack:endpoints": JSON.stringify({ chat: endpoint }) });

  test("the sequences that must fit", () => {
    expect(only(sageMaker({}, settings({ concurrency: 2 })))).toMatchObject({ concurrency: 2, contextGiB: 4.5 });
    expect(only(sageMaker({}, settings({ concurrency: 3 })))).toMatchObject({ concurrency: 3, verdict: "no" });
  });

  test("the shape of a model that the catalog does not know", () => {
    // that of Qwen3-8B
    const shape = { parameters: 8.19, layers: 36, kvHeads: 8, headSize: 128 };
    expect(line(sageMaker({ model: "acme/Own-8B" }, settings({ shape })))).toBe(
      "chat: 15.3 GiB weights, 2.3 GiB for context: 1 sequence of 16,384 tokens; tight: room for 2 at best, 0 at worst",
    );
    expect(line(sageMaker({ model: "acme/Own-8B", environment: {} }, settings({ shape })))).toBe(
      "chat: not known: no --max-model-len says how long its context is",
    );
  });

  test("which comes before what the catalog knows", () => {
    const shape = { parameters: 1, layers: 36, kvHeads: 8, headSize: 128 };
    expect(only(sageMaker({}, settings({ shape }))).weightsGiB).toBeCloseTo(1.863, 3); // 1e9 × 2 bytes
  });

  test.each([
    ["those of another endpoint", JSON.stringify({ other: { concurrency: 3 } })],
    ["a secret", "[secret]"],
    ["half a shape of a known model", JSON.stringify({ chat: { shape: { parameters: 70 } } })],
    ["no mapping", "[1]"],
    ["nothing", "null"],
  ])("change nothing: %s", (_, endpoints) => {
    expect(only(sageMaker({}, { "ai-stack:endpoints": endpoints }))).toEqual(only(sageMaker()));
  });
});

describe("not known, which never blocks", () => {
  test.each<[string, Plan, string]>([
    [
      "a model that the catalog does not know",
      sageMaker({ model: "acme/Own-7B" }),
      "the catalog does not know acme/Own-7B",
    ],
    [
      "a misspelt model",
      sageMaker({ model: "Qwen/Qwen3-8b" }),
      "the catalog does not know Qwen/Qwen3-8b (nearest: Qwen/Qwen3-8B)",
    ],
    ["a model that comes of another resource", sageMaker({ model: UNKNOWN }), "which model it is, is known after up"],
    [
      "a machine that comes of another resource",
      sageMaker({ instanceType: UNKNOWN }),
      "which machine it is on, is known after up",
    ],
    ["flags of another resource", cloudRun({ vllmFlags: [UNKNOWN] }), "its flags of vLLM are known after up"],
    [
      "a variable of another resource",
      sageMaker({ environment: { SM_VLLM_MAX_MODEL_LEN: UNKNOWN } }),
      "its flags of vLLM are known after up",
    ],
    ["a secret environment", sageMaker({ environment: SECRET }), "its flags of vLLM are a secret"],
    [
      "a machine that the catalog does not know",
      sageMaker({ instanceType: "ml.g99.xlarge" }),
      "the catalog does not know ml.g99.xlarge",
    ],
    [
      "a container of Model Garden's own",
      modelGarden({ container: undefined }),
      "the container of Model Garden sets its own flags",
    ],
    [
      "a model with its own server",
      onlineEndpoint({
        blue: { vmSize: "Standard_NC24ads_A100_v4", registryModel: "azureml://registries/r/models/m/versions/1" },
      }),
      "azureml://registries/r/models/m/versions/1 brings its own server",
    ],
    ["an accelerator without the number format", containerApps({ vllmFlags: ["--dtype=bfloat16"] }), "T4 has no bf16"],
    [
      "a context that vLLM finds out",
      cloudRun({ vllmFlags: ["--max-model-len=auto"] }),
      "--max-model-len=auto is not in the estimate",
    ],
    [
      "a small KV cache",
      cloudRun({ vllmFlags: ["--kv-cache-dtype=fp8"] }),
      "--kv-cache-dtype=fp8 is not in the estimate",
    ],
    ["other weights", cloudRun({ vllmFlags: ["-q", "awq"] }), "--quantization=awq is not in the estimate"],
    ["wide weights", cloudRun({ vllmFlags: ["--dtype=float32"] }), "--dtype=float32 is not in the estimate"],
    [
      "weights in host memory",
      cloudRun({ vllmFlags: ["--cpu-offload-gb=10"] }),
      "--cpu-offload-gb=10 is not in the estimate",
    ],
    [
      "stages",
      modelGarden({ container: { vllmFlags: ["-pp=2"] } }),
      "--pipeline-parallel-size=2 is not in the estimate",
    ],
  ])("%s", (_, plan, why) => {
    expect(only(plan)).toMatchObject({ verdict: "not known", why, remedies: [] });
    expect(line(plan)).toBe(`chat: not known: ${why}`);
  });

  test("a flag that says what vLLM does anyway is no reason", () => {
    const vllmFlags = ["--max-model-len=16384", "--kv-cache-dtype=auto", "--pipeline-parallel-size=1"];
    expect(only(cloudRun({ vllmFlags }))).toMatchObject({ verdict: "tight" });
  });
});

test("what a finding says would fit on its machine, does, and what is tight is made to fit for sure", () => {
  const asked = fc.record({
    model: fc.constantFrom(...models.map(({ id }) => id)),
    instanceType: fc.constantFrom("ml.g6.xlarge", "ml.g6e.12xlarge", "ml.p5.48xlarge"),
    contextTokens: fc.integer({ min: 1024, max: 100_000 }),
    concurrency: fc.integer({ min: 1, max: 40 }),
    tensorParallel: fc.constantFrom("1", "4"),
  });
  const good = { no: ["tight", "fits"], tight: ["fits"], fits: [], "not known": [] };
  fc.assert(
    fc.property(asked, ({ model, instanceType, contextTokens, concurrency, tensorParallel }) => {
      const find = (variables: Record<string, string>, sequences = concurrency, machine = instanceType) =>
        only(
          sageMaker(
            {
              model,
              instanceType: machine,
              environment: {
                SM_VLLM_MAX_MODEL_LEN: String(contextTokens),
                SM_VLLM_TENSOR_PARALLEL_SIZE: tensorParallel,
                ...variables,
              },
            },
            { "ai-stack:endpoints": JSON.stringify({ chat: { concurrency: sequences } }) },
          ),
        );
      const { verdict, remedies } = find({});
      for (const remedy of remedies) {
        const [, split] = /^--tensor-parallel-size=(\d)$/.exec(remedy) ?? [];
        const [, tokens] = /^contextTokens (\d+)$/.exec(remedy) ?? [];
        const [, sequences] = /^concurrency (\d+)$/.exec(remedy) ?? [];
        if (split) expect(good[verdict]).toContain(find({ SM_VLLM_TENSOR_PARALLEL_SIZE: split }).verdict);
        if (tokens) expect(good[verdict]).toContain(find({ SM_VLLM_MAX_MODEL_LEN: tokens }).verdict);
        if (sequences) expect(good[verdict]).toContain(find({}, Number(sequences)).verdict);
        if (remedy === "precision fp8") expect(good[verdict]).toContain(find({ SM_VLLM_QUANTIZATION: "fp8" }).verdict);
      }
    }),
  );
});
