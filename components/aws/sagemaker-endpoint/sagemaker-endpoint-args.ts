import type * as appautoscaling from "@pulumi/aws/appautoscaling/index.js";
import type * as cloudcontrol from "@pulumi/aws/cloudcontrol/index.js";
import type * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import type * as ec2 from "@pulumi/aws/ec2/index.js";
import type * as iam from "@pulumi/aws/iam/index.js";
import type * as sagemaker from "@pulumi/aws/sagemaker/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { check, checkInteger, checkMatch, checkOneOf } from "../../shared/check.js";
import { checkVllmVariable } from "../../shared/vllm-environment.js";
import type { PrivateBucketArgs } from "../private-bucket.js";

/** Weights in S3. */
export interface S3Weights {
  /** Folder of the weights, in the region of the endpoint: `s3://<bucket>/<prefix>/`, up to 1024 characters. */
  readonly url: pulumi.Input<string>;
  /** ARN of the KMS key that they are encrypted with. @default - a key of S3's own */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** Inputs of {@link SageMakerEndpoint}. */
export interface SageMakerEndpointArgs {
  /** Hugging Face id of the model, e.g. `Qwen/Qwen3-8B`. Requests name it, wherever the weights come from. */
  readonly model: string;
  /** vLLM image for SageMaker, in the region's ECR: `<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>`. */
  readonly image: pulumi.Input<string>;
  /** System of the machines; an image with CUDA 13 needs `al2023-ami-sagemaker-inference-gpu-4-1`. */
  readonly inferenceAmiVersion: string;
  /** Machine, `ml.<family>.<size>`. Another one makes another endpoint, with another name and address. */
  readonly instanceType: string;
  /** Accelerators of a machine that a replica uses, 1 or more. */
  readonly accelerators: number;
  /**
   * Host memory in MiB that a replica reserves where several could share a machine (`replicas.min` 0), 128 or more.
   * SageMaker keeps some of the machine's memory for itself: what is asked for has to fit the rest.
   */
  readonly minMemoryMiB: number;
  /**
   * Further environment of the container, up to 90 variables: `SM_VLLM_<FLAG>` becomes `--<flag>` of `vllm serve`.
   * Anyone who may describe the model reads it. @default - none
   */
  readonly environment?: Record<string, string>;
  /**
   * Weights in S3, which the container gets without any network. Gated models are served only so.
   * @default - the container downloads them from Hugging Face, through the NAT of the VPC
   */
  readonly weights?: S3Weights;
  /**
   * Fewest and most replicas: from 0 and 1 on, `min` up to `max`. At 0 the endpoint costs nothing while idle, and the
   * first request after that fails; answers come again after some minutes. A change between 0 and more makes another
   * endpoint, with another name and address. From 1 on a replica is a machine, and each update starts at `min` again.
   */
  readonly replicas: { readonly min: number; readonly max: number };
  /** Requests that a replica works on at once before another one starts, 1 or more. @default 5, AWS's example */
  readonly concurrency?: number;
  /** Ids of private subnets, 1 to 16. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Id of their VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Seconds from the start of a container to its first answer, 60 to 3600; a download from Hugging Face is in it. */
  readonly startupTimeoutSec: number;
  /** Seconds for SageMaker to copy the weights from S3, 60 to 3600. */
  readonly downloadTimeoutSec: number;
  /**
   * ARN of the KMS key of what is captured, and of the volumes of machines without local NVMe disks (those with some
   * encrypt them with a key of their hardware). @default - keys that AWS owns
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** ARN of the SNS topic for the alarms. @default - no messages, and only the alarms that roll an update back */
  readonly alarmTopicArn?: pulumi.Input<string>;
  /**
   * Seconds of a latency (99 of 100 answers) that raise an alarm, and roll an update back: 1 to 3600.
   * @default 55, before SageMaker gives up an answer that is not streamed, after 60
   */
  readonly latencyAlarmSec?: number;
  /**
   * Keeps requests and answers as JSON lines in a bucket: of `percent` of them, 1 to 100. `keep`: whether a bucket that
   * holds some refuses to be deleted (`true` where left out). @default - keeps none
   */
  readonly capture?: { readonly percent: number; readonly keep?: boolean };
  /**
   * How machines move to a new configuration: `blue-green` starts as many again, shifts the traffic and is taken back
   * at once; `rolling` replaces one after the other, where quota is tight, and takes two replicas or more. Without
   * effect at `replicas.min` 0. @default "blue-green", which works from one replica on
   */
  readonly updatePolicy?: "blue-green" | "rolling";
  /** Tags of everything that can have some. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Shallow, last-word overrides of a child's args. */
  readonly transform?: {
    readonly role?: Partial<iam.RoleArgs>;
    readonly securityGroup?: Partial<ec2.SecurityGroupArgs>;
    readonly model?: Partial<sagemaker.ModelArgs>;
    /** From one replica on. */
    readonly configuration?: Partial<sagemaker.EndpointConfigurationArgs>;
    /** From no replica on. */
    readonly componentConfiguration?: Partial<cloudcontrol.ResourceArgs>;
    readonly endpoint?: Partial<sagemaker.EndpointArgs>;
    readonly component?: Partial<cloudcontrol.ResourceArgs>;
    readonly scalingTarget?: Partial<appautoscaling.TargetArgs>;
    readonly scalingPolicy?: Partial<appautoscaling.PolicyArgs>;
    readonly wakeUpPolicy?: Partial<appautoscaling.PolicyArgs>;
    readonly wakeUpAlarm?: Partial<cloudwatch.MetricAlarmArgs>;
    readonly serverErrorAlarm?: Partial<cloudwatch.MetricAlarmArgs>;
    readonly latencyAlarm?: Partial<cloudwatch.MetricAlarmArgs>;
    readonly gpuMemoryAlarm?: Partial<cloudwatch.MetricAlarmArgs>;
    readonly captureBucket?: PrivateBucketArgs["transform"];
  };
}

/** Arguments that have a default, filled in. */
export type CompleteEndpointArgs = SageMakerEndpointArgs &
  Required<Pick<SageMakerEndpointArgs, "environment" | "concurrency" | "latencyAlarmSec" | "updatePolicy">>;

/** Throws a RunError for the first argument that SageMaker would refuse. */
export function checkEndpointArgs(name: string, args: CompleteEndpointArgs): void {
  const { replicas, capture, weights } = args;
  // With the engine's ending of 8 characters `<name>-model` has up to 63, and `<name>-capture` begins a bucket's name.
  checkMatch(
    "name",
    name,
    /^(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*$/,
    "up to 40 lower-case letters and digits, with single hyphens between",
  );
  checkMatch("model", args.model, /^[A-Za-z0-9][\w.-]{0,95}(\/[A-Za-z0-9][\w.-]{0,95})?$/, "a Hugging Face id");
  checkMatch("instanceType", args.instanceType, /^ml\.[a-z0-9-]+\.[a-z0-9]+$/, "ml.<family>.<size>");
  checkMatch(
    "inferenceAmiVersion",
    args.inferenceAmiVersion,
    /^al\d+-ami-sagemaker-inference-(gpu|neuron)-[\d-]+$/,
    "al<year>-ami-sagemaker-inference-<gpu or neuron>-<version>",
  );
  if (typeof args.image === "string")
    checkMatch(
      "image",
      args.image,
      /^(?=.{1,255}$)\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/[a-z0-9][\w./-]*(:[\w.-]+|@sha256:[0-9a-f]{64})$/,
      "<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>",
    );
  if (typeof weights?.url === "string")
    checkMatch(
      "weights.url",
      weights.url,
      /^(?=.{1,1024}$)s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/([^*?$\s]*\/)?$/,
      "s3://<bucket>/<prefix>/, with a slash at the end",
    );
  checkInteger("accelerators", args.accelerators, 1);
  checkInteger("minMemoryMiB", args.minMemoryMiB, 128);
  checkInteger("replicas.min", replicas.min, 0);
  checkInteger("replicas.max", replicas.max, Math.max(1, replicas.min));
  checkInteger("concurrency", args.concurrency, 1);
  checkInteger("startupTimeoutSec", args.startupTimeoutSec, 60, 3600);
  checkInteger("downloadTimeoutSec", args.downloadTimeoutSec, 60, 3600);
  checkInteger("latencyAlarmSec", args.latencyAlarmSec, 1, 3600);
  if (capture !== undefined) checkInteger("capture.percent", capture.percent, 1, 100);
  checkOneOf("updatePolicy", args.updatePolicy, ["blue-green", "rolling"]);
  check(
    args.updatePolicy !== "rolling" || replicas.min !== 1,
    "'updatePolicy' rolling takes 'replicas.min' 2 or more: a batch is at most half of the machines",
  );
  checkEnvironment(args.environment);
}

function checkEnvironment(environment: Readonly<Record<string, string>>): void {
  const entries = Object.entries(environment);
  check(entries.length <= 90, `'environment' must have up to 90 variables, got ${entries.length}`);
  for (const [variable, value] of entries) {
    checkVllmVariable(
      "environment",
      variable,
      value,
      "anyone who may describe the model could read it. " +
        "Copy the weights of a gated model to S3 and give their address as 'weights'",
    );
    checkMatch("environment", variable, /^[a-zA-Z_][a-zA-Z0-9_]{0,1023}$/, "variables of letters, digits and _");
    check(value.length <= 1024, `'environment.${variable}' must have up to 1024 characters, got ${value.length}`);
  }
}
