import * as appautoscaling from "@pulumi/aws/appautoscaling/index.js";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Seconds after scaling before the next step: out, about as long as a new copy takes to load, so that the requests that
 * wait for it do not start another; in, longer, since what is stopped too early has to load again. Both are AWS's
 * examples.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-define.html
 */
const SCALE_OUT_COOLDOWN_SEC = 300;
const SCALE_IN_COOLDOWN_SEC = 600;

interface ReplicaScalingArgs {
  readonly resourceId: pulumi.Input<string>;
  readonly scalableDimension:
    | "sagemaker:variant:DesiredInstanceCount"
    | "sagemaker:inference-component:DesiredCopyCount";
  readonly metric:
    | "SageMakerVariantConcurrentRequestsPerModelHighResolution"
    | "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution";
  readonly replicas: { readonly min: number; readonly max: number };
  readonly concurrency: number;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform:
    | {
        readonly scalingTarget?: Partial<appautoscaling.TargetArgs>;
        readonly scalingPolicy?: Partial<appautoscaling.PolicyArgs>;
      }
    | undefined;
}

/** Keeps the requests that each replica works on at once near a target, by adding and removing replicas. */
export function createReplicaScaling(
  name: string,
  args: ReplicaScalingArgs,
  opts: pulumi.CustomResourceOptions,
): appautoscaling.Target {
  const { resourceId, scalableDimension, metric, replicas, concurrency, tags, transform } = args;
  const target = new appautoscaling.Target(
    `${name}-scaling-target`,
    {
      serviceNamespace: "sagemaker",
      resourceId,
      scalableDimension,
      minCapacity: replicas.min,
      maxCapacity: replicas.max,
      tags,
      ...transform?.scalingTarget,
    },
    opts,
  );
  new appautoscaling.Policy(
    `${name}-scaling-policy`,
    {
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: concurrency,
        predefinedMetricSpecification: { predefinedMetricType: metric },
        scaleOutCooldown: SCALE_OUT_COOLDOWN_SEC,
        scaleInCooldown: SCALE_IN_COOLDOWN_SEC,
      },
      ...transform?.scalingPolicy,
    },
    { parent: opts.parent },
  );
  return target;
}
