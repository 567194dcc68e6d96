import type * as cloudrunv2 from "@pulumi/gcp/cloudrunv2/index.js";
import type * as serviceaccount from "@pulumi/gcp/serviceaccount/index.js";
import type * as storage from "@pulumi/gcp/storage/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { checkVllmFlags } from "../../shared/vllm-flags.js";
import type { AlertsTransform } from "../endpoint-alerts.js";
import type { TokenTransform } from "./hugging-face-token.js";

/** GPUs of Cloud Run, as its API names them. */
export type CloudRunGpu = "nvidia-l4" | "nvidia-rtx-pro-6000";

/** From where requests are let in, as the API of Cloud Run names it. */
export type CloudRunIngress =
  | "INGRESS_TRAFFIC_INTERNAL_ONLY"
  | "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
  | "INGRESS_TRAFFIC_ALL";

/** Inputs of {@link CloudRunEndpoint}. */
export interface CloudRunEndpointArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Region, such as `us-central1`; one where Cloud Run has the GPU. */
  readonly location: string;
  /** Hugging Face id of the model, e.g. `Qwen/Qwen3-8B`. Requests name it, wherever the weights come from. */
  readonly model: string;
  /**
   * Image with the `vllm` command, with a tag or digest: `docker.io/vllm/vllm-openai:v0.28.0-cu129`, or the same
   * through a remote repository, `<region>-docker.pkg.dev/<project>/<repository>/vllm/vllm-openai:<tag>`. Its CUDA must
   * be one that the driver of the GPU runs: as of 2026-11 Google documents 12.2 for the L4, 13.0 for the RTX PRO 6000.
   */
  readonly image: pulumi.Input<string>;
  /** GPU of an instance, which has one. @default "nvidia-l4", 24 GiB */
  readonly gpu?: CloudRunGpu;
  /** Virtual CPUs of an instance: 4, 6 or 8 for an L4, 20 or more for an RTX PRO 6000. @default 8 or 20 */
  readonly cpu?: number;
  /**
   * Memory of an instance in GiB: 16 to 4 times `cpu` for an L4, 80 or more for an RTX PRO 6000. Files are kept in it:
   * weights that come from Hugging Face take as much again. @default 32 or 80
   */
  readonly memoryGiB?: number;
  /** Weights in Cloud Storage, read through a volume. @default - they come from Hugging Face, at each start */
  readonly weights?: {
    /** Folder of the weights, best in the same region: `gs://<bucket>/<prefix>`. */
    readonly url: pulumi.Input<string>;
  };
  /** Token for a gated model; kept in Secret Manager, and only without `weights`. @default - none */
  readonly huggingFaceToken?: pulumi.Input<string>;
  /** Further flags of `vllm serve`, e.g. `--max-model-len=16384`. No secrets: who may describe the service reads them. */
  readonly vllmFlags?: readonly string[];
  /** Fewest and most instances: from 0 and 1 on, `min` up to `max`. At 0 an idle endpoint costs nothing. */
  readonly instances: { readonly min: number; readonly max: number };
  /** Requests that an instance works on at once before another one starts, 1 to 1000. @default 16 */
  readonly concurrency?: number;
  /**
   * Seconds for an answer, the wait for an instance that starts included: 1 to 3600.
   * @default 3600, Cloud Run's longest
   */
  readonly timeoutSec?: number;
  /**
   * Seconds from the start of a container to its first answer, 60 to 1800; the download of the weights is in it.
   * @default 1800, Cloud Run's longest with a GPU
   */
  readonly startupTimeoutSec?: number;
  /**
   * Id of the subnet that all traffic of the instances leaves by: `projects/<project>/regions/<region>/subnetworks/<name>`
   * or its self link, /26 or larger, with Private Google Access. What comes from Hugging Face needs a NAT behind it.
   */
  readonly subnetId: pulumi.Input<string>;
  /** From where requests are let in. @default "INGRESS_TRAFFIC_INTERNAL_ONLY": the project's VPC networks */
  readonly ingress?: CloudRunIngress;
  /**
   * Who may send requests, by a name that stays: `{ app: "serviceAccount:app@ml-dev.iam.gserviceaccount.com" }`. Members
   * of IAM: `user:`, `group:`, `serviceAccount:`, `domain:`, `principal:`, `principalSet:`. @default - nobody
   */
  readonly invokers?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Resource name of the key that encrypts the instances' image and the token; the agents of Cloud Run and Secret
   * Manager must be allowed to use it. @default - keys of Google's
   */
  readonly kmsKeyName?: pulumi.Input<string>;
  /** Whether Pulumi refuses to delete the service. @default false */
  readonly deletionProtection?: boolean;
  /** Resource name of the notification channel for alerts. @default - no alerts */
  readonly notificationChannel?: pulumi.Input<string>;
  /** Seconds of a latency (99 of 100 answers) that raise an alert, 1 to 3600. @default 60 */
  readonly latencyAlertSec?: number;
  /** Labels of everything that can have some. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args; those in the plural apply to each of the children. */
  readonly transform?: AlertsTransform &
    TokenTransform & {
      readonly serviceAccount?: Partial<serviceaccount.AccountArgs>;
      readonly weightsAccess?: Partial<storage.BucketIAMMemberArgs>;
      readonly service?: Partial<cloudrunv2.ServiceArgs>;
      readonly invokers?: Partial<cloudrunv2.ServiceIamMemberArgs>;
    };
}

