import type { Provenance } from "./provenance.js";

/** Who hosts a model: Amazon Bedrock, Vertex AI, Microsoft Foundry with Azure OpenAI. */
export type ModelHost = "bedrock" | "vertex" | "foundry";

/** A model that a cloud hosts, with the day that its host retires it. */
export interface HostedModel {
  readonly host: ModelHost;
  /** As the host's API takes it: on Bedrock without the prefix of an inference profile. */
  readonly id: string;
  /** Version of it, on Foundry; absent where a date is for all of them. */
  readonly version?: string;
  /** Its last day, as in `2026-10-14`; where regions differ, in the last of them. Hosts may move it back. */
  readonly retires: string;
}

/**
 * Where the dates come from, by host. Bedrock drops a model from its page some time after its end, so older rows are from
 * an older reading of it.
 */
export const hostedModelSources = {
  bedrock: {
    source:
      "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html, legacy and end-of-life models, as " +
      "kept by thossullivan/model-eol at 41b61897",
    asOf: "2026-08-03",
  },
  bedrockEarlier: {
    source:
      "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html, as kept by deprecations/deprecations-rss " +
      "at 02e52776",
    asOf: "2026-03-26",
  },
  vertex: {
    source: "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/model-versions",
    asOf: "2026-10-13",
  },
  vertexEarlier: {
    source:
      "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/model-versions, embeddings, Veo and retired " +
      "models, as kept by thossullivan/model-eol at b347beab",
    asOf: "2026-08-03",
  },
  vertexPartners: {
    source:
      "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/deprecations/partner-models, as kept by " +
      "deprecations/deprecations-rss at 02e52776",
    asOf: "2026-03-26",
  },
  foundry: {
    source:
      "https://learn.microsoft.com/azure/foundry/openai/concepts/model-retirement-schedule, MicrosoftDocs/azure-ai-docs at " +
      "00bb5540",
    asOf: "2026-07-07",
  },
  foundryRetired: {
    source:
      "https://learn.microsoft.com/azure/foundry/openai/concepts/retired-models, MicrosoftDocs/azure-ai-docs at 4345ee01",
    asOf: "2026-04-23",
  },
} as const satisfies Record<string, Provenance>;

/** By day: ids, with a space between; on Foundry `<id>` or `<id>=<version>`. */
type ByDay = Readonly<Record<string, string>>;

const bedrock: ByDay = {
  "2026-05-31": "anthropic.claude-opus-4-20250514-v1:0",
  "2026-06-19": "anthropic.claude-3-5-haiku-20241022-v1:0",
  "2026-06-30": "amazon.titan-image-generator-v2:0",
  "2026-07-07":
    "meta.llama3-1-405b-instruct-v1:0 meta.llama3-2-1b-instruct-v1:0 meta.llama3-2-3b-instruct-v1:0 " +
    "meta.llama3-2-11b-instruct-v1:0 meta.llama3-2-90b-instruct-v1:0",
  "2026-07-30":
    "anthropic.claude-3-sonnet-20240229-v1:0 anthropic.claude-3-5-sonnet-20240620-v1:0 " +
    "anthropic.claude-3-5-sonnet-20241022-v2:0 anthropic.claude-3-7-sonnet-20250219-v1:0",
  "2026-08-19": "cohere.command-r-v1:0 cohere.command-r-plus-v1:0",
  "2026-09-10": "anthropic.claude-3-haiku-20240307-v1:0",
  "2026-09-14": "amazon.nova-premier-v1:0 amazon.nova-sonic-v1:0",
  "2026-09-30": "amazon.nova-canvas-v1:0 amazon.nova-reel-v1:0 amazon.nova-reel-v1:1",
  "2026-10-14": "anthropic.claude-sonnet-4-20250514-v1:0",
  "2026-11-26": "ai21.jamba-1-5-large-v1:0 ai21.jamba-1-5-mini-v1:0",
  "2026-11-30": "twelvelabs.marengo-embed-2-7-v1:0",
  "2027-01-08": "anthropic.claude-opus-4-1-20250805-v1:0",
};

