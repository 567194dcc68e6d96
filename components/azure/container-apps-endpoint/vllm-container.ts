import type * as inputs from "@pulumi/azure-native/types/input.js";
import type * as pulumi from "@pulumi/pulumi";
import { asIdentity, type WeightsSource } from "./streamed-weights.js";

/** Where vLLM listens. */
export const PORT = 8000;

/** The volume with what comes from Hugging Face. */
export const CACHE_VOLUME = "models";

/** Secrets of the app, by what they are. */
export const SECRETS = { huggingFaceToken: "hugging-face-token", apiKey: "api-key" } as const;

const MOUNT_PATH = "/models";

/** What the API takes at most: so often a startup probe may fail. */
const STARTUP_PROBES = 10;

interface VllmContainerArgs {
  readonly model: string;
  readonly image: pulumi.Input<string>;
  readonly cpu: number;
  readonly memoryGiB: number;
  readonly startupTimeoutSec: number;
  readonly vllmFlags: readonly string[];
  /** Whether what comes from Hugging Face is kept in the volume. */
  readonly cached: boolean;
  readonly weights: WeightsSource | undefined;
  /** Client id of the identity that reads `weights`. */
  readonly clientId: pulumi.Input<string>;
  /** Names of the secrets that there are. */
  readonly secrets: readonly string[];
}

/**
 * The vLLM server of a replica. It answers on `/health` once the weights are in the GPU.
 *
 * @see https://docs.vllm.ai/en/latest/cli/serve/
 */
export function vllmContainer(args: VllmContainerArgs): inputs.app.ContainerArgs {
  const { model, weights } = args;
  const serve = ["vllm", "serve"];
  return {
    name: "vllm",
    image: args.image,
    command: weights === undefined ? serve : asIdentity(serve),
    args: [
      weights === undefined ? model : weights.address,
      ...(weights === undefined ? [] : ["--load-format=runai_streamer"]),
      `--served-model-name=${model}`, // else requests would have to name the address
      "--host=0.0.0.0",
      `--port=${PORT}`,
      ...args.vllmFlags,
    ],
    env: environment(args),
    resources: { cpu: args.cpu, memory: `${args.memoryGiB}Gi` },
    // All three: Azure's own, where it adds them, give a server four minutes to load.
    probes: [
      probe("Startup", Math.ceil(args.startupTimeoutSec / STARTUP_PROBES), STARTUP_PROBES),
      probe("Liveness", 30, 4),
      probe("Readiness", 10, 3),
    ],
    volumeMounts: args.cached ? [{ volumeName: CACHE_VOLUME, mountPath: MOUNT_PATH }] : undefined,
  };
}

function environment({ weights, clientId, cached, secrets }: VllmContainerArgs): inputs.app.EnvironmentVarArgs[] {
  const fromBlobs = weights && [
    { name: "AZURE_STORAGE_ACCOUNT_NAME", value: weights.accountName },
    { name: "AZURE_CLIENT_ID", value: clientId },
    { name: "HF_HUB_OFFLINE", value: "1" },
  ];
  const bySecret = { [SECRETS.huggingFaceToken]: "HF_TOKEN", [SECRETS.apiKey]: "VLLM_API_KEY" };
  return [
    ...(fromBlobs ?? []),
    ...(cached ? [{ name: "HF_HOME", value: MOUNT_PATH }] : []),
    ...Object.entries(bySecret)
      .filter(([secret]) => secrets.includes(secret))
      .map(([secretRef, name]) => ({ name, secretRef })),
  ];
}

function probe(type: string, periodSeconds: number, failureThreshold: number): inputs.app.ContainerAppProbeArgs {
  return { type, httpGet: { path: "/health", port: PORT }, periodSeconds, timeoutSeconds: 10, failureThreshold };
}
