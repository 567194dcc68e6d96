import type * as vertex from "@pulumi/gcp/vertex/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { checkVllmFlags } from "../../shared/vllm-flags.js";
import type { AlertsTransform } from "../endpoint-alerts.js";
import { gpuMachine } from "../gpu-machine-types.js";

/** A vLLM server in place of the one that Model Garden has verified for a model. */
export interface ModelGardenContainer {
  /**
   * Google's vLLM image in Artifact Registry, with a tag or digest:
   * `us-docker.pkg.dev/vertex-ai/vertex-vision-model-garden-dockers/pytorch-vllm-serve:<tag>`.
   */
  readonly image: pulumi.Input<string>;
  /** Further flags of vLLM, e.g. `--max-model-len=16384`. No secrets: who may describe the model reads them. */
  readonly vllmFlags?: readonly string[];
  /** Seconds for the server to load the model, 60 to 7200. @default 7200 */
  readonly deploymentTimeoutSec?: number;
}

/** Inputs of {@link VertexModelGardenEndpoint}. */
export interface VertexModelGardenEndpointArgs {
  /** Id of the project, such as `ml-dev-123456`. */
  readonly projectId: string;
  /** Region, such as `us-central1`. */
  readonly location: string;
  /**
   * Model of Model Garden, `publishers/<publisher>/models/<model>@<version>`, or Hugging Face id, `<owner>/<model>`; of
   * those, one that Google has verified is the safer choice.
   */
  readonly model: string;
  /** Machine of a replica, such as `g2-standard-12`. */
  readonly machineType: string;
  /** GPU of the machine as Vertex AI names it, such as `NVIDIA_L4`. */
  readonly acceleratorType: string;
  /** GPUs that a replica uses, 1 up to the machine's; with half of them or fewer, replicas share a machine. */
  readonly acceleratorCount: number;
  /** Fewest and most replicas: from 1 on, `min` up to `max`. Quota is taken for `max`. */
  readonly replicas: { readonly min: number; readonly max: number };
  /** Percent of the time that GPUs work, beyond which another replica starts: 1 to 100. @default 60, Vertex AI's own */
  readonly dutyCyclePercent?: number;
  /** Whether the licence of the model is accepted, which a gated one needs. @default false */
  readonly acceptEula?: boolean;
  /** Hugging Face token for a gated model from there. Vertex AI keeps it with the deployment. @default - none */
  readonly huggingFaceToken?: pulumi.Input<string>;
  /** For a Hugging Face id only. @default - the container that Model Garden has verified for the model */
  readonly container?: ModelGardenContainer;
  /** Whether a replacement deletes first, where the quota does not have room for both. @default false */
  readonly deleteBeforeReplace?: boolean;
  /** Resource name of the notification channel for alerts. @default - no alerts */
  readonly notificationChannel?: pulumi.Input<string>;
  /** Seconds of a latency (99 of 100 answers) that raise an alert, 1 to 3600. @default 60 */
  readonly latencyAlertSec?: number;
  /** Labels of the alert policies. The endpoint takes none. */
  readonly labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: AlertsTransform & {
    readonly deployment?: Partial<vertex.AiEndpointWithModelGardenDeploymentArgs>;
  };
}

/** Arguments that have a default, filled in. */
export type CompleteModelGardenArgs = VertexModelGardenEndpointArgs &
  Required<
    Pick<VertexModelGardenEndpointArgs, "dutyCyclePercent" | "acceptEula" | "deleteBeforeReplace" | "latencyAlertSec">
  >;

/**
 * GPUs of a `MachineSpec`.
 * Source: the discovery document of aiplatform v1, `GoogleCloudAiplatformV1MachineSpec`, read 2026-11.
 */
