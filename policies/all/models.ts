import { type ModelHost, retirementOf } from "../../catalog/hosted-models.js";
import { objectOf, textOf } from "../../plan/inputs.js";
import { checksAt, type Places } from "../places.js";
import type { Resource } from "../resource.js";
import type { Said, Violations } from "../rule.js";
import { ofEach } from "../undecided.js";
import { ENVIRONMENTS, ofEachVariable } from "./environment-variables.js";

/** A model that a resource names. */
export interface NamedModel {
  /** Its id on Hugging Face or on its host, without the ARN, the inference profile or the date around it. */
  readonly id: string;
  /** Read only by who needs it: it may not be known where the id is. */
  readonly version?: () => string | undefined;
  /** Where it is named. */
  readonly at: string;
}

/** Where resources name a model: its id, or an object with its name and version. */
const MODELS: Places = {
  "ai-stack:aws:SageMakerEndpoint": ["model"],
  "ai-stack:azure:ContainerAppsEndpoint": ["model"],
  "ai-stack:azure:OnlineEndpoint": ["model"],
  "ai-stack:gcp:CloudRunEndpoint": ["model"],
  "ai-stack:gcp:VertexModelGardenEndpoint": ["model"],
  "aws:bedrock/agentAgent:AgentAgent": ["foundationModel"],
  "aws:bedrock/agentDataSource:AgentDataSource": [
    "vectorIngestionConfiguration.parsingConfiguration.bedrockFoundationModelConfiguration.modelArn",
  ],
  "aws:bedrock/agentFlow:AgentFlow": [
    "definition.nodes[].configuration.knowledgeBase.modelId",
    "definition.nodes[].configuration.prompt.sourceConfiguration.inline.modelId",
  ],
  "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase": [
    "knowledgeBaseConfiguration.vectorKnowledgeBaseConfiguration.embeddingModelArn",
    "knowledgeBaseConfiguration.managedKnowledgeBaseConfiguration.embeddingModelArn",
  ],
  "aws:bedrock/agentPrompt:AgentPrompt": ["variants[].modelId"],
  "aws:bedrock/agentcoreEvaluator:AgentcoreEvaluator": [
    "evaluatorConfig.llmAsAJudge.modelConfig.bedrockEvaluatorModelConfig.modelId",
  ],
  "aws:bedrock/agentcoreHarness:AgentcoreHarness": ["model.bedrockModelConfig.modelId"],
  "aws:bedrock/agentcoreMemoryStrategy:AgentcoreMemoryStrategy": [
    "configuration.consolidation.modelId",
    "configuration.extraction.modelId",
    "configuration.reflection.modelId",
  ],
  "aws:bedrock/customModel:CustomModel": ["baseModelIdentifier"],
  "aws:bedrock/inferenceProfile:InferenceProfile": ["modelSource.copyFrom"],
  "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput": ["modelArn"],
  "aws:bedrockfoundation/modelAgreement:ModelAgreement": ["modelId"],
  "aws:bedrockmodel/invocationJob:InvocationJob": ["modelId"],
  "gcp:ces/agent:Agent": ["modelSettings.model"],
  "gcp:ces/app:App": ["modelSettings.model"],
  "gcp:diagflow/cxGenerativeSettings:CxGenerativeSettings": ["llmModelSettings.model"],
  "gcp:diagflow/cxGenerator:CxGenerator": ["llmModelSettings.model"],
  "gcp:diagflow/cxPlaybook:CxPlaybook": ["llmModelSettings.model"],
  "gcp:vectorsearch/collection:Collection": ["vectorSchemas[].denseVector.vertexEmbeddingConfig.modelId"],
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": [
    "huggingFaceModelId",
    "publisherModelName",
  ],
  "gcp:vertex/aiModelGardenEnableModel:AiModelGardenEnableModel": ["publisherModelName"],
  "gcp:vertex/aiReasoningEngine:AiReasoningEngine": [
    "contextSpec.memoryBankConfig.generationConfig.model",
    "contextSpec.memoryBankConfig.similaritySearchConfig.embeddingModel",
  ],
  "azure-native:cognitiveservices:Deployment": ["properties.model"],
  "azure-native:machinelearningservices:ServerlessEndpoint": ["properties.modelSettings.modelId"],
};

/** Variables by which servers take a model of Hugging Face: Text Generation Inference, DJL, vLLM in AWS's containers. */
const SERVED = ["HF_MODEL_ID", "MODEL_ID", "OPTION_MODEL_ID", "SM_VLLM_MODEL"];

