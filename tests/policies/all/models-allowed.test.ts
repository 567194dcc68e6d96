import { describe, expect, test } from "vitest";
import { SECRET, UNKNOWN } from "../../../plan/plan.js";
import { modelsAllowed } from "../../../policies/all/models-allowed.js";
import { describeRule, expectVerdict, inputsAt, verdictOn } from "../support.js";

const ENDPOINT = "ai-stack:gcp:CloudRunEndpoint";
const AGENT = "aws:bedrock/agentAgent:AgentAgent";
const DEPLOYMENT = "azure-native:cognitiveservices:Deployment";
const MODEL = "aws:sagemaker/model:Model";
const GARDEN = "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment";
const FUNCTION = "aws:lambda/function:Function";
const settings = { models: ["Qwen/*", "anthropic.claude-haiku-4-5-20251001-v1:0", "gpt-5.1", "gemini-3.*"] };
const serves = (environment: unknown) => ({ inputs: { primaryContainer: { environment } }, settings });

describeRule(modelsAllowed, ENDPOINT, {
  compliant: { inputs: { model: "Qwen/Qwen3-8B" }, settings },
  broken: {
    inputs: { model: "google/gemma-3-27b-it" },
    settings,
    breaks: "model is google/gemma-3-27b-it, which is not in models",
  },
  absent: { inputs: {}, settings, passes: true },
  unknown: { inputs: { model: UNKNOWN }, settings, undecided: "model" },
});

describeRule(modelsAllowed, DEPLOYMENT, {
  compliant: { inputs: { properties: { model: { name: "gpt-5.1", version: UNKNOWN } } }, settings },
  broken: {
    inputs: { properties: { model: { name: "gpt-4o", version: "2024-11-20" } } },
    settings,
    breaks: "properties.model.name is gpt-4o, which is not in models",
  },
  absent: { inputs: { properties: {} }, settings, passes: true },
  unknown: { inputs: { properties: { model: { name: UNKNOWN } } }, settings, undecided: "properties.model.name" },
});