// The date behind the `@` of a partner's model is left out. Each alias of Gemini 2.0 has one version, which is named too.
const vertex: ByDay = {
  "2025-04-21":
    "gemini-1.0-pro-001 gemini-1.0-pro-002 gemini-1.0-pro-vision-001 text-bison chat-bison code-gecko " +
    "textembedding-gecko@001 textembedding-gecko@002",
  "2025-05-24": "gemini-1.5-pro-001 gemini-1.5-flash-001 textembedding-gecko@003 textembedding-gecko-multilingual@001",
  "2025-08-01": "claude-3-opus",
  "2025-09-24": "gemini-1.5-pro-002 gemini-1.5-flash-002 imagetext",
  "2026-01-23": "codestral-2501",
  "2026-02-19": "claude-3-5-sonnet claude-3-5-sonnet-v2",
  "2026-02-27": "jamba-1.5-large jamba-1.5-mini",
  "2026-05-11": "claude-3-7-sonnet",
  "2026-06-01": "gemini-2.0-flash gemini-2.0-flash-001 gemini-2.0-flash-lite gemini-2.0-flash-lite-001",
  "2026-06-30": "veo-2.0-generate-001 veo-3.0-generate-001 veo-3.0-fast-generate-001",
  "2026-07-05": "claude-3-5-haiku",
  "2026-10-20": "gemini-2.5-pro gemini-2.5-flash gemini-2.5-flash-lite",
  "2026-12-13": "gemini-live-2.5-flash-native-audio",
  "2027-03-15": "gemini-2.5-flash-image",
  "2027-04-01": "text-embedding-004 text-embedding-005 text-multilingual-embedding-002 multimodalembedding@001",
};

