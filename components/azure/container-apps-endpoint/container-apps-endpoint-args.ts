import type * as app from "@pulumi/azure-native/app/index.js";
import type * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { checkVllmFlags } from "../../shared/vllm-flags.js";
import { type BlobWeights, checkBlobWeights } from "../blob-weights.js";
import type { AlertsTransform } from "../endpoint-alerts.js";
import { GPU_PROFILES, type GpuProfile } from "../gpu-profiles.js";
import { LOCATION } from "../location.js";
import type { ContainerAppAlert } from "./container-app-alerts.js";

/** Inputs of {@link ContainerAppsEndpoint}. */
export interface ContainerAppsEndpointArgs {
  /** Name of the resource group of everything in it. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Region, such as `swedencentral`: that of the environment. */
  readonly location: string;
  /** ARM id of the Container Apps environment; it is internal and has `gpuProfile`. */
  readonly environmentId: pulumi.Input<string>;
  /** Default domain of that environment. */
  readonly environmentDomain: pulumi.Input<string>;
  /** Hugging Face id of the model, e.g. `Qwen/Qwen3-8B`. Requests name it, wherever the weights come from. */
  readonly model: string;
  /** Image with the `vllm` command, with a tag or digest: `docker.io/vllm/vllm-openai:v0.28.0-cu129`. */
  readonly image: pulumi.Input<string>;
  /** The environment's profile that replicas run on, with one GPU each: a T4 of 16 GiB, an A100 of 80 GiB. */
  readonly gpuProfile: GpuProfile;
  /** Virtual CPUs of a replica: 1 to 8 with a T4, to 24 with an A100. @default all of the profile's */
  readonly cpu?: number;
  /** Memory of a replica in GiB: 1 to 56 with a T4, to 220 with an A100. @default all of the profile's */
  readonly memoryGiB?: number;
  /**
   * Name of the environment's storage that keeps what comes from Hugging Face, shared by all replicas and by other
   * endpoints. @default - none: each start fetches the weights again, onto a disk of 8 GiB
   */
  readonly cacheStorageName?: pulumi.Input<string>;
  /**
   * Weights in Azure Blob Storage, which vLLM streams to the GPU: safetensors files and the model's configuration. The
   * image needs `runai-model-streamer[azure]`, which vLLM's own has. @default - they come from Hugging Face
   */
  readonly weights?: BlobWeights;
  /** Token for a gated model, only without `weights`. A replica takes another one when it starts. @default - none */
  readonly huggingFaceToken?: pulumi.Input<string>;
  /**
   * Key that requests must carry, as `Authorization: Bearer <key>`. A replica takes another one when it starts.
   * @default - none: whoever is in the network may send requests
   */
  readonly apiKey?: pulumi.Input<string>;
  /** Further flags of `vllm serve`, e.g. `--max-model-len=16384`. No secrets: who may read the app reads them. */
  readonly vllmFlags?: readonly string[];
  /** Fewest and most replicas: from 0 and 1 on, `min` up to `max`, 1000 at most. At 0 an idle endpoint costs nothing. */
  readonly replicas: { readonly min: number; readonly max: number };
  /** Requests at once that a replica is counted on for before another one starts, from 1 on. @default 16 */
  readonly concurrency?: number;
  /**
   * Seconds after the last request until the last replica goes, from 1 on. A start that takes longer comes to nothing
   * where no request is repeated meanwhile. @default 300, Azure's
   */
  readonly cooldownPeriodSec?: number;
  /**
   * Seconds from the start of a container to its first answer, 60 to 2400; the download of the weights is in it. It is
   * asked ten times in that time, no more: an answer may be seen a tenth of it too late. @default 900
   */
  readonly startupTimeoutSec?: number;
  /** ARM id of the action group for alerts. @default - no alerts */
  readonly actionGroupId?: pulumi.Input<string>;
  /** Seconds of an average answer that raise an alert, 1 to 240. @default 60 */
  readonly latencyAlertSec?: number;
  /** Tags of everything that takes them. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: AlertsTransform<ContainerAppAlert> & {
    readonly identity?: Partial<managedidentity.UserAssignedIdentityArgs>;
    readonly app?: Partial<app.ContainerAppArgs>;
  };
}

/** Arguments that have a default, filled in. */
export type CompleteContainerAppsEndpointArgs = ContainerAppsEndpointArgs &
  Required<
    Pick<
      ContainerAppsEndpointArgs,
      "cpu" | "memoryGiB" | "vllmFlags" | "concurrency" | "cooldownPeriodSec" | "startupTimeoutSec" | "latencyAlertSec"
    >
  >;

/** Throws a RunError for the first argument that Azure would refuse. */
export function checkContainerAppsEndpointArgs(name: string, args: CompleteContainerAppsEndpointArgs): void {
  const { gpuProfile, replicas, weights } = args;
  // Of the 32 characters of an app's name the random ending takes 8.
  checkMatch(
    "name",
    name,
    /^(?=.{1,24}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "up to 24 lower-case letters and digits, with single hyphens between, the first a letter",
  );
  checkMatch("location", args.location, LOCATION.pattern, LOCATION.shape);
  checkMatch("model", args.model, /^[A-Za-z0-9][\w.-]{0,95}(\/[A-Za-z0-9][\w.-]{0,95})?$/, "a Hugging Face id");
  if (typeof args.image === "string")
    checkMatch(
      "image",
      args.image,
      /^[a-z0-9][\w./:-]*(:[\w.-]+|@sha256:[0-9a-f]{64})$/,
      "<registry>/<repository>:<tag> or ...@sha256:<digest>",
    );
  checkOneOf("gpuProfile", gpuProfile, Object.keys(GPU_PROFILES));
  checkInteger("cpu", args.cpu, 1, GPU_PROFILES[gpuProfile].cpu);
  checkInteger("memoryGiB", args.memoryGiB, 1, GPU_PROFILES[gpuProfile].memoryGiB);
  if (weights !== undefined) checkWeights(args, weights);
  checkVllmFlags("vllmFlags", args.vllmFlags, weights === undefined ? [] : ["--load-format"]);
  checkInteger("replicas.min", replicas.min, 0);
  checkInteger("replicas.max", replicas.max, Math.max(1, replicas.min), 1000);
  checkInteger("concurrency", args.concurrency, 1);
  checkInteger("cooldownPeriodSec", args.cooldownPeriodSec, 1);
  checkInteger("startupTimeoutSec", args.startupTimeoutSec, 60, 2400);
  checkInteger("latencyAlertSec", args.latencyAlertSec, 1, 240);
}

function checkWeights(args: ContainerAppsEndpointArgs, weights: BlobWeights): void {
  for (const arg of ["huggingFaceToken", "cacheStorageName"] as const)
    check(
      args[arg] === undefined,
      `'${arg}' must be left out with 'weights': nothing is fetched from Hugging Face then`,
    );
  checkBlobWeights("weights", weights);
}