describe(modelsAllowed.name, () => {
  test("allows any model without a list, and reads none", () => {
    expectVerdict(modelsAllowed, ENDPOINT, { inputs: { model: UNKNOWN }, silent: true });
    expectVerdict(modelsAllowed, MODEL, { ...serves({ MODEL_ID: UNKNOWN }), settings: {}, silent: true });
  });

  test("allows none with an empty list", () => {
    expectVerdict(modelsAllowed, ENDPOINT, {
      inputs: { model: "Qwen/Qwen3-8B" },
      settings: { models: [] },
      breaks: "model is Qwen/Qwen3-8B, which is not in models",
    });
  });

  test("tells capitals and small letters not apart", () => {
    expectVerdict(modelsAllowed, ENDPOINT, { inputs: { model: "qwen/QWEN3-8b" }, settings, passes: true });
  });

  test("takes a point for a point and a pattern for the whole id", () => {
    expectVerdict(modelsAllowed, ENDPOINT, {
      inputs: { model: "gpt-5x1" },
      settings,
      breaks: "model is gpt-5x1, which is not in models",
    });
    expectVerdict(modelsAllowed, ENDPOINT, {
      inputs: { model: "my-Qwen/x" },
      settings,
      breaks: "model is my-Qwen/x, which is not in models",
    });
  });

  test.each([
    "anthropic.claude-haiku-4-5-20251001-v1:0",
    "us.anthropic.claude-haiku-4-5-20251001-v1:0",
    "global.anthropic.claude-haiku-4-5-20251001-v1:0",
    "anthropic.claude-haiku-4-5-20251001-v1:0:48k",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
    "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0",
  ])("knows the model in %s", (foundationModel) =>
    expectVerdict(modelsAllowed, AGENT, { inputs: { foundationModel }, settings, passes: true }),
  );

  test.each([
    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc",
    "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc",
  ])("says nothing of %s, which names no model", (foundationModel) =>
    expectVerdict(modelsAllowed, AGENT, { inputs: { foundationModel }, settings, passes: true }),
  );

  test.each([
    ["publishers/google/models/gemini-3.5-flash", "gemini-3.5-flash"],
    ["projects/p/locations/l/publishers/anthropic/models/claude-3-5-haiku@20241022", "claude-3-5-haiku"],
    ["azureml://registries/azureml-meta/models/Llama-3.3-70B-Instruct/versions/3", "Llama-3.3-70B-Instruct"],
    ["publishers/google/models/gemma3@gemma-3-1b-it", "gemma3@gemma-3-1b-it"],
  ])("reads the id in %s", (publisherModelName, id) =>
    expectVerdict(modelsAllowed, GARDEN, {
      inputs: { publisherModelName },
      settings: { models: [] },
      breaks: `publisherModelName is ${id}, which is not in models`,
    }),
  );

  test.each(["HF_MODEL_ID", "MODEL_ID", "OPTION_MODEL_ID", "SM_VLLM_MODEL"])(
    "knows the model that a server takes by %s",
    (name) =>
      expectVerdict(modelsAllowed, MODEL, {
        ...serves({ [name]: "google/gemma-3-27b-it" }),
        breaks: `primaryContainer.environment ${name} is google/gemma-3-27b-it, which is not in models`,
      }),
  );

  test.each([
    ["SM_VLLM_MODEL", "/opt/ml/model"],
    ["HF_MODEL_ID", "s3://bucket/model"],
    ["MODEL_CACHE", "google/gemma-3-27b-it"],
    ["HF_MODEL_ID", ""],
  ])("takes %s of %j for no model", (name, value) =>
    expectVerdict(modelsAllowed, MODEL, { ...serves({ [name]: value }), passes: true }),
  );

  test("does not read variables that name no model", () => {
    expectVerdict(modelsAllowed, MODEL, { ...serves({ HF_TOKEN: SECRET, TABLE: UNKNOWN }), passes: true });
  });

  test("knows a model of Bedrock in a variable", () => {
    const inputs = { environment: { variables: { CHAT_MODEL: "us.meta.llama3-3-70b-instruct-v1:0" } } };
    expectVerdict(modelsAllowed, FUNCTION, {
      inputs,
      settings,
      breaks: "environment.variables CHAT_MODEL is meta.llama3-3-70b-instruct-v1:0, which is not in models",
    });
  });

  test.each("ai21 amazon anthropic cohere deepseek meta mistral openai qwen stability writer".split(" "))(
    "knows the models of %s there",
    (maker) => {
      const inputs = { environment: { variables: { MODEL: `${maker}.some-model-v1:0` } } };
      expectVerdict(modelsAllowed, FUNCTION, {
        inputs,
        settings,
        breaks: `environment.variables MODEL is ${maker}.some-model-v1:0, which is not in models`,
      });
    },
  );

  test.each("us-gov us eu apac global jp au ca".split(" "))("knows the inference profiles of %s", (prefix) => {
    expectVerdict(modelsAllowed, AGENT, {
      inputs: { foundationModel: `${prefix}.anthropic.claude-haiku-4-5-20251001-v1:0` },
      settings,
      passes: true,
    });
  });

  test("names the models of an agent and of its variables", () => {
    const inputs = {
      huggingFaceModelId: UNKNOWN,
      modelConfig: { containerSpec: { envs: [{ name: "MODEL_ID", value: "google/gemma-3-27b-it" }] } },
    };
    const verdict = verdictOn(modelsAllowed, GARDEN, { inputs, settings });
    expect(verdict?.violations).toEqual([
      "modelConfig.containerSpec.envs MODEL_ID is google/gemma-3-27b-it, which is not in models",
    ]);
    expect(verdict?.undecided?.property).toBe("huggingFaceModelId");
  });

  test("does not wait for what Cloud Control makes, which refers to a model", () => {
    const inputs = { typeName: "AWS::SageMaker::InferenceComponent", desiredState: UNKNOWN };
    expect(verdictOn(modelsAllowed, "aws:cloudcontrol/resource:Resource", { inputs, settings })).toBeUndefined();
  });

  test.each([
    ["aws:bedrock/agentPrompt:AgentPrompt", "variants[].modelId"],
    ["aws:bedrock/inferenceProfile:InferenceProfile", "modelSource.copyFrom"],
    ["aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput", "modelArn"],
    ["gcp:ces/agent:Agent", "modelSettings.model"],
    ["azure-native:machinelearningservices:ServerlessEndpoint", "properties.modelSettings.modelId"],
  ])("looks at %s", (type, path) => {
    const verdict = verdictOn(modelsAllowed, type, { inputs: inputsAt(path, "other-model"), settings });
    expect(verdict?.violations).toEqual([expect.stringContaining("is other-model, which is not in models")]);
  });
});