// Previews that are still served are left out: their dates are moved more often than this table is read again.
const foundry: ByDay = {
  "2024-06-14": "ada babbage curie davinci text-davinci-002 text-davinci-003 code-davinci-002",
  "2025-01-27": "babbage-002 davinci-002 dall-e-2",
  "2025-02-13": "gpt-35-turbo=0301 gpt-35-turbo=0613",
  "2025-03-26": "gpt-4o-realtime-preview=2024-10-01",
  "2025-04-30": "gpt-35-turbo-16k=0613",
  "2025-06-06": "gpt-4=0314 gpt-4=0613 gpt-4-32k=0314 gpt-4-32k=0613",
  "2025-06-30": "Meta-Llama-3-8B-Instruct Meta-Llama-3-70B-Instruct Meta-Llama-3.1-70B-Instruct",
  "2025-07-14": "gpt-4.5-preview",
  "2025-07-28": "o1-preview",
  "2025-08-30": "Phi-3.5-mini-instruct Phi-3.5-MoE-instruct Phi-3.5-vision-instruct Phi-3-mini-4k-instruct",
  "2025-08-31": "DeepSeek-V3",
  "2026-01-30": "Mistral-Nemo Mistral-large-2411",
  "2026-03-31": "gpt-4o=2024-08-06-ev3",
  "2026-05-01": "grok-3 grok-3-mini grok-4-fast-reasoning grok-4-fast-non-reasoning",
  "2026-05-12": "Cohere-command-r-08-2024 Cohere-command-r-plus-08-2024",
  "2026-05-13": "gpt-5-chat=2025-10-03 gpt-5.2-chat=2025-12-11",
  "2026-05-14": "Cohere-rerank-v3.5",
  "2026-06-13":
    "Llama-3.2-11B-Vision-Instruct Llama-3.2-90B-Vision-Instruct Meta-Llama-3.1-405B-Instruct Meta-Llama-3.1-8B " +
    "Meta-Llama-3.1-8B-Instruct",
  "2026-06-29": "gpt-5-chat=2025-08-07 gpt-5.1-chat=2025-11-13 gpt-5.2-chat=2026-02-10 gpt-5.3-chat=2026-03-03",
  "2026-07-13": "DeepSeek-R1-0528 DeepSeek-V3-0324 DeepSeek-V3.1",
  "2026-07-23": "gpt-realtime-mini=2025-10-06",
  "2026-08-13": "DeepSeek-R1",
  "2026-09-16": "o1=2024-12-17",
  "2026-09-18": "o1-pro=2025-03-19",
  "2026-09-21": "gpt-audio-mini=2025-10-06",
  "2026-10-01": "gpt-4o=2024-05-13 gpt-4o=2024-08-06 gpt-4o=2024-11-20 gpt-4o-mini=2024-07-18 o3-mini=2025-01-31",
  "2026-10-14": "gpt-4.1=2025-04-14 gpt-4.1-mini=2025-04-14 gpt-4.1-nano=2025-04-14",
  "2026-10-15": "gpt-4o-mini-transcribe=2025-03-20 gpt-4o-transcribe=2025-03-20 gpt-4o-transcribe-diarize=2025-10-15",
  "2026-10-16": "o3=2025-04-16 o4-mini=2025-04-16",
  "2026-11-15": "codex-mini=2025-05-16",
  "2026-12-05": "gpt-5.1-codex-max=2025-12-04",
  "2026-12-10": "o3-pro=2025-06-10",
  "2026-12-12": "gpt-5.2=2025-12-11",
  "2026-12-15":
    "gpt-4o-mini-transcribe=2025-12-15 gpt-4o-mini-tts=2025-12-15 gpt-audio-mini=2025-12-15 " +
    "gpt-realtime-mini=2025-12-15 tts-hd=001 whisper=001",
  "2026-12-16": "gpt-image-1.5=2025-12-16",
  "2026-12-26": "o3-deep-research=2025-06-26",
  "2027-01-14": "gpt-5.2-codex=2026-01-14",
  "2027-02-06": "gpt-5=2025-08-07 gpt-5-mini=2025-08-07 gpt-5-nano=2025-08-07",
  "2027-02-23": "gpt-audio-1.5=2026-02-23 gpt-realtime-1.5=2026-02-23",
  "2027-02-25": "gpt-5.3-codex=2026-02-24",
  "2027-02-28": "gpt-audio=2025-08-28 gpt-realtime=2025-08-28",
  "2027-03-05": "gpt-5.4=2026-03-05",
  "2027-03-06": "gpt-5.4-pro=2026-03-05",
  "2027-03-17": "gpt-5-codex=2025-09-15",
  "2027-03-18": "gpt-5.4-mini=2026-03-17 gpt-5.4-nano=2026-03-17",
  "2027-04-07": "gpt-5-pro=2025-10-06 gpt-image-1-mini=2025-10-06",
  "2027-04-15": "text-embedding-3-large=1 text-embedding-3-small=1 text-embedding-ada-002=1 text-embedding-ada-002=2",
  "2027-04-21": "gpt-image-2=2026-04-21",
  "2027-04-23": "gpt-5.5=2026-04-24",
  "2027-05-06": "gpt-realtime-2=2026-05-06",
  "2027-05-15": "gpt-5.1=2025-11-13 gpt-5.1-codex=2025-11-13 gpt-5.1-codex-mini=2025-11-13",
  "2027-05-20": "model-router=2025-11-18",
  "2027-06-25": "gpt-realtime-2.1=2026-07-07 gpt-realtime-2.1-mini=2026-07-07",
};

/** Hosted models whose retirement their host has announced. One that is not here may be served, or never was. */
export const hostedModels: readonly HostedModel[] = [
  ...rowsOf("bedrock", bedrock),
  ...rowsOf("vertex", vertex),
  ...rowsOf("foundry", foundry),
];

function rowsOf(host: ModelHost, byDay: ByDay): HostedModel[] {
  return Object.entries(byDay).flatMap(([retires, names]) =>
    names.split(" ").map((name) => {
      const [id = "", version] = name.split("=");
      return { host, id, version, retires };
    }),
  );
}

/**
 * The last day of a model on a host, as in `2026-10-14`. Nothing where the table has no date, or has dates by version and
 * `version` is none of these.
 */
export function retirementOf(host: ModelHost, id: string, version?: string): string | undefined {
  return hostedModels.find(
    (row) =>
      row.host === host &&
      row.id.toLowerCase() === id.toLowerCase() &&
      (row.version === undefined || row.version === version),
  )?.retires;
}
