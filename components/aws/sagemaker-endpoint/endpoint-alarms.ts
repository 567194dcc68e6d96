import * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import type * as pulumi from "@pulumi/pulumi";

/** Share of the requests of a minute that may fail on the server's side. */
const MAX_SERVER_ERROR_SHARE = 0.05;

/**
 * Use of a GPU's memory in percent. vLLM takes about 90 % of it at its start, whatever it serves: an alarm at the usual
 * 80 or 90 % would never be silent. Beyond 98 % there is no room left for what it allocates outside of that share.
 */
const MAX_GPU_MEMORY_PERCENT = 98;

const MICROSECONDS = 1_000_000;

/** What an alarm watches: a variant of an endpoint, or an inference component. */
type Watched = { readonly endpointName: string; readonly variantName: string } | { readonly componentName: string };

interface EndpointAlarmsArgs {
  readonly watched: Watched;
  readonly latencyAlarmSec: number;
  /** Accelerators of a replica. */
  readonly accelerators: number;
  readonly alarmTopicArn: pulumi.Input<string> | undefined;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform:
    | {
        readonly serverErrorAlarm?: Partial<cloudwatch.MetricAlarmArgs>;
        readonly latencyAlarm?: Partial<cloudwatch.MetricAlarmArgs>;
        readonly gpuMemoryAlarm?: Partial<cloudwatch.MetricAlarmArgs>;
      }
    | undefined;
}

/**
 * The alarms that tell whether a model answers: the share of requests that fail, and the latency. An alarm without
 * requests is silent.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export function createHealthAlarms(name: string, args: EndpointAlarmsArgs, parent: pulumi.CustomResourceOptions) {
  const { watched, latencyAlarmSec, transform } = args;
  const common = { ...settings(args), namespace: "AWS/SageMaker", dimensions: dimensions(watched), period: 60 };
  const serverErrors = new cloudwatch.MetricAlarm(
    `${name}-server-errors`,
    {
      ...common,
      alarmDescription: `More than ${MAX_SERVER_ERROR_SHARE * 100} % of the requests to ${name} fail`,
      metricName: "Invocation5XXErrors", // 1 for each request that fails, 0 for each other: the average is the share
      statistic: "Average",
      threshold: MAX_SERVER_ERROR_SHARE,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      ...transform?.serverErrorAlarm,
    },
    parent,
  );
  const latency = new cloudwatch.MetricAlarm(
    `${name}-latency`,
    {
      ...common,
      alarmDescription: `One in a hundred answers of ${name} takes longer than ${latencyAlarmSec} s`,
      metricName: "ModelLatency",
      extendedStatistic: "p99",
      threshold: latencyAlarmSec * MICROSECONDS,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      ...transform?.latencyAlarm,
    },
    parent,
  );
  return [serverErrors, latency];
}

/** The alarm for accelerators that run out of memory. */
export function createGpuMemoryAlarm(
  name: string,
  args: EndpointAlarmsArgs,
  parent: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  const { watched, accelerators, transform } = args;
  const metric =
    "componentName" in watched
      ? {
          namespace: "/aws/sagemaker/InferenceComponents",
          metricName: "GPUMemoryUtilizationNormalized",
          threshold: MAX_GPU_MEMORY_PERCENT,
        }
      : {
          namespace: "/aws/sagemaker/Endpoints",
          metricName: "GPUMemoryUtilization", // the sum over all GPUs: 400 % is all of four
          threshold: MAX_GPU_MEMORY_PERCENT * accelerators,
        };
  return new cloudwatch.MetricAlarm(
    `${name}-gpu-memory`,
    {
      ...settings(args),
      ...metric,
      alarmDescription: `The GPU memory of ${name} is full`,
      dimensions: dimensions(watched),
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 3,
      ...transform?.gpuMemoryAlarm,
    },
    parent,
  );
}

function settings({ alarmTopicArn, tags }: EndpointAlarmsArgs) {
  const actions = alarmTopicArn === undefined ? undefined : [alarmTopicArn];
  return {
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    alarmActions: actions,
    okActions: actions,
    tags,
  };
}

function dimensions(watched: Watched): Record<string, string> {
  return "componentName" in watched
    ? { InferenceComponentName: watched.componentName }
    : { EndpointName: watched.endpointName, VariantName: watched.variantName };
}
