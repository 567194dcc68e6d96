import { getRegionOutput } from "@pulumi/aws/getRegion.js";
import * as sagemaker from "@pulumi/aws/sagemaker/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { InferenceEndpoint } from "../../contract.js";
import { physicalName } from "../../shared/names.js";
import { iamPropagationHooks } from "../iam-propagation.js";
import { PrivateBucket } from "../private-bucket.js";
import { createGpuMemoryAlarm, createHealthAlarms } from "./endpoint-alarms.js";
import { createComponentConfiguration, createModelConfiguration, VARIANT_NAME } from "./endpoint-configuration.js";
import { guardrails } from "./endpoint-guardrails.js";
import { invocationUrl, requestCommand } from "./endpoint-invocation.js";
import { createEndpointRole } from "./endpoint-role.js";
import { createEndpointSecurityGroup } from "./endpoint-security-group.js";
import { createCopyScaling, createInferenceComponent } from "./inference-component.js";
import { hasLocalNvme } from "./local-nvme.js";
import { createReplicaScaling } from "./replica-scaling.js";
import { checkEndpointArgs, type SageMakerEndpointArgs } from "./sagemaker-endpoint-args.js";
import { vllmContainer } from "./vllm-container.js";

export type { S3Weights, SageMakerEndpointArgs } from "./sagemaker-endpoint-args.js";

/**
 * A real-time SageMaker endpoint that serves an open-weights model with vLLM, in private subnets, and scales with the
 * requests. Its name has the project, the stack, the component, the machine and whether it scales to zero: AWS refuses
 * to change the last two while an autoscaler is at work, so such a change makes a new endpoint before the old one goes.
 * Every other change updates it: a new model and configuration come before the old ones go. Commercial regions only.
 *
 * With `replicas.min` from 1 on a machine is a replica, and alarms on failing or slow requests roll an update back. Another
 * configuration starts with `replicas.min` machines, however many the autoscaler had started: the provider cannot ask to
 * keep them.
 * With 0 a replica is a copy of an inference component, which requests have to name (`inferenceComponentName`). Another
 * model updates the component as SageMaker does by default: Cloud Control drops a rollout policy, which is write-only.
 *
 * Children: endpoint, configuration, model, role and its policy, security group and its egress rule, scaling target and
 * policy; from one replica on the alarms that roll an update back; from none on the inference component, and policy and
 * alarm to wake it up; with `alarmTopicArn` all alarms; with `capture` a `PrivateBucket`.
 *
 * A creation that failed leaves an endpoint that cannot be updated: `aws sagemaker delete-endpoint` and `pulumi refresh`
 * come before the next `pulumi up`.
 *
 * @throws RunError for arguments out of shape or range, for a Hugging Face token in `environment`, for variables there
 * that say where the weights are, and for rolling updates of one replica.
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-update.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails.html
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/48990
 */
export class SageMakerEndpoint extends pulumi.ComponentResource implements InferenceEndpoint {
  readonly cloud = "aws";
  readonly endpointId: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  readonly model: pulumi.Output<string>;
  /** The endpoint's name. */
  readonly endpointName: pulumi.Output<string>;
  /** The inference component that requests have to name; only with `replicas.min` 0. */
  readonly inferenceComponentName?: pulumi.Output<string>;
  /** A shell command that sends a first request and prints the answer. */
  readonly requestCommand: pulumi.Output<string>;

  constructor(name: string, args: SageMakerEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, environment = {}, concurrency = 5, latencyAlarmSec = 55, ...others } = args;
    const { updatePolicy = "blue-green", ...rest } = others;
    const complete = { ...rest, environment, concurrency, latencyAlarmSec, updatePolicy };
    checkEndpointArgs(name, complete);
    super("ai-stack:aws:SageMakerEndpoint", name, complete, opts);
    const { model, instanceType, replicas, weights, subnetIds, vpcId, kmsKeyArn, alarmTopicArn, capture, tags } = rest;
    const { accelerators, startupTimeoutSec, downloadTimeoutSec } = rest;
    const parent = { parent: this };
    const fromZero = replicas.min === 0;

    // Known before the endpoint is: its alarms, which must exist first, name it.
    const nameParts = [pulumi.getProject(), pulumi.getStack(), name, instanceType.replace(/^ml\./, "")];
    if (fromZero) nameParts.push("from-zero");
    const endpointName = physicalName("sagemaker", nameParts);
    const componentName = physicalName("sagemaker", [...nameParts, "model"]);

    const watched = fromZero ? { componentName } : { endpointName, variantName: VARIANT_NAME };
    const alarmArgs = { watched, latencyAlarmSec, accelerators, alarmTopicArn, tags, transform };
    const healthAlarms = fromZero && alarmTopicArn === undefined ? [] : createHealthAlarms(name, alarmArgs, parent);
    if (alarmTopicArn !== undefined) createGpuMemoryAlarm(name, alarmArgs, parent);
    const rollbackAlarms = fromZero ? [] : healthAlarms;