const ACCELERATORS = [
  "NVIDIA_TESLA_P100",
  "NVIDIA_TESLA_V100",
  "NVIDIA_TESLA_P4",
  "NVIDIA_TESLA_T4",
  "NVIDIA_TESLA_A100",
  "NVIDIA_A100_80GB",
  "NVIDIA_L4",
  "NVIDIA_H100_80GB",
  "NVIDIA_H100_MEGA_80GB",
  "NVIDIA_H200_141GB",
  "NVIDIA_B200",
  "NVIDIA_RTX_PRO_6000",
];

/** Longest that a model may take to load. Source: as above, `ModelContainerSpec.deploymentTimeout`. */
export const MAX_DEPLOYMENT_TIMEOUT_SEC = 7200;

const PUBLISHER_MODEL = /^publishers\/[a-z0-9][\w-]*\/models\/[a-z0-9][\w.-]*@[\w.-]+$/;
const HUGGING_FACE_ID = /^(?!publishers\/)[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;

/** Whether a model comes from Hugging Face, by its id. */
export function isHuggingFaceId(model: string): boolean {
  return HUGGING_FACE_ID.test(model);
}

/** Throws a RunError for the first argument that Google Cloud would refuse. */
export function checkModelGardenArgs(name: string, args: CompleteModelGardenArgs): void {
  const { model, replicas, container } = args;
  checkMatch("name", name, /^[a-z][a-z0-9-]{0,39}$/, "up to 40 lower-case letters, digits and hyphens, a letter first");
  checkMatch(
    "model",
    model,
    new RegExp(`${PUBLISHER_MODEL.source}|${HUGGING_FACE_ID.source}`),
    "publishers/<publisher>/models/<model>@<version> or a Hugging Face id <owner>/<model>",
  );
  checkAccelerators(args);
  check(
    replicas.min !== 0,
    "'replicas.min' must be a whole number from 1, got 0: Model Garden never scales to zero, Cloud Run does",
  );
  checkInteger("replicas.min", replicas.min, 1);
  checkInteger("replicas.max", replicas.max, replicas.min);
  checkInteger("dutyCyclePercent", args.dutyCyclePercent, 1, 100);
  checkInteger("latencyAlertSec", args.latencyAlertSec, 1, 3600);
  check(
    args.huggingFaceToken === undefined || isHuggingFaceId(model),
    `'huggingFaceToken' must be left out for ${model}, which does not come from Hugging Face`,
  );
  if (container === undefined) return;
  check(
    isHuggingFaceId(model),
    `'container' must be left out for ${model}: only Model Garden knows where its weights are`,
  );
  const { vllmFlags = [], deploymentTimeoutSec = MAX_DEPLOYMENT_TIMEOUT_SEC } = container;
  checkVllmFlags("container.vllmFlags", vllmFlags);
  checkInteger("container.deploymentTimeoutSec", deploymentTimeoutSec, 60, MAX_DEPLOYMENT_TIMEOUT_SEC);
  if (typeof container.image === "string")
    checkMatch(
      "container.image",
      container.image,
      /^([a-z0-9-]+-docker\.pkg\.dev|([a-z]+\.)?gcr\.io)\/[\w./-]+(:[\w.-]+|@sha256:[0-9a-f]{64})$/,
      "<location>-docker.pkg.dev/<project>/<repository>/<image>:<tag> or ...@sha256:<digest>",
    );
}

function checkAccelerators({ machineType, acceleratorType, acceleratorCount }: CompleteModelGardenArgs): void {
  checkOneOf("acceleratorType", acceleratorType, ACCELERATORS);
  checkInteger("acceleratorCount", acceleratorCount, 1);
  // Compute Engine's name of the same.
  const accelerator = acceleratorType.toLowerCase().replaceAll("_", "-");
  const machine = machineType.startsWith("n1-")
    ? gpuMachine(machineType, accelerator, acceleratorCount)
    : gpuMachine(machineType);
  check(
    machine.acceleratorType === accelerator && acceleratorCount <= machine.acceleratorCount,
    `'acceleratorType' and 'acceleratorCount' must fit ${machineType}, which has ${machine.acceleratorCount} ` +
      `${machine.acceleratorType}, got ${acceleratorCount} ${acceleratorType}`,
  );
}