/** Arguments that have a default, filled in. */
export type CompleteCloudRunEndpointArgs = CloudRunEndpointArgs &
  Required<
    Pick<
      CloudRunEndpointArgs,
      | "gpu"
      | "cpu"
      | "memoryGiB"
      | "vllmFlags"
      | "concurrency"
      | "timeoutSec"
      | "startupTimeoutSec"
      | "ingress"
      | "invokers"
      | "deletionProtection"
      | "latencyAlertSec"
    >
  >;

/**
 * What an instance has by its GPU unless told otherwise.
 *
 * Source: https://cloud.google.com/run/docs/configuring/services/gpu (least for each GPU: 4 and 16 GiB, 20 and 80 GiB),
 * https://cloud.google.com/run/docs/configuring/cpu (up to 4 GiB for each of up to 8 CPUs), read 2026-11.
 */
export const INSTANCE_DEFAULTS: Readonly<Record<CloudRunGpu, { readonly cpu: number; readonly memoryGiB: number }>> = {
  "nvidia-l4": { cpu: 8, memoryGiB: 32 },
  "nvidia-rtx-pro-6000": { cpu: 20, memoryGiB: 80 },
};

/** Members that are people or programs: not `allUsers`, not `allAuthenticatedUsers`. */
const MEMBER = /^(user|group|serviceAccount|domain|principal|principalSet):\S+$/;

/** Throws a RunError for the first argument that Google Cloud would refuse. */
export function checkCloudRunEndpointArgs(name: string, args: CompleteCloudRunEndpointArgs): void {
  const { instances, weights } = args;
  checkMatch(
    "name",
    name,
    /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "up to 40 lower-case letters and digits, with single hyphens between, the first a letter",
  );
  checkMatch("model", args.model, /^[A-Za-z0-9][\w.-]{0,95}(\/[A-Za-z0-9][\w.-]{0,95})?$/, "a Hugging Face id");
  if (typeof args.image === "string")
    checkMatch(
      "image",
      args.image,
      /^[a-z0-9][\w./:-]*(:[\w.-]+|@sha256:[0-9a-f]{64})$/,
      "<registry>/<repository>:<tag> or ...@sha256:<digest>",
    );
  if (typeof weights?.url === "string") checkMatch("weights.url", weights.url, WEIGHTS_URL, "gs://<bucket>/<prefix>");
  check(
    weights === undefined || args.huggingFaceToken === undefined,
    "'huggingFaceToken' must be left out with 'weights': nothing is fetched from Hugging Face then",
  );
  checkOneOf("gpu", args.gpu, Object.keys(INSTANCE_DEFAULTS));
  checkMachine(args);
  checkVllmFlags("vllmFlags", args.vllmFlags);
  checkInteger("instances.min", instances.min, 0);
  checkInteger("instances.max", instances.max, Math.max(1, instances.min));
  checkInteger("concurrency", args.concurrency, 1, 1000);
  checkInteger("timeoutSec", args.timeoutSec, 1, 3600);
  checkInteger("startupTimeoutSec", args.startupTimeoutSec, 60, 1800);
  checkInteger("latencyAlertSec", args.latencyAlertSec, 1, 3600);
  checkOneOf("ingress", args.ingress, [
    "INGRESS_TRAFFIC_INTERNAL_ONLY",
    "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
    "INGRESS_TRAFFIC_ALL",
  ]);
  for (const [key, member] of Object.entries(args.invokers)) {
    checkMatch("invokers", key, /^[a-z0-9][a-z0-9-]*$/, "named by lower-case letters, digits and hyphens");
    if (typeof member === "string") checkInvoker(key, member);
  }
}

/** A folder in Cloud Storage. */
export const WEIGHTS_URL = /^gs:\/\/([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(\/[^*?#[\]\s]*)?$/;

/** The member itself, where it is no anonymous one. */
export function checkInvoker(key: string, member: string): string {
  const shape = "a member like user:ana@example.com, never allUsers or allAuthenticatedUsers";
  checkMatch(`invokers.${key}`, member, MEMBER, shape);
  return member;
}

function checkMachine({ gpu, cpu, memoryGiB }: CompleteCloudRunEndpointArgs): void {
  if (gpu === "nvidia-l4") {
    checkOneOf("cpu", String(cpu), ["4", "6", "8"]);
    checkInteger("memoryGiB", memoryGiB, 16, 4 * cpu);
  } else {
    checkInteger("cpu", cpu, 20);
    checkInteger("memoryGiB", memoryGiB, 80);
  }
}