const HUGGING_FACE_ID = /^[\w.-]+\/[\w.-]+$/;

/** A model on Bedrock, by its ARN or by its maker's name. */
const BEDROCK_ID =
  /^(?:arn:[\w-]+:bedrock:|(?:[a-z-]+\.)?(?:ai21|amazon|anthropic|cohere|deepseek|meta|mistral|openai|qwen|stability|writer)\.)/;

/** Which models a rule looks at, and when. */
interface Scope<Settings> {
  /** Only those that a cloud hosts: on other clouds than AWS no environment variable says for sure that a model is. */
  readonly hosted?: boolean;
  /** Settings with which it looks at all. */
  readonly when?: (settings: Settings) => boolean;
}

/** The checks of a rule that looks at each model that a resource names. */
export function checksOfModels<Settings>(
  check: (model: NamedModel, settings: Settings, today: string, resource: Resource) => Violations,
  { hosted = false, when = () => true }: Scope<Settings> = {},
): Readonly<Record<string, (resource: Resource, settings: Settings, today: string) => Said>> {
  // What Cloud Control makes refers to a model that is made beside it, and is not known before `up` as a whole.
  const environments = Object.entries(ENVIRONMENTS).filter(
    ([type]) => type.startsWith("aws:") || !(hosted || type.startsWith("AWS::")),
  );
  const named = checksAt<Settings>(MODELS, (value, at, settings, today, resource) =>
    eachOf(modelOf(value, at), (model) => check(model, settings, today, resource)),
  );
  const inVariables = checksAt<Settings>(
    Object.fromEntries(environments),
    (environment, path, settings, today, resource) =>
      ofEachVariable(environment, path, ({ name, at, value }) =>
        eachOf(modelIn(name, value, at), (model) => check(model, settings, today, resource)),
      ),
  );
  const types = [...Object.keys(named), ...Object.keys(inVariables)];
  return Object.fromEntries(
    types.map((type) => [
      type,
      (resource, settings, today) =>
        when(settings)
          ? ofEach([named, inVariables], (checks) => checks[type]?.(resource, settings, today) ?? [])
          : undefined,
    ]),
  );
}

/** The last day of a model that is named by a resource of a type, where that is a model of the type's cloud. */
export function retirementDayOf({ id, version }: NamedModel, type: string): string | undefined {
  const [, cloud = ""] = /^(?:ai-stack:)?(aws|gcp|azure)/.exec(type) ?? [];
  const host = HOSTS[cloud];
  return host && retirementOf(host, id, version?.());
}

const HOSTS: Readonly<Record<string, ModelHost>> = { aws: "bedrock", gcp: "vertex", azure: "foundry" };

function eachOf(model: NamedModel | undefined, check: (model: NamedModel) => Violations): Violations {
  return model === undefined ? [] : check(model);
}

function modelIn(name: string, value: () => string | undefined, at: string): NamedModel | undefined {
  if (!name.includes("MODEL")) return undefined;
  const text = value() ?? "";
  return BEDROCK_ID.test(text) || (SERVED.includes(name) && HUGGING_FACE_ID.test(text)) ? modelOf(text, at) : undefined;
}

function modelOf(value: unknown, at: string): NamedModel | undefined {
  const model = objectOf(value);
  const name = textOf(model.name);
  if (name !== undefined) return { id: name, version: () => textOf(model.version), at: `${at}.name` };
  const id = idIn(textOf(value) ?? "");
  return id === undefined ? undefined : { id, at };
}

/** The id in an ARN, a resource's name or an address of a registry; nothing where that names no model. */
function idIn(text: string): string | undefined {
  if (text.startsWith("arn:")) {
    const [, id] = /:(?:foundation-model|inference-profile)\/(.+)$/.exec(text) ?? [];
    return id === undefined ? undefined : bedrockId(id);
  }
  const [, published] = /(?:^|\/)(?:publishers|registries)\/[^/]+\/models\/([^/]+)/.exec(text) ?? [];
  const id = published ?? text;
  return id === "" ? undefined : bedrockId(id).replace(/@\d{8}$/, "");
}

/** Without the region's prefix of an inference profile, and the variant of provisioned throughput. */
function bedrockId(id: string): string {
  return id.replace(/^(?:us-gov|us|eu|apac|global|jp|au|ca)\.(?=[a-z0-9]+\.)/, "").replace(/(:\d+):\w+$/, "$1");
}
