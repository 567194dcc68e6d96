import type * as appautoscaling from "@pulumi/aws/appautoscaling/index.js";
import { Policy } from "@pulumi/aws/appautoscaling/index.js";
import * as cloudcontrol from "@pulumi/aws/cloudcontrol/index.js";
import * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import * as pulumi from "@pulumi/pulumi";
import { VARIANT_NAME } from "./endpoint-configuration.js";
import { createReplicaScaling } from "./replica-scaling.js";
import { tagList } from "./tag-list.js";

interface InferenceComponentArgs {
  readonly componentName: string;
  readonly endpointName: pulumi.Input<string>;
  readonly modelName: pulumi.Input<string>;
  readonly accelerators: number;
  readonly minMemoryMiB: number;
  readonly startupTimeoutSec: number;
  readonly downloadTimeoutSec: number;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<cloudcontrol.ResourceArgs> | undefined;
}

/**
 * A model on the machines of an endpoint. Another model updates it in place. The registry's schema has no create-only
 * property, so a component that has to move to another endpoint must be replaced by the caller's options.
 *
 * The copies are the autoscaler's. Cloud Control gets a patch of what differs between two desired states: `CopyCount`
 * is a constant and write-only, so after the creation it is in none of them.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-inferencecomponent.html
 */
export function createInferenceComponent(
  name: string,
  args: InferenceComponentArgs,
  opts: pulumi.CustomResourceOptions,
): cloudcontrol.Resource {
  return new cloudcontrol.Resource(
    `${name}-component`,
    {
      typeName: "AWS::SageMaker::InferenceComponent",
      desiredState: pulumi.jsonStringify({
        InferenceComponentName: args.componentName,
        EndpointName: args.endpointName,
        VariantName: VARIANT_NAME,
        Specification: {
          ModelName: args.modelName,
          StartupParameters: {
            ContainerStartupHealthCheckTimeoutInSeconds: args.startupTimeoutSec,
            ModelDataDownloadTimeoutInSeconds: args.downloadTimeoutSec,
          },
          ComputeResourceRequirements: {
            NumberOfAcceleratorDevicesRequired: args.accelerators,
            MinMemoryRequiredInMb: args.minMemoryMiB,
          },
        },
        RuntimeConfig: { CopyCount: 1 }, // the first copy shows that the model starts; idle, it goes
        Tags: tagList(args.tags),
      }),
      ...args.transform,
    },
    opts,
  );
}

interface CopyScalingArgs {
  readonly componentName: string;
  readonly replicas: { readonly min: number; readonly max: number };
  readonly concurrency: number;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform:
    | {
        readonly scalingTarget?: Partial<appautoscaling.TargetArgs>;
        readonly scalingPolicy?: Partial<appautoscaling.PolicyArgs>;
        readonly wakeUpPolicy?: Partial<appautoscaling.PolicyArgs>;
        readonly wakeUpAlarm?: Partial<cloudwatch.MetricAlarmArgs>;
      }
    | undefined;
}

/**
 * Scales the copies of an inference component down to none and up again. Tracking a target cannot leave zero, where
 * there is nothing to measure: the first request, which fails, raises an alarm that starts one copy.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html
 */
export function createCopyScaling(name: string, args: CopyScalingArgs, opts: pulumi.CustomResourceOptions): void {
  const { componentName, replicas, concurrency, tags, transform } = args;
  const parent = { parent: opts.parent };
  const target = createReplicaScaling(
    name,
    {
      resourceId: `inference-component/${componentName}`,
      scalableDimension: "sagemaker:inference-component:DesiredCopyCount",
      metric: "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution",
      replicas,
      concurrency,
      tags,
      transform,
    },
    opts,
  );
  const wakeUp = new Policy(
    `${name}-wake-up-policy`,
    {
      policyType: "StepScaling",
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      stepScalingPolicyConfiguration: {
        // Requests fail for minutes until the copy answers: adding one each time would start all of them.
        adjustmentType: "ExactCapacity",
        metricAggregationType: "Maximum",
        cooldown: 60,
        stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
      },
      ...transform?.wakeUpPolicy,
    },
    parent,
  );
  new cloudwatch.MetricAlarm(
    `${name}-wake-up`,
    {
      alarmDescription: `A request came to ${name} while it had no replica`,
      namespace: "AWS/SageMaker",
      metricName: "NoCapacityInvocationFailures",
      dimensions: { InferenceComponentName: componentName },
      statistic: "Maximum",
      period: 30,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [wakeUp.arn],
      tags,
      ...transform?.wakeUpAlarm,
    },
    parent,
  );
}
