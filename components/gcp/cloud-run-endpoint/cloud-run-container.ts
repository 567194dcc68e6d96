import type * as inputs from "@pulumi/gcp/types/input.js";
import * as pulumi from "@pulumi/pulumi";
import { WEIGHTS_URL } from "./cloud-run-endpoint-args.js";

const PORT = 8000;
const PROBE_PERIOD_SEC = 15;
const VOLUME = "weights";
const MOUNT_PATH = "/weights";

interface VllmInstance {
  readonly model: string;
  readonly image: pulumi.Input<string>;
  readonly cpu: number;
  readonly memoryGiB: number;
  readonly startupTimeoutSec: number;
  readonly vllmFlags: readonly string[];
  readonly weights: WeightsFolder | undefined;
  /** Where Secret Manager has the Hugging Face token. */
  readonly token: { readonly secret: pulumi.Input<string>; readonly version: pulumi.Input<string> } | undefined;
}

interface WeightsFolder {
  readonly bucket: pulumi.Output<string>;
  /** Folder in the bucket; empty for all of it, else with a slash before it and none behind. */
  readonly folder: pulumi.Output<string>;
}

/** Bucket and folder of `gs://<bucket>/<prefix>`. */
export function weightsFolder(url: pulumi.Input<string>): WeightsFolder {
  const parts = pulumi.output(url).apply((text) => WEIGHTS_URL.exec(text) ?? []);
  return {
    bucket: parts.apply(([, bucket = ""]) => bucket),
    folder: parts.apply(([, , prefix = ""]) => prefix.replace(/\/+$/, "")),
  };
}

/** The volume of a bucket with weights, read through Cloud Storage FUSE. */
export function weightsVolume({ bucket }: WeightsFolder): inputs.cloudrunv2.ServiceTemplateVolume {
  return { name: VOLUME, gcs: { bucket, readOnly: true } };
}

/**
 * The vLLM server of an instance. It answers on `/health` once the weights are in the GPU.
 *
 * @see https://docs.vllm.ai/en/latest/cli/serve/
 */
export function vllmInstance(args: VllmInstance): inputs.cloudrunv2.ServiceTemplateContainer {
  const { model, weights, token } = args;
  const fromBucket = [{ name: "HF_HUB_OFFLINE", value: "1" }];
  const fromHub = token === undefined ? undefined : [{ name: "HF_TOKEN", valueSource: { secretKeyRef: token } }];
  return {
    image: args.image,
    commands: ["vllm", "serve"],
    args: [
      weights === undefined ? model : pulumi.interpolate`${MOUNT_PATH}${weights.folder}`,
      `--served-model-name=${model}`, // else requests would have to name the folder
      "--host=0.0.0.0",
      `--port=${PORT}`,
      ...args.vllmFlags,
    ],
    envs: weights === undefined ? fromHub : fromBucket,
    ports: { containerPort: PORT },
    resources: {
      limits: { cpu: String(args.cpu), memory: `${args.memoryGiB}Gi`, "nvidia.com/gpu": "1" },
      cpuIdle: false, // a GPU takes instance-based billing
      startupCpuBoost: true,
    },
    startupProbe: {
      httpGet: { path: "/health", port: PORT },
      periodSeconds: PROBE_PERIOD_SEC,
      timeoutSeconds: 10,
      failureThreshold: Math.floor(args.startupTimeoutSec / PROBE_PERIOD_SEC),
    },
    volumeMounts: weights === undefined ? undefined : [{ name: VOLUME, mountPath: MOUNT_PATH }],
  };
}