    const bucket =
      capture &&
      new PrivateBucket(
        `${name}-capture`,
        { kmsKeyArn, keep: capture.keep, tags, transform: transform?.captureBucket },
        parent,
      );
    const keyIsUsed = bucket !== undefined || !hasLocalNvme(instanceType);
    const { role, policy } = createEndpointRole(
      name,
      {
        image: args.image,
        vpcId,
        weights,
        captureBucketArn: bucket?.arn,
        kmsKeyArn: keyIsUsed ? kmsKeyArn : undefined,
        alarmArns: rollbackAlarms.map((alarm) => alarm.arn),
        tags,
        transform: transform?.role,
      },
      parent,
    );
    const { securityGroup, egress } = createEndpointSecurityGroup(
      name,
      { vpcId, tags, transform: transform?.securityGroup },
      parent,
    );
    // Whatever assumes the role waits for its policy, and retries while AWS spreads the two.
    const withRole = { ...parent, dependsOn: [policy, egress], hooks: iamPropagationHooks() };

    const sageMakerModel = new sagemaker.Model(
      `${name}-model`,
      {
        executionRoleArn: role.arn,
        primaryContainer: vllmContainer({ model, image: args.image, environment, weightsUrl: weights?.url }),
        vpcConfig: { subnets: subnetIds, securityGroupIds: [securityGroup.id] },
        enableNetworkIsolation: weights !== undefined,
        tags,
        ...transform?.model,
      },
      withRole,
    );
    const machines = {
      instanceType,
      inferenceAmiVersion: args.inferenceAmiVersion,
      replicas,
      kmsKeyArn,
      capture: bucket && capture && { percent: capture.percent, bucketUrl: bucket.url },
      tags,
    };
    const configurationName = fromZero
      ? createComponentConfiguration(
          name,
          {
            ...machines,
            roleArn: role.arn,
            subnetIds,
            securityGroupId: securityGroup.id,
            networkIsolation: weights !== undefined,
            transform: transform?.componentConfiguration,
          },
          withRole,
        )
      : createModelConfiguration(
          name,
          {
            ...machines,
            modelName: sageMakerModel.name,
            startupTimeoutSec,
            downloadTimeoutSec,
            transform: transform?.configuration,
          },
          withRole,
        );

    const startSec = startupTimeoutSec + downloadTimeoutSec;
    const update = guardrails({ updatePolicy, replicas, startSec, alarmNames: rollbackAlarms.map(({ name }) => name) });
    const startMinutes = Math.max(90, Math.ceil(startSec / 60) + 30);
    const updateMinutes = fromZero ? 2 * startMinutes : Math.max(180, Math.ceil(update.executionSec / 60) + 30);
    const customTimeouts = { create: `${startMinutes}m`, update: `${updateMinutes}m` };
    const endpoint = new sagemaker.Endpoint(
      name,
      {
        name: endpointName,
        endpointConfigName: configurationName,
        deploymentConfig: fromZero ? undefined : update.deploymentConfig,
        tags,
        ...transform?.endpoint,
      },
      // Said outright: for a resource whose name is given, the provider would delete the old one first.
      { ...withRole, customTimeouts, deleteBeforeReplace: false },
    );

    if (fromZero) {
      const component = createInferenceComponent(
        name,
        {
          componentName,
          endpointName: endpoint.name,
          modelName: sageMakerModel.name,
          accelerators,
          minMemoryMiB: rest.minMemoryMiB,
          startupTimeoutSec,
          downloadTimeoutSec,
          tags,
          transform: transform?.component,
        },
        { ...withRole, customTimeouts, replaceWith: [endpoint] },
      );
      createCopyScaling(
        name,
        { componentName, replicas, concurrency, tags, transform },
        { ...parent, dependsOn: [component] },
      );
      this.inferenceComponentName = pulumi.all([componentName, component.id]).apply(([named]) => named);
    } else {
      createReplicaScaling(
        name,
        {
          resourceId: pulumi.interpolate`endpoint/${endpoint.name}/variant/${VARIANT_NAME}`,
          scalableDimension: "sagemaker:variant:DesiredInstanceCount",
          metric: "SageMakerVariantConcurrentRequestsPerModelHighResolution",
          replicas,
          concurrency,
          tags,
          transform,
        },
        parent,
      );
    }

    const { region } = getRegionOutput({}, parent);
    const invocation = {
      region,
      endpointName: endpoint.name,
      componentName: fromZero ? componentName : undefined,
      model,
    };
    this.endpointId = endpoint.arn;
    this.endpointName = endpoint.name;
    this.model = pulumi.output(model);
    this.url = invocationUrl(invocation);
    this.requestCommand = requestCommand(invocation);
    this.registerOutputs({
      endpointId: this.endpointId,
      endpointName: this.endpointName,
      inferenceComponentName: this.inferenceComponentName,
      model: this.model,
      url: this.url,
      requestCommand: this.requestCommand,
    });
  }
}
